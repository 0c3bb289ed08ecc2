// Filters as a person sees them: a search text and a list of conditions, each readable as a
// sentence.

import { sourceText } from '../contact/contact-columns.js';

/** @import { Key, Words } from '../../i18n/translate.js' */
/** @import { FieldCondition, Filter } from '../../types.js' */

/** @typedef {FieldCondition['op'] | 'in_segment' | 'not_in_segment' | 'search'} Operator */
/**
 * A condition of the book, or one on segments: its value are ids, of which one is meant. In a tree
 * of conditions (filter-tree.js) a search text is one too.
 * @typedef {{field: string, op: Operator, value?: FieldCondition['value']}} Condition
 */
/**
 * @typedef {'name' | 'email' | 'phone' | 'country_code' | 'tags' | 'source' | 'created_at' |
 *   'updated_at' | 'last_contact_at' | 'segment' | 'text'} FilterField
 */
/** @typedef {(id: string) => string} NameOfSegment */

/** Of a search text: core/base/limits.h counts in bytes, of which a character has up to 4. */
export const maxSearchCharacters = 1000;

/** @type {Operator[]} */
const textOperators = ['contains', 'starts_with', 'ends_with', 'equals', 'empty'];
/** @type {Operator[]} */
const addressOperators = [...textOperators, 'valid', 'invalid'];
/** @type {Operator[]} */
const choiceOperators = ['any_of', 'empty'];
/** @type {Operator[]} */
const dateOperators = ['last_days', 'not_in_last_days', 'after', 'before', 'between'];

/** @type {Record<FilterField, Operator[]>} */
const operators = {
  name: textOperators,
  email: addressOperators,
  phone: addressOperators,
  country_code: choiceOperators,
  tags: choiceOperators,
  source: choiceOperators,
  created_at: dateOperators,
  updated_at: dateOperators,
  last_contact_at: [...dateOperators, 'empty'],
  segment: ['in_segment', 'not_in_segment'],
  text: ['search'],
};

/** Beside a search box there is no condition on its text. */
export const filterFields = /** @type {FilterField[]} */ (
  Object.keys(operators).filter((field) => field !== 'text')
);

/** @type {FilterField[]} */
export const treeFields = [...filterFields, 'text'];

/** A thousand years: what the core takes. */
export const maxDays = 365_000;

/** @param {FilterField} field */
export const operatorsOf = (field) => operators[field];

/**
 * @param {string} text
 * @param {Condition[]} conditions
 * @param {string} [segment]  the id of one, or ''
 * @returns {Filter}
 */
export function toFilter(text, conditions, segment) {
  const words = text.trim();
  return {
    all: [
      ...(segment ? [{ segment }] : []),
      ...(words ? [{ text: words }] : []),
      ...conditions.map(filterOfCondition),
    ],
  };
}

/**
 * @param {Condition} condition
 * @returns {Filter}
 */
export function filterOfCondition(condition) {
  const { op, value } = condition;
  if (op === 'search') return { text: String(value) };
  if (!isOfSegments(op)) return /** @type {FieldCondition} */ (condition);
  const any = { any: isTexts(value) ? value.map((segment) => ({ segment })) : [] };
  return op === 'in_segment' ? any : { not: any };
}

/**
 * toFilter() the other way round.
 * @param {Filter} filter
 * @returns {{text: string, conditions: Condition[]} | null} null: it says more than a search text
 *   and a list of conditions can
 */
export function fromFilter(filter) {
  const parts = 'all' in filter ? filter.all : [filter];
  const texts = parts.flatMap((part) => ('text' in part ? [part.text] : []));
  const conditions = parts.filter((part) => !('text' in part)).map(conditionOf);
  if (texts.length > 1 || !conditions.every(isCondition)) return null;
  return { text: texts[0] ?? '', conditions };
}

/**
 * filterOfCondition() the other way round; the filter itself where it is more than one condition.
 * @param {Filter} filter
 * @returns {unknown}
 */
export function conditionOf(filter) {
  if ('text' in filter) return { field: 'text', op: 'search', value: filter.text };
  const isNot = 'not' in filter;
  const inner = isNot ? filter.not : filter;
  const segments = 'any' in inner ? inner.any : [inner];
  const value = segments.map((each) => ('segment' in each ? each.segment : undefined));
  if (!isTexts(value)) return filter;
  return { field: 'segment', op: isNot ? 'not_in_segment' : 'in_segment', value };
}

/**
 * A condition from somewhere else, such as an address: nothing where it is none of ours.
 * @param {unknown} value
 * @returns {value is Condition}
 */
export const isCondition = (value) => isConditionOn(filterFields, value);

/**
 * The same in a tree.
 * @param {unknown} value
 * @returns {value is Condition}
 */
