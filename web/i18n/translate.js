// Words, numbers and dates in the language of the interface.
//
//   const words = wordsFor('de');
//   words.text('list.selected', { count: 3 });  // "3 ausgewählt"

import de from './de.js';
import deCheck from './de-check.js';
import deGrid from './de-grid.js';
import deImport from './de-import.js';
import deKeeping from './de-keeping.js';
import deSync from './de-sync.js';
import en from './en.js';
import enCheck from './en-check.js';
import enGrid from './en-grid.js';
import enImport from './en-import.js';
import enKeeping from './en-keeping.js';
import enSync from './en-sync.js';
import { isolate } from './isolate.js';

/** @typedef {'de' | 'en'} Locale */
/** @typedef {typeof de & typeof deImport & typeof deKeeping & typeof deCheck & typeof deGrid &
 *   typeof deSync} Table */
/** @typedef {keyof Table} Key */
/** @typedef {string | {one: string, other: string}} Text  the second is chosen by {count} */

/** @typedef {(words: Words) => string} Phrase  is said again in another language */

/** @type {Record<Locale, Record<Key, Text>>} */
const tables = {
  de: { ...de, ...deImport, ...deKeeping, ...deCheck, ...deGrid, ...deSync },
  en: { ...en, ...enImport, ...enKeeping, ...enCheck, ...enGrid, ...enSync },
};

export const locales = /** @type {Locale[]} */ (Object.keys(tables));

/**
 * The first language that Kartei speaks; English where there is none.
 * @param {readonly string[]} languages  tags such as "de-AT", best first
 * @returns {Locale}
 */
export function chooseLocale(languages) {
  for (const language of languages) {
    const primary = language.toLowerCase().split('-')[0];
    if (primary in tables) return /** @type {Locale} */ (primary);
  }
  return 'en';
}

/** @type {Map<Locale, Words>} */
const wordsByLocale = new Map();

/** @param {Locale} locale */
export function wordsFor(locale) {
  let words = wordsByLocale.get(locale);
  if (!words) wordsByLocale.set(locale, (words = new Words(locale)));
  return words;
}

/** What a language calls itself. @param {Locale} locale */
export function ownName(locale) {
  return new Intl.DisplayNames(locale, { type: 'language' }).of(locale) ?? locale;
}

/**
 * @param {Key} key
 * @param {Record<string, string | number>} [values]
 * @returns {Phrase}
 */
export function phrase(key, values) {
  return (words) => words.text(key, values);
}

export class Words {
  /** @type {Map<string, any>} */
  #formats = new Map();

  /** @param {Locale} locale */
  constructor(locale) {
    this.locale = locale;
    // The region is the person's own: "en-GB" writes dates otherwise than "en-US".
    const own = globalThis.navigator?.languages ?? [];
    this.tag = own.find((tag) => tag.toLowerCase().split('-')[0] === locale) ?? locale;
  }

  /**
   * What is inserted cannot turn the sentence around it.
   * @param {Key} key
   * @param {Record<string, string | number>} [values]
   */
  text(key, values = {}) {
    return this.#fill(key, values, isolate);
  }

  /**
   * The same for what is kept as a person's own, such as a name: letter by letter what was given.
   * @param {Key} key
   * @param {Record<string, string | number>} values
   */
  suggestion(key, values) {
    return this.#fill(key, values, (value) => value);
  }

