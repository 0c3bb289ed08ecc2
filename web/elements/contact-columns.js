// The columns of the contact list.

/** @import { Contact } from '../types.js' */
/** @import { Key, Words } from '../i18n/translate.js' */

/**
 * @typedef {object} Column
 * @property {'name' | 'email' | 'country_code' | 'phone' | 'created_at'} field
 * @property {Key} label
 * @property {(contact: Contact, words: Words) => string} text
 */

/** @type {Column[]} */
export const contactColumns = [
  { field: 'name', label: 'field.name', text: (contact) => contact.name },
  { field: 'email', label: 'field.email', text: (contact) => contact.email },
  { field: 'country_code', label: 'field.country_code', text: (contact) => contact.country_code },
  { field: 'phone', label: 'field.phone', text: (contact) => contact.phone },
  {
    field: 'created_at',
    label: 'field.created_at',
    text: (contact, words) => words.date(contact.created_at),
  },
];

/**
 * What a contact is called: a contact may have no name.
 * @param {Contact} contact
 * @param {Words} words
 */
export function contactTitle(contact, words) {
  return contact.name || contact.email || phoneText(contact) || words.text('contact.unnamed');
}

/** @param {{country_code: string, phone: string}} contact */
export function phoneText({ country_code, phone }) {
  return phone.startsWith('+') ? phone : `${country_code} ${phone}`.trim();
}

/**
 * One or two letters that stand for a contact, as on the tab of an index card.
 * @param {string} name
 */
export function initials(name) {
  const words = name.split(/[\s,]+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const picked = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return picked.map((word) => [...word][0].toLocaleUpperCase()).join('');
}

/** How many tints there are for the initials. */
export const tints = 6;

/**
 * Always the same tint for the same contact. The end of a UUIDv7 is random, its beginning a time.
 * @param {string} id
 */
export function tintOf(id) {
  return (parseInt(id.slice(-6), 16) || 0) % tints;
}