export const isTreeCondition = (value) => isConditionOn(treeFields, value);

/**
 * @param {FilterField[]} fields
 * @param {unknown} value
 */
function isConditionOn(fields, value) {
  const condition = /** @type {Partial<Condition> | null} */ (value);
  const field = /** @type {FilterField} */ (condition?.field);
  if (!condition?.op || !fields.includes(field)) return false;
  if (!operatorsOf(field).includes(condition.op)) return false;
  return hasValue(condition.op, condition.value);
}

/**
 * @param {Operator} op
 * @param {unknown} value
 */
function hasValue(op, value) {
  if (takesNoValue(op)) return value === undefined;
  if (isDays(op)) return Number.isInteger(value) && Number(value) > 0 && Number(value) <= maxDays;
  if (op === 'empty') return value === undefined || typeof value === 'boolean';
  if (op === 'any_of' || isOfSegments(op)) return isTexts(value) && value.length > 0;
  if (op === 'between') return isTexts(value) && value.length === 2 && value.every(isTime);
  if (op === 'before' || op === 'after') return isTime(value);
  return typeof value === 'string' && value !== '';
}

/** @param {Operator} op */
export const takesNoValue = (op) => op === 'valid' || op === 'invalid';

/** @param {Operator} op */
export const isOfSegments = (op) => op === 'in_segment' || op === 'not_in_segment';

/** @param {Operator} op */
export const isDays = (op) => op === 'last_days' || op === 'not_in_last_days';

/**
 * @param {unknown} value
 * @returns {value is string[]}
 */
function isTexts(value) {
  return Array.isArray(value) && value.every((text) => typeof text === 'string');
}

/** @param {unknown} value */
function isTime(value) {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}

/**
 * "Name enthält „Müller“".
 * @param {Condition} condition
 * @param {Words} words
 * @param {NameOfSegment} [nameOf]
 */
export function describe({ field, op, value }, words, nameOf = (id) => id) {
  const name = words.text(/** @type {Key} */ (`field.${field}`));
  const key = `filter.is.${op === 'empty' && value === false ? 'not_empty' : op}`;
  // Of a field whose name is a plural, as of tags.
  const own = `${key}.${field}`;
  const nameOfValue = isOfSegments(op) ? nameOf : nameOfChoice(field, words);
  const shown = isTexts(value) && op !== 'between' ? value.map(nameOfValue) : value;
  return words.text(/** @type {Key} */ (words.has(own) ? own : key), {
    field: name,
    ...valueWords(op, shown, words),
  });
}

/**
 * What one of the values that can be chosen is called: a source has a code.
 * @param {string} field
 * @param {Words} words
 * @returns {(value: string) => string}
 */
export function nameOfChoice(field, words) {
  return (value) => (field === 'source' ? sourceText(value, words) : value);
}

/**
 * @param {Operator} op
 * @param {Condition['value']} value
 * @param {Words} words
 * @returns {Record<string, string | number>}
 */
function valueWords(op, value, words) {
  if (isDays(op)) return { count: Number(value) };
  if (op === 'between' && Array.isArray(value)) {
    // The end is exclusive: the day that a person chose ended just before it.
    const last = new Date(Date.parse(value[1]) - 1);
    return { from: words.date(value[0]), to: words.date(last) };
  }
  if (op === 'before' || op === 'after') return { value: words.date(String(value)) };
  if (!Array.isArray(value)) return { value: String(value ?? '') };
  const shown = value.length > 3 ? [...value.slice(0, 2), `+${value.length - 2}`] : value;
  return { value: value.length > 3 ? shown.join(', ') : words.list(shown) };
}

/**
 * The begin of a day where the person is, as a time of the book.
 * @param {string} day  "2026-11-24", as a date field has it
 * @param {number} [later]  days
 */
export function timeOfDay(day, later = 0) {
  const [year, month, date] = day.split('-').map(Number);
  const time = new Date(2000, 0, 1);
  // Not by the constructor: it takes the year 99 for 1999.
  time.setFullYear(year, month - 1, date + later);
  return time.toISOString();
}

/**
 * The day of a time where the person is, as a date field wants it.
 * @param {string} time
 * @param {number} [earlierMs]
 */
export function dayOfTime(time, earlierMs = 0) {
  const date = new Date(Date.parse(time) - earlierMs);
  const two = (/** @type {number} */ number) => String(number).padStart(2, '0');
  const year = String(date.getFullYear()).padStart(4, '0');
  return `${year}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** @typedef {{text: string, conditions: Condition[]}} Filtered */

/**
 * @param {Filtered} one
 * @param {Filtered} other
 */
export function isSameFilter(one, other) {
  const said = (/** @type {Filtered} */ { text, conditions }) =>
    JSON.stringify([text.trim(), conditions]);
  return said(one) === said(other);
}
