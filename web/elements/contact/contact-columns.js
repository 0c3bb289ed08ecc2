// The columns of the contact list.

import { mostOfName, shorten } from '../base/shorten.js';

/** @import { Key, Words } from '../../i18n/translate.js' */
/** @import { Contact, SortKey } from '../../types.js' */

/**
 * @typedef {object} Column
 * @property {string} id     a field, or "attributes." with the name of one
 * @property {string} kind   the field, or "attribute"; the class of its cells
 * @property {(words: Words) => string} label
 * @property {(contact: Contact, words: Words) => string} text
 * @property {SortKey['field'] | null} sort  null: the list cannot be sorted by it
 * @property {number} least  the narrowest it gets by itself, in rem
 * @property {number} share  of the room that is left
 */

// As the book calls it where it sorts by one.
export const attributePrefix = 'attributes.';

/** @type {Record<string, Column>} */
const fieldColumns = {
  name: field('name', 9, 1.3),
  email: field('email', 11, 1.6),
  country_code: field('country_code', 7.75, 0.5),
  phone: field('phone', 8, 1),
  created_at: date('created_at', 'field.created_at'),
  updated_at: date('updated_at', 'field.updated_at'),
  last_contact_at: date('last_contact_at', 'field.last_contact_at'),
  source: {
    ...field('name', 6, 0.6),
    ...{ id: 'source', kind: 'source', sort: null },
    label: (words) => words.text('field.source'),
    text: (contact, words) => sourceText(contact.source ?? '', words),
  },
  tags: {
    ...field('name', 8, 1),
    ...{ id: 'tags', kind: 'tags', sort: null },
    label: (words) => words.text('field.tags'),
    text: (contact) => (contact.tags ?? []).join(', '),
  },
};

/** Shown where nothing else was chosen. */
export const defaultColumns = ['name', 'email', 'country_code', 'phone', 'created_at'];
export const furtherColumns = ['updated_at', 'last_contact_at', 'source', 'tags'];

/**
 * As they are shown beside each other: a calling code that has its own cell is not said twice.
 * @param {string[]} ids  of known columns
 * @returns {Column[]}
 */
export function columnsOf(ids) {
  const columns = ids.map((id) => /** @type {Column} */ (columnOf(id)));
  if (!ids.includes('country_code')) return columns;
  return columns.map((column) =>
    column.id === 'phone' ? { ...column, text: nationalText } : column,
  );
}

/**
 * @param {string} id
 * @returns {Column | null} null: there is no such column
 */
export function columnOf(id) {
  if (Object.hasOwn(fieldColumns, id)) return fieldColumns[id];
  if (!id.startsWith(attributePrefix) || id === attributePrefix) return null;
  const name = id.slice(attributePrefix.length);
  return {
    ...{ id, kind: 'attribute', sort: id, least: 8, share: 0.9 },
    label: () => name,
    text: (contact) => contact.attributes?.[name] ?? '',
  };
}

/** @param {string} name */
export function attributeColumnId(name) {
  return attributePrefix + name;
}

/**
 * @param {'name' | 'email' | 'country_code' | 'phone'} name
 * @param {number} least
 * @param {number} share
 * @returns {Column}
 */
function field(name, least, share) {
  return {
    ...{ id: name, kind: name, sort: name, least, share },
    label: (words) => words.text(`field.${name}`),
    text: (contact) => contact[name],
  };
}

/**
 * @param {'created_at' | 'updated_at' | 'last_contact_at'} name
 * @param {Key} label
 * @returns {Column}
 */
function date(name, label) {
  return {
    ...{ id: name, kind: name, sort: name, least: 8, share: 0.65 },
    label: (words) => words.text(label),
    text: (contact, words) => (contact[name] ? words.date(contact[name]) : ''),
  };
}

/**
 * @param {string} source
 * @param {Words} words
 */
export function sourceText(source, words) {
  const key = `source.${source}`;
  return words.has(key) ? words.text(/** @type {Key} */ (key)) : source;
}

/**
 * What a contact is called: it may have no name, or one of many pages.
 * @param {Contact} contact
 * @param {Words} words
 */
export function contactTitle(contact, words) {
  const title = contact.name || contact.email || phoneText(contact);
  return shorten(title, mostOfName) || words.text('contact.unnamed');
}

/** @param {{country_code: string, phone: string}} contact */
export function phoneText({ country_code, phone }) {
  return phone.startsWith('+') ? phone : `${country_code} ${phone}`.trim();
}

/**
 * The phone without its calling code, as far as it begins with it.
 * @param {{country_code: string, phone: string}} contact
 */
export function nationalText({ country_code, phone }) {
  const isBehindCode = country_code !== '' && phone.startsWith(country_code);
  return isBehindCode ? phone.slice(country_code.length).trimStart() : phone;
}

/**
 * One or two letters that stand for a contact, as on the tab of an index card.
 * @param {string} name
 */
export function initials(name) {
  const words = name.split(/[\s,]+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  // "(Anna)", "🙂"
  if (!words.length) words.push(...(name.match(/[\p{L}\p{N}]/u) ?? name.match(/\S/u) ?? []));
  const picked = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return picked.map((word) => [...word][0].toLocaleUpperCase()).join('');
}

/** How many tints there are for the initials. */
const tints = 6;

/**
 * Always the same tint for the same contact. The end of a UUIDv7 is random, its beginning a time.
 * @param {string} id
 */
export function tintOf(id) {
  return (parseInt(id.slice(-6), 16) || 0) % tints;
}
