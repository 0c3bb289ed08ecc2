// The shapes that cross the boundary, as JSDoc typedefs. Keys are the ones of the C++ structs and
// the SQLite columns. This file holds no code.

/**
 * @typedef {object} Contact
 * @property {string} id              UUID, version 7
 * @property {string} name
 * @property {string} email           as entered (trimmed, NFC)
 * @property {string} phone           as entered (trimmed, NFC)
 * @property {string} country_code    calling code, "+49", or ""
 * @property {string} created_at      ISO 8601, UTC, milliseconds
 * @property {string} updated_at
 * @property {string | null} last_contact_at
 * @property {string | null} deleted_at
 * @property {string} source          "manual", "import", or what the application said
 * @property {string[]} tags
 * @property {Record<string, string>} attributes  any further columns
 */

/**
 * What a person or a program gives: a new contact without `id`, else the fields to change. A field
 * that is absent stays as it is; `attributes` are merged by name, and null removes one.
 * @typedef {object} Draft
 * @property {string} [id]
 * @property {string} [name]
 * @property {string} [email]
 * @property {string} [phone]
 * @property {string} [country_code]
 * @property {string | null} [last_contact_at]
 * @property {string} [source]
 * @property {string[]} [tags]
 * @property {Record<string, string | null>} [attributes]
 * @property {string} [expected_updated_at]  the `updated_at` that was read: where it is another one
 *   by now, nothing is written (contact_changed)
 */

/**
 * An error or an issue; `row` and `column` are 1-based, 0 where there is none.
 * @typedef {object} Issue
 * @property {string} code     see core/base/error_codes.def; the page shows i18n['error.' + code]
 * @property {string} message  English, for developers
 * @property {string} field
 * @property {number} row
 * @property {number} column
 * @property {string} [segment]  name of the one that segment_in_use and segment_cycle are about
 */

/**
 * A condition, or a tree of them; a segment is a filter that is stored. Texts compare without case
 * and accents, and ä as ae, too; dates are ISO 8601.
 * @typedef {{all: Filter[]} | {any: Filter[]} | {not: Filter} | {text: string} |
 *   {segment: string} | FieldCondition} Filter
 */

/**
 * name, email, phone, "attributes.<name>": contains, starts_with, ends_with, equals, any_of, empty;
 * email and phone also valid, invalid. country_code, source: equals, any_of, empty. tags: has_tag,
 * any_of, empty. created_at, updated_at, last_contact_at: before, after, between ([from, to], `to`
 * exclusive), last_days, not_in_last_days (a number of times 24 hours; whoever has no date is not
 * in the last days), empty. import: in_import (the journal entry of the import that has made it).
 * @typedef {object} FieldCondition
 * @property {string} field
 * @property {'contains' | 'starts_with' | 'ends_with' | 'equals' | 'any_of' | 'empty' | 'valid' |
 *   'invalid' | 'before' | 'after' | 'between' | 'last_days' | 'not_in_last_days' | 'has_tag' |
 *   'in_import'} op
 * @property {string | string[] | boolean | number} [value]  for `empty`: true (the default) or
 *   false
 */

/**
 * @typedef {object} SortKey
 * @property {string} field   name, email, phone, country_code, created_at, updated_at,
 *   last_contact_at or "attributes.<name>"
 * @property {'asc' | 'desc'} [direction]
 */

/**
 * How a list divides; the most frequent value first, "" for none.
 * @typedef {object} Facets
 * @property {Facet[]} country_code
 * @property {Facet[]} tags            a contact counts under each of its tags
 * @property {Facet[]} source
 * @property {Facet[]} created_month   "2026-11", the newest first
 * @property {{valid: number, invalid: number, empty: number}} email
 * @property {{valid: number, invalid: number, empty: number}} phone
 */

/** @typedef {{value: string, count: number}} Facet */

/**
 * `filter`: null of a list. `count`: null where nobody asked, or where its filter has no answer.
 * @typedef {{id: string, name: string, filter: Filter | null, count: number | null}} Segment
 */

/**
 * A new segment has a name and a filter, or contacts: then it is a list. With `id`, what is absent
 * stays; `edit` adds contacts to a list or removes them. `count`: contacts that came or left.
 * @typedef {{id?: string, name?: string, filter?: Filter, contacts?: Selection,
 *   edit?: 'replace' | 'add' | 'remove'}} SegmentDraft
 * @typedef {{id: string, count: number, entry: number}} SegmentResult
 */