  /**
   * @param {Key} key
   * @param {Record<string, string | number>} values
   * @param {(value: string) => string} insert
   */
  #fill(key, values, insert) {
    const entry = tables[this.locale][key];
    const plural = typeof entry === 'string' ? entry : this.#plural(entry, Number(values.count));
    return plural.replace(/\{(\w+)\}/g, (placeholder, name) => {
      const value = values[name];
      if (value === undefined) return placeholder;
      return typeof value === 'number' ? this.number(value) : insert(value);
    });
  }

  /** @param {string} key */
  has(key) {
    return Object.hasOwn(tables[this.locale], key);
  }

  /**
   * What an error's or issue's code means.
   * @param {string} code
   */
  error(code) {
    const key = `error.${code}`;
    return this.text(/** @type {Key} */ (this.has(key) ? key : 'error.internal'));
  }

  /**
   * Where in a file something is: "Zeile 12, Spalte 3"; empty where neither is known.
   * @param {{row?: number, column?: number}} where  from 1
   */
  place({ row = 0, column = 0 }) {
    const places = [
      row > 0 && this.text('import.at_row', { row }),
      column > 0 && this.text('import.at_column', { column }),
    ];
    return places.filter(Boolean).join(', ');
  }

  /**
   * What a call was refused for; where there is no room, how much of it is missing, what it is that
   * uses a segment, and which cell of a file cannot be written.
   * @param {{code: string, missing_bytes?: number, issues?: {segment?: string}[],
   *   row?: number, column?: number}} failure
   */
  failure({ code, missing_bytes = 0, issues = [], row = 0, column = 0 }) {
    if (code === 'csv_character_not_in_encoding' && row > 0) {
      return `${this.error(code)} (${this.place({ row, column })})`;
    }
    const segments = issues.map(({ segment }) => segment).filter(Boolean);
    if (code === 'segment_in_use' && segments.length) {
      return this.text('segment.in_use', { names: segments.join(', ') });
    }
    const isKnown = code === 'storage_full' && missing_bytes > 0;
    return isKnown
      ? this.text('storage.full_missing', { size: this.bytes(missing_bytes) })
      : this.error(code);
  }

  /** All reasons by code, for a file that is read elsewhere. */
  reasons() {
    const prefix = 'error.';
    const keys = Object.keys(tables[this.locale]).filter((key) => key.startsWith(prefix));
    return Object.fromEntries(
      keys.map((key) => [key.slice(prefix.length), this.error(key.slice(prefix.length))]),
    );
  }

  /** @param {number} value */
  number(value) {
    return this.#format('number', () => new Intl.NumberFormat(this.tag)).format(value);
  }

  /** @param {number} fraction  0 to 1 */
  percent(fraction) {
    const make = () => new Intl.NumberFormat(this.tag, { style: 'percent' });
    return this.#format('percent', make).format(fraction);
  }

  /**
   * In the largest unit that leaves at least 1.
   * @param {number} count
   */
  bytes(count) {
    const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
    const power = Math.min(Math.floor(Math.log(Math.max(count, 1)) / Math.log(1000)), 4);
    const [unit, maximumFractionDigits] = [units[power], power > 1 ? 1 : 0];
    const options = /** @type {const} */ ({ style: 'unit', unitDisplay: 'short' });
    const make = () => new Intl.NumberFormat(this.tag, { ...options, unit, maximumFractionDigits });
    // A size is one word: it is never broken into two lines.
    return this.#format(unit, make)
      .format(count / 1000 ** power)
      .replace(' ', '\u00a0');
  }

  /** @param {string | Date} time */
  date(time) {
    const make = () => new Intl.DateTimeFormat(this.tag, { dateStyle: 'medium' });
    return formatTime(this.#format('date', make), time);
  }

  /** @param {string | Date} time */
  dateTime(time) {
    const options = /** @type {const} */ ({ dateStyle: 'medium', timeStyle: 'short' });
    const make = () => new Intl.DateTimeFormat(this.tag, options);
    return formatTime(this.#format('dateTime', make), time);
  }

  /** @param {string | Date} time  the time of the day */
  time(time) {
    const make = () => new Intl.DateTimeFormat(this.tag, { timeStyle: 'short' });
    return formatTime(this.#format('time', make), time);
  }

  /** @param {string | Date} time  the time of the day, to the second */
  timeWithSeconds(time) {
    const make = () => new Intl.DateTimeFormat(this.tag, { timeStyle: 'medium' });
    return formatTime(this.#format('timeWithSeconds', make), time);
  }

  /** @param {string[]} parts  one of them */
  list(parts) {
    const make = () => new Intl.ListFormat(this.tag, { type: 'disjunction' });
    return this.#format('list', make).format(parts);
  }

  /** @param {string[]} parts  all of them */
  listAll(parts) {
    const make = () => new Intl.ListFormat(this.tag, { type: 'conjunction' });
    return this.#format('listAll', make).format(parts);
  }

  /**
   * The name of a country.
   * @param {string} region  ISO 3166-1 alpha-2
   * @returns {string}
   */
  region(region) {
    const make = () => new Intl.DisplayNames(this.tag, { type: 'region' });
    return this.#format('region', make).of(region) ?? region;
  }

  /** @returns {(a: string, b: string) => number} */
  get compare() {
    return this.#format('collator', () => new Intl.Collator(this.tag)).compare;
  }

  /**
   * @param {{one: string, other: string}} forms
   * @param {number} count
   */
  #plural(forms, count) {
    const rule = this.#format('plural', () => new Intl.PluralRules(this.locale)).select(count);
    return rule === 'one' ? forms.one : forms.other;
  }

  /**
   * Making one costs more than a thousand uses.
   * @template Format
   * @param {string} name
   * @param {() => Format} make
   * @returns {Format}
   */
  #format(name, make) {
    let format = this.#formats.get(name);
    if (!format) this.#formats.set(name, (format = make()));
    return format;
  }
}

/**
 * @param {Intl.DateTimeFormat} format
 * @param {string | Date} time
 */
function formatTime(format, time) {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? '' : format.format(date);
}
