// What two records that are the same person say, field by field, and what would be left of them:
// core/dedupe/merge.h in the words of a review.

import { wordsFor } from '../../i18n/translate.js';
import { splitPhone } from '../contact/calling-codes.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { CallingCode, Contact, DuplicateAction, InvalidAction } from '../../types.js' */
/** @import { ReviewDuplicate, ReviewPage, ReviewRow } from '../../types.js' */

/** Those that are always shown, in the order in which a contact shows them. */
export const shownFields = /** @type {const} */ (['name', 'email', 'country_code', 'phone']);

/**
 * @typedef {object} Rules
 * @property {InvalidAction} invalid  what becomes of values that are not valid
 * @property {CallingCode[]} codes
 * @property {string} defaultCode     the calling code of numbers without one
 */

/**
 * @typedef {object} Line
 * @property {string} label
 * @property {string} before    '' where there is nothing
 * @property {string} incoming
 * @property {string} after
 * @property {boolean} differs  whether the row has something else
 */

/** @typedef {Record<typeof shownFields[number], string>} Values */

/**
 * What may differ beyond those.
 * @typedef {object} More
 * @property {string[]} tags
 * @property {string} created_at
 * @property {string} last_contact_at
 * @property {Record<string, string>} attributes
 */

/** The targets out of which a field comes, in their order. @type {Record<string, string[]>} */
const sources = {
  name: ['name', 'first_name', 'middle_name', 'last_name'],
  email: ['email', 'further_email'],
  phone: ['area_code', 'phone', 'further_phone'],
  country_code: ['country_code'],
};

// Of an attribute that is called as one of these the name is another one.
const fieldNames = [
  ...['id', 'name', 'email', 'phone', 'country_code', 'created_at', 'updated_at'],
  ...['last_contact_at', 'deleted_at', 'source', 'tags', 'attributes'],
];

const dayLength = 86_400_000;

/**
 * @param {ReviewPage} page
 * @param {string} field
 * @returns {number[]} from 0
 */
export function columnsOf(page, field) {
  return (sources[field] ?? [field]).flatMap((target) =>
    page.mapping.flatMap((mapped, i) => (mapped === target ? [i] : [])),
  );
}

/**
 * The contact of the book, or the earlier row, and the row of the file: the fields that every
 * contact has, and of all others those in which the row has something else.
 * @param {Words} words
 * @param {ReviewPage} page
 * @param {ReviewRow} row
 * @param {ReviewDuplicate} match
 * @param {Rules} rules
 * @returns {Line[]}
 */
export function compare(words, page, row, match, rules) {
  const { contact, decision } = match;
  const wrong = rules.invalid === 'leave_out' ? row.issues.map(({ field }) => field) : [];
  const before = contact ?? rowValues(page, match, rules);
  const incoming = rowValues(page, row, rules);
  const after = merged(decision, before, without(incoming, wrong), rules);
  const fields = shownFields
    .filter((field) => columnsOf(page, field).length > 0)
    .map((field) => ({
      label: words.text(`field.${field}`),
      before: before[field],
      incoming: incoming[field],
      after: after[field],
      differs: incoming[field] !== '' && incoming[field] !== before[field],
    }));
  const known = contact ?? rowMore(page, match);
  const more = rowMore(page, row);
  const others = [
    tagLine(words, decision, known.tags, more.tags),
    dateLine(words, decision, 'created_at', known, more, wrong),
    dateLine(words, decision, 'last_contact_at', known, more, wrong),
    ...attributeLines(words, page, decision, known.attributes, more.attributes),
  ];
  return [...fields, ...others.filter((line) => line.differs)];
}

// --- what a row says ---