/**
 * @typedef {object} Query
 * @property {Filter} [filter]
 * @property {SortKey[]} [sort]   ties are broken by id
 * @property {string} [locale]    a BCP 47 language tag, for the order of names: "de",
 *   "de-u-co-phonebk", "en"; any other language sorts as English does
 * @property {number} [offset]
 * @property {number} [limit]     at most 1,000; 100 if absent
 */

/**
 * @typedef {object} Page
 * @property {Contact[]} rows
 * @property {number} total       all matches
 * @property {number} version     rises with every change of the book
 * @property {true} [is_early]    as it was when the book was seen last, while it is still being
 *   opened: the same search again waits for that
 */

/**
 * Which contacts a bulk action means: these ids, all that match a filter but for some, those that a
 * journal entry touched, or everything in the trash.
 * @typedef {{ids: string[]} | {filter: Filter, except?: string[]} | {entry: number} |
 *   {trash: true}} Selection
 */

/**
 * Which contacts a file gets: all, those that match a filter, or these ids; `except` are left out.
 * @typedef {object} ListSelection
 * @property {Filter} [filter]    not together with `ids`
 * @property {string[]} [ids]
 * @property {string[]} [except]
 * @property {SortKey[]} [sort]
 * @property {string} [locale]    as in Query
 */

/**
 * @typedef {object} BulkChanges
 * @property {string} [country_code]
 * @property {string} [source]
 * @property {string[]} [add_tags]
 * @property {string[]} [remove_tags]
 * @property {Record<string, string | null>} [attributes]  null removes one
 */

/**
 * @typedef {object} BulkResult
 * @property {number} count     contacts that were changed
 * @property {number} entry     of the history; 0 where nothing was to be changed
 * @property {number} [refused] contacts left alone, since the change would make them invalid
 */

/**
 * @typedef {object} UndoResult
 * @property {number} count   contacts that were changed
 * @property {number} entry   the undo's own; 0 where there was nothing to change
 * @property {number} kept    contacts with fields that were changed since, and stay
 * @property {{id: string, fields: string[]}[]} kept_contacts  the first 20 of them
 */

/**
 * @typedef {object} HistoryEntry
 * @property {number} entry
 * @property {'create' | 'update' | 'remove' | 'restore' | 'import' | 'undo' | 'redo' | 'merge' |
 *   'erase' | 'sync' | 'segment'} kind
 *   merge: from a backup; sync: from the backend, and cannot be undone
 * @property {string} at          ISO 8601, UTC
 * @property {number} count       contacts; of `sync` their changes, one as often as it was changed
 * @property {boolean} is_undone
 * @property {number} reverts     the entry that an undo or redo took back, else 0
 * @property {string} file_name   of an import, else ''
 * @property {string} contact_id  where it is one that still exists, else ''
 * @property {string} name        of that contact, or of the segment
 * @property {'' | 'created' | 'changed' | 'deleted'} segment  what has become of the segment
 */

/**
 * @typedef {object} History
 * @property {number} total
 * @property {number} undo   the entry that undo() would take back, 0 without one
 * @property {number} redo   the same for redo()
 * @property {HistoryEntry[]} entries
 */

/**
 * They are erased after so many days.
 * @typedef {{rows: Contact[], total: number, days: number}} Trash
 */

/**
 * @typedef {object} BackupSummary
 * @property {string} created_at
 * @property {number} schema
 * @property {number} contacts
 * @property {number} trash
 * @property {number} entries   of the history
 * @property {number} known     contacts of it that the book has, too
 */

/**
 * @typedef {object} RestoreResult
 * @property {number} added
 * @property {number} updated
 * @property {number} unchanged
 * @property {number} entry    of the history; 0 where the book was replaced
 */

/**
 * What could be read of a book that cannot be opened.
 * @typedef {object} Rescue
 * @property {number} contacts
 * @property {boolean} is_complete   nothing is missing
 * @property {Blob} backup           gzip, for restoreBackup()
 * @property {Blob} csv
 */

/**
 * ready: calls are answered. waiting: the tab that has the files sleeps; calls wait for it.
 * outdated: a newer page has the book; this one has to be loaded again (page_outdated). destroyed:
 * some tab has wiped the book (book_closed).
 * @typedef {'ready' | 'waiting' | 'outdated' | 'destroyed'} BookState
 */

