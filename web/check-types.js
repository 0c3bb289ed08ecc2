// The shapes of a check, as JSDoc typedefs; what it shares with an import is in types.js. This file
// holds no code.

/** @import { DateOrder, Dialect, Issue } from './types.js' */

/**
 * One column that an application expects of a file.
 * @typedef {object} CheckColumn
 * @property {string} name          what the application calls it, and so does the clean file
 * @property {string[]} [headers]   what files may call it besides
 * @property {'text' | 'email' | 'phone' | 'country_code' | 'number' | 'integer' | 'date'} [type]
 * @property {boolean} [required]   the file has to have it, and each row a value
 * @property {boolean} [unique]     no two rows may have the same value
 * @property {string[]} [allowed]   the values there may be, as they are written or in their normal
 *   form; the closest one where case or accents differ
 * @property {number} [max_length]  in characters
 * @property {string} [pattern]     has to match the whole value, as the `pattern` of an <input>
 */

/**
 * @typedef {object} CheckOptions
 * @property {CheckColumn[]} [columns]  if there are none, those of contacts: name, email, phone,
 *   country_code
 * @property {string[]} [mapping]       the expected column of each column of the file, or ''
 * @property {string} [default_country_code]  for phone numbers in rows without one
 * @property {DateOrder} [date_order]   of dates like "03/04/2026"; recognised if absent
 * @property {string} [encoding]
 * @property {string} [delimiter]
 * @property {string} [quote]
 * @property {string} [escape]
 * @property {number} [skip_rows]
 * @property {boolean} [has_header]
 */

/**
 * @typedef {object} CheckSummary
 * @property {{rows: number, good: number, duplicates: number, rejected: number}} counts
 * @property {Record<string, number>} issues
 * @property {Dialect} dialect
 * @property {string[]} headers
 * @property {string[]} columns  names of those that are expected
 * @property {string[]} mapping
 * @property {string[]} missing
 */

/**
 * @typedef {object} CheckQuery
 * @property {'all' | 'good' | 'duplicates' | 'rejected' | 'suggested'} [only]  `suggested`: rows
 *   that have suggestions
 * @property {string} [problem]  a code: rows that have it as their first
 * @property {number} [offset]
 * @property {number} [limit]    at most 200; 100 if absent
 */

/**
 * @typedef {object} CheckedRow
 * @property {number} row
 * @property {'good' | 'duplicate' | 'rejected'} outcome
 * @property {string[]} cells
 * @property {Issue[]} issues        `field` is the name of the expected column
 * @property {CheckSuggestion[]} suggestions
 * @property {number} [duplicate_of] the earlier row, of a duplicate
 */

/**
 * What an e-mail address was probably meant to be: "anna@gmail.com" for "anna@gmial.com", which may
 * be right and so is no issue.
 * @typedef {object} CheckSuggestion
 * @property {number} column      1-based
 * @property {string} field       the name of the expected column
 * @property {string} suggestion  the whole address
 */

/** @typedef {{total: number, rows: CheckedRow[]}} CheckPage */