/** @param {string | undefined} cell  with the apostrophe that keeps a program from calculating */
const cellText = (cell = '') => cell.trim().replace(/^'(?=\s*[=+\-@])/, '');

/**
 * Of which columns a field is made, filled ones alone.
 * @param {ReviewPage} page
 * @param {{cells: string[]}} row
 * @param {string} field
 */
const filledColumns = (page, row, field) =>
  columnsOf(page, field).filter((i) => row.cells[i]?.trim());

/**
 * What a row says of a field, its name joined of its parts.
 * @param {ReviewPage} page
 * @param {{cells: string[]}} row
 * @param {string} field
 */
function rowValue(page, row, field) {
  const filled = filledColumns(page, row, field);
  if (!filled.length) return '';
  const isJoined = field === 'name' && page.mapping[filled[0]] !== 'name';
  const texts = filled.map((i) => cellText(row.cells[i]));
  return isJoined ? texts.join(' ') : texts[0];
}

/**
 * @param {ReviewPage} page
 * @param {{cells: string[], phone: string}} row
 * @param {Rules} rules
 * @returns {Values}
 */
function rowValues(page, row, { codes, defaultCode }) {
  const code = callingCode(rowValue(page, row, 'country_code'), codes);
  return {
    name: rowValue(page, row, 'name'),
    email: rowValue(page, row, 'email'),
    country_code: code || (row.phone && !splitPhone(row.phone, codes) ? defaultCode : ''),
    phone: row.phone,
  };
}

/**
 * @param {ReviewPage} page
 * @param {{cells: string[]}} row
 * @returns {More}
 */
function rowMore(page, row) {
  const text = (/** @type {string} */ field) => rowValue(page, row, field);
  const names = attributeNames(page.headers);
  const attributes = attributeColumns(page, row).map((i) => [names[i], cellText(row.cells[i])]);
  return {
    tags: splitTags(text('tags')),
    created_at: text('created_at'),
    last_contact_at: text('last_contact_at'),
    attributes: Object.fromEntries(attributes),
  };
}

/** @param {string} text */
function splitTags(text) {
  const tags = text.split(/[,;]|:::/).map((tag) => tag.trim().replace(/^(\* )+/, ''));
  return [...new Set(tags.filter(Boolean))];
}

/**
 * Those that are kept as attributes: so is a further e-mail or phone, beside another one.
 * @param {ReviewPage} page
 * @param {{cells: string[]}} row
 */
function attributeColumns(page, row) {
  const used = ['email', 'phone'].map((field) =>
    filledColumns(page, row, field).find((i) => page.mapping[i] !== 'area_code'),
  );
  const kept = ['attribute', 'further_email', 'further_phone'];
  return page.mapping.flatMap((target, i) =>
    kept.includes(target) && !used.includes(i) && row.cells[i]?.trim() ? [i] : [],
  );
}

/**
 * As the import calls them: those that are called alike are numbered.
 * @param {string[]} headers
 */
function attributeNames(headers) {
  const taken = new Set(fieldNames);
  return headers.map((header, i) => {
    const first = cellText(header).normalize('NFC') || `column_${i + 1}`;
    let name = first;
    for (let number = 2; taken.has(name); ++number) name = `${first} ${number}`;
    taken.add(name);
    return name;
  });
}

/**
 * "+49" for "Deutschland", "DE", "0049" and the like; an unknown text as it is.
 * @param {string} text
 * @param {CallingCode[]} codes
 */
function callingCode(text, codes) {
  const digits = text
    .replace(/[.,]0+$/, '')
    .replace(/\D/g, '')
    .replace(/^00/, '');
  const name = fold(text.replace(/[\d+().,'-]/g, ' '));
  const isNamed = (/** @type {CallingCode} */ { regions }) =>
    regions.some((region) =>
      [region, ...['de', 'en'].map((locale) => regionName(locale, region))].some(
        (one) => fold(one) === name,
      ),
    );
  const found = codes.find(
    (code) =>
      (digits === '' || code.country_code === `+${digits}`) && (name === '' || isNamed(code)),
  );
  return (/[\p{L}\d]/u.test(text) && found?.country_code) || text;
}

/** @param {string} locale @param {string} region */
const regionName = (locale, region) => wordsFor(/** @type {'de' | 'en'} */ (locale)).region(region);

/** @param {string} text */
const fold = (text) => text.trim().replace(/\s+/g, ' ').toLowerCase();

// --- what is left ---

/**
 * @param {Values} values
 * @param {string[]} wrong  fields that are left out
 * @returns {Values}
 */
function without(values, wrong) {
  const left = { ...values };
  for (const field of shownFields) if (wrong.includes(field)) left[field] = '';
  return left;
}

/**
 * @param {DuplicateAction} decision
 * @param {Values} existing
 * @param {Values} incoming
 * @param {Rules} rules
 * @returns {Values}
 */
function merged(decision, existing, incoming, { codes }) {
  if (decision === 'skip') return existing;
  const takes = (/** @type {keyof Values} */ field) =>
    incoming[field] !== '' && (decision === 'update' || existing[field] === '');
  const left = (/** @type {keyof Values} */ field) =>
    takes(field) ? incoming[field] : existing[field];
  // The code belongs to the number, which may have it in itself.
  const code = splitPhone(incoming.phone, codes)?.country_code ?? incoming.country_code;
  const takesCode = code !== '' && (takes('phone') || existing.phone === '');
  return {
    name: left('name'),
    email: left('email'),
    country_code: takesCode ? code : existing.country_code,
    phone: left('phone'),
  };
}

/**
 * @param {Words} words
 * @param {DuplicateAction} decision
 * @param {string[]} before
 * @param {string[]} incoming
 * @returns {Line}
 */
function tagLine(words, decision, before, incoming) {
  const added = incoming.filter((tag) => !before.includes(tag));
  return {
    label: words.text('field.tags'),
    before: before.join(', '),
    incoming: incoming.join(', '),
    after: (decision === 'skip' ? before : [...before, ...added]).join(', '),
    differs: added.length > 0,
  };
}

/**
 * When a contact was created stays; of two last contacts the later one is left.
 * @param {Words} words
 * @param {DuplicateAction} decision
 * @param {'created_at' | 'last_contact_at'} field
 * @param {Pick<Contact, 'created_at' | 'last_contact_at'>} known
 * @param {More} more
 * @param {string[]} wrong
 * @returns {Line}
 */
function dateLine(words, decision, field, known, more, wrong) {
  const [before, incoming] = [known[field] ?? '', more[field]];
  const [from, to] = [timeOf(before), timeOf(incoming)];
  const isTaken = field === 'last_contact_at' && decision !== 'skip' && !wrong.includes(field);
  const isComparable = from !== null && to !== null;
  const isSame = isComparable ? from === to : before === incoming;
  let after = dateText(words, before);
  if (isTaken && incoming && !isSame) {
    if (!before) after = dateText(words, incoming);
    else if (decision === 'update' && !isComparable) after = words.text('review.later');
    else if (decision === 'update' && Number(to) > Number(from)) after = dateText(words, incoming);
  }
  return {
    label: words.text(`field.${field}`),
    before: dateText(words, before),
    incoming: dateText(words, incoming),
    after,
    differs: incoming !== '' && !isSame,
  };
}

/**
 * Of the forms in which nothing is to be guessed.
 * @param {string} text
 * @returns {number | null}
 */
function timeOf(text) {
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  if (german) return Date.UTC(Number(german[3]), Number(german[2]) - 1, Number(german[1]));
  const isISO = /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d))?$/.test(text);
  const time = isISO ? Date.parse(text) : NaN;
  return Number.isNaN(time) ? null : time;
}

/** @param {Words} words @param {string} text */
function dateText(words, text) {
  const time = timeOf(text);
  if (time === null) return text;
  const date = new Date(time);
  return time % dayLength === 0 ? words.date(date) : words.dateTime(date);
}

/**
 * @param {Words} words
 * @param {ReviewPage} page
 * @param {DuplicateAction} decision
 * @param {Record<string, string>} before
 * @param {Record<string, string>} incoming
 * @returns {Line[]}
 */
function attributeLines(words, page, decision, before, incoming) {
  const names = attributeNames(page.headers);
  return Object.entries(incoming).map(([name, value]) => {
    const at = names.indexOf(name);
    const existing = Object.hasOwn(before, name) ? before[name] : '';
    const isTaken = decision === 'update' || (decision === 'fill' && !Object.hasOwn(before, name));
    return {
      label: page.headers[at]?.trim() || words.text('import.column_number', { number: at + 1 }),
      before: existing,
      incoming: value,
      after: isTaken ? value : existing,
      differs: value !== existing,
    };
  });
}