/**
 * @typedef {object} StorageReport
 * @property {'opfs' | 'memory'} kind
 * @property {boolean} is_persisted  whether the browser asks before it clears the data
 * @property {number} usage          bytes of the whole origin, as the browser estimates
 * @property {number} quota          bytes that the origin may use; 0 where unknown
 * @property {number} available      bytes that are left of it
 * @property {number} bytes          of the book's database
 * @property {string | null} last_backup_at
 * @property {number} changes_since_backup
 */

/**
 * @typedef {object} CheckedDraft
 * @property {Issue[]} issues
 * @property {DuplicateHint[]} duplicates  contacts of the book with the same e-mail, or the same
 *   phone and extension
 * @property {Offer[]} offers              what was probably meant, to be asked and never applied
 */

/**
 * @typedef {object} Offer
 * @property {'name' | 'email' | 'phone'} field
 * @property {'email_domain' | 'phone_leading_zero_lost' | 'phone_scientific_notation' |
 *   'phone_decimal' | 'name_spelling'} reason
 * @property {string} value  what the field would hold
 */

/**
 * @typedef {object} DuplicateHint
 * @property {'email' | 'phone'} field
 * @property {boolean} similar  the same address but for dots or a +tag
 * @property {string} id
 * @property {string} name
 */

/**
 * @typedef {object} EmailAnswer
 * @property {boolean} valid
 * @property {string | null} code        what is wrong with it (docs/formats.md)
 * @property {number | null} column      1-based, in code points
 * @property {string | null} normalized
 * @property {string | null} suggestion  the whole address that was probably meant
 */

/**
 * @typedef {object} PhoneAnswer
 * @property {boolean} parsed                 whether it could be read as a number at all
 * @property {string | null} possible         'IS_POSSIBLE', 'TOO_SHORT' …
 * @property {boolean} valid
 * @property {string | null} type             'MOBILE', 'FIXED_LINE' … 'UNKNOWN'
 * @property {string | null} region           ISO 3166-1 alpha-2; '001' for none
 * @property {string | null} country_code     '+49'
 * @property {string | null} national_number
 * @property {string | null} extension
 * @property {string | null} e164
 * @property {string | null} national
 * @property {string | null} international
 */

/**
 * @typedef {object} HeadersAnswer
 * @property {RecognizedColumn[]} columns
 */

/**
 * @typedef {object} RecognizedColumn
 * @property {string} header
 * @property {string | null} field  'name', 'first_name', 'email' … (docs/formats.md)
 * @property {number} confidence    0 to 1
 */

/**
 * @typedef {object} CallingCode
 * @property {string} country_code  "+49"
 * @property {string[]} regions     ISO 3166-1 alpha-2, main country first
 */

/**
 * @typedef {'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'windows-1252' |
 *   'iso-8859-15' | 'cp850' | 'macintosh' | 'utf-8-twice'} Encoding
 */

/**
 * @typedef {object} Dialect
 * @property {Encoding} encoding
 * @property {string} delimiter
 * @property {string} quote               empty: none
 * @property {string} escape              what stands before a quote inside quotes
 * @property {boolean} skip_initial_space blanks behind a delimiter are no part of the cell
 * @property {boolean} has_header
 * @property {number} skip_rows           before the header, or before the first row
 * @property {'lf' | 'crlf' | 'cr' | 'mixed'} line_end
 * @property {number} confidence          0 to 1: the share of rows that agree
 */

/**
 * Where one column of a file goes: a field's name; "first_name", "middle_name" or "last_name", all
 * joined into the name; "area_code", joined with phones that have none; "further_email" or
 * "further_phone", for rows in which the field's own column is empty; "attribute"; or "ignore".
 * @typedef {string} ColumnTarget
 */

/**
 * @typedef {object} PreviewColumn
 * @property {string} header
 * @property {ColumnTarget} target
 * @property {number} confidence   0 to 1
 * @property {string[]} samples    the first three values that are not empty
 */

/**
 * What stands first in "03/04/2026". As the rows say together, or else as one writes it where the
 * default calling code is dialled. Such a date is no date where it is unknown.
 * @typedef {'unknown' | 'day_first' | 'month_first'} DateOrder
 */

/**
 * What the first 64 KiB of a file say.
 * @typedef {object} Preview
 * @property {Dialect} dialect
 * @property {PreviewColumn[]} columns
 * @property {DateOrder | null} date_order  null where the columns of dates have none that needs it
 * @property {string[][]} rows     the first 20, without the header
 * @property {Issue[]} issues      what keeps the file from being imported with this mapping
 */

/**
 * fill: only what the existing contact has not. ask: nobody has decided yet; the import cannot be
 * committed before somebody has (import_undecided).
 * @typedef {'skip' | 'update' | 'fill' | 'create' | 'ask'} DuplicateAction
 */

/**
 * @typedef {'reject' | 'keep' | 'leave_out'} InvalidAction
 */

/**
 * What is mended in many rows at once: the rows with one problem, without the value that it is
 * about or, of phone numbers, with a calling code; or e-mail domains that are probably mistyped.
 * @typedef {object} FixRequest
 * @property {string} [problem]          the code of their first issue
 * @property {string} [country_code]
 * @property {string[]} [email_domains]  those to be corrected, as they are written; [] for all.
 *   An address stands for all that are written otherwise: "anna(at)x.de"
 */

/**
 * @typedef {object} BulkFix
 * @property {number} rows
 * @property {{row: number, column: number, before: string, after: string, rows: number}[]} samples
 *   `rows`: how many it stands for, of a mistyped domain
 */

/** @typedef {BulkFix & {counts: ImportCounts}} ImportFix */

/**
 * @typedef {object} ImportOptions
 * @property {DuplicateAction} [duplicates]      what to do with duplicates; 'skip' if absent
 * @property {ColumnTarget[]} [mapping]          one per column; recognised by header if absent
 * @property {Encoding} [encoding]               these six are detected if absent
 * @property {string} [delimiter]
 * @property {string} [quote]
 * @property {string} [escape]
 * @property {boolean} [has_header]
 * @property {number} [skip_rows]
 * @property {InvalidAction} [invalid]           what becomes of values that are not valid
 * @property {string} [default_country_code]     "+49", for numbers that have no calling code
 * @property {DateOrder} [date_order]            recognised if absent or 'unknown'
 * @property {string} [source]                   'import' if absent
 * @property {string} [file_name]                a File brings its own
 */

/**
 * rows = new + updated + skipped + rejected, always.
 * @typedef {object} ImportCounts
 * @property {number} rows
 * @property {number} new
 * @property {number} updated
 * @property {number} skipped
 * @property {number} rejected
 * @property {number} [undecided]  of the skipped: duplicates that nobody has decided about ('ask');
 *   absent where there are none
 */

/**
 * A finished import.
 * @typedef {ImportCounts & {entry: number, file_name: string}} ImportRecord
 */

/**
 * @typedef {object} ReviewRow
 * @property {number} row                    1-based record of the file; a header is row 1
 * @property {'new' | 'updated' | 'skipped' | 'rejected'} outcome
 * @property {string[]} cells                as in the file
 * @property {string} phone                  of a duplicate: what its cells say of a phone, with the
 *   area code of a column of its own
 * @property {Issue[]} issues
 * @property {ReviewDuplicate | null} duplicate
 */

/**
 * @typedef {object} ReviewDuplicate
 * @property {'email' | 'phone'} field       what is equal
 * @property {DuplicateAction} decision
 * @property {Contact | null} contact        the contact of the book, or
 * @property {number} row                    the earlier row of the file (0: it is in the book)
 * @property {string[]} cells                what is in that row
 * @property {string} phone                  and what it says of a phone
 */

/**
 * @typedef {object} ReviewPage
 * @property {ImportCounts} counts
 * @property {number} duplicates_in_book
 * @property {number} duplicates_in_file
 * @property {Record<string, number>} problems  rejected rows by the code of their first issue
 * @property {Dialect} dialect
 * @property {string[]} headers
 * @property {ColumnTarget[]} mapping
 * @property {number} total                     rows that `only` selects
 * @property {ReviewRow[]} rows
 * @property {string} [import_id]   which import this is
 */

/**
 * @typedef {object} ReviewQuery
 * @property {'all' | 'new' | 'duplicates' | 'rejected' | 'undecided'} [only]
 * @property {string} [problem]  only rows whose first issue has this code
 * @property {number} [offset]
 * @property {number} [limit]   at most 200
 */

/**
 * @typedef {object} Progress
 * @property {'read' | 'write' | 'export' | 'backup' | 'restore'} step
 * @property {number} done     rows or contacts while writing, bytes else
 * @property {number} total    0 where unknown
 */

/**
 * @typedef {object} LongCall
 * @property {AbortSignal} [signal]                     ends the call with the code `cancelled`
 * @property {(progress: Progress) => void} [onProgress]
 */

/**
 * @typedef {object} ExportOptions
 * @property {string} [delimiter]      ',' if absent
 * @property {Encoding} [encoding]     'utf-8-bom' if absent: Excel needs the mark
 * @property {boolean} [bom]           false: without the mark, where there is no encoding
 * @property {boolean} [formula_safe]  true if absent
 * @property {string[]} [columns]      fields and attributes, `attributes` for all
 *   of these; everything if absent
 */

/**
 * Who asks the backend: `secret` is the token, or user:password where the profile says basic.
 * @typedef {{account: string, secret: string}} Credentials
 *
 * What for. `refresh`: those that were given last are refused.
 * @typedef {{account: string, base: string, refresh: boolean}} CredentialsRequest
 *
 * Null where there are none for this account at this URL. Asked in one tab at a time.
 * @typedef {(request: CredentialsRequest) =>
 *   Credentials | null | Promise<Credentials | null>} GetCredentials
 */

/**
 * @typedef {object} BackendOptions
 * @property {object} profile       how it speaks (docs/sync.md)
 * @property {string} [base]        its URL, if the profile's own is not it
 * @property {string} [account]     whose credentials it takes; with others nothing is sent
 * @property {'both' | 'pull' | 'push'} [direction]
 * @property {boolean} [has_delta]  as probeBackend() has found it
 * @property {ProbeReport} [probe]  to be kept with the connection
 * @property {GetCredentials} [getCredentials]
 */

/**
 * @typedef {object} ProbeReport
 * @property {{check: 'auth' | 'shape' | 'delta' | 'filter' | 'order' | 'precondition' | 'pages' |
 *   'cors', result: 'ok' | 'warning' | 'failed' | 'skipped', detail: string}[]} checks
 * @property {number} records     that were met
 * @property {boolean} is_whole   there are no others
 * @property {boolean} has_delta  changes can be asked for; else all records are compared each time
 * @property {number} here        contacts of the book
 * @property {number} matching    records of which there is a contact here
 */

/**
 * @typedef {object} SyncStatus
 * @property {boolean} is_connected  everything else only if so
 * @property {string} [name]         of the profile
 * @property {string} [base]
 * @property {string} [account]
 * @property {'both' | 'pull' | 'push'} [direction]
 * @property {{kind: 'none' | 'basic' | 'header'}} [auth]  what the profile wants to be sent
 * @property {boolean} [is_working]
 * @property {boolean} [needs_credentials]  no tab has given any
 * @property {'' | 'auth' | 'mass_loss' | 'refused'} [pause]  what has to be decided first
 * @property {string} [failure]      the last one, in the server's words, '' while all is well
 * @property {number} [failures]     in a row
 * @property {string | null} [waits_until]
 * @property {string | null} [last_answer_at]
 * @property {number} [pending]      changes that are to be sent
 * @property {number} [parked]
 * @property {number} [conflicts]
 * @property {number} [linked]       contacts that the server has
 * @property {number} [lost]         mass_loss: contacts that it has no more
 * @property {{mode: 'idle' | 'delta' | 'walk' | 'confirm', rows: number, is_complete: boolean,
 *   polled_at: string | null}} [pull]
 * @property {SyncLogEntry[]} [log]  newest first
 */

/**
 * @typedef {object} SyncLogEntry
 * @property {string} at
 * @property {number} took_ms
 * @property {string} method
 * @property {string} path    without its query
 * @property {number} status  0: no answer came
 */

/**
 * @typedef {object} ParkedContact
 * @property {string} code     sync_refused, sync_forbidden, sync_clash, sync_busy, sync_failed
 * @property {string} message  the server's own words
 * @property {Contact} contact
 */

/**
 * A field, or `deleted_here` (deleted here, changed there: it was kept) or `deleted_there`.
 * @typedef {object} Conflict
 * @property {Contact} contact
 * @property {string} field
 * @property {any} base    what both had; null where it was empty
 * @property {any} mine
 * @property {any} theirs
 */

export {};
