// What stands in the form, and what of it is to be saved.

import { nationalText } from '../contact/contact-columns.js';
import { dayOfTime, timeOfDay } from '../filter/filter-conditions.js';

/** @import { Contact, Draft } from '../../types.js' */
/** @import { Book } from '../base/book-shape.js' */

/**
 * @typedef {object} FormValues
 * @property {string} name
 * @property {string} email
 * @property {string} country_code
 * @property {string} phone
 * @property {string} last_contact_at  a day, as a date field has it
 * @property {string[]} tags
 * @property {[string, string][]} attributes
 */

/** @typedef {'name' | 'email' | 'country_code' | 'phone' | 'last_contact_at'} TextFieldName */

/** @type {TextFieldName[]} */
export const textFields = ['name', 'email', 'country_code', 'phone', 'last_contact_at'];

/**
 * @param {Contact | null} contact
 * @returns {FormValues}
 */
export function toValues(contact) {
  return {
    name: contact?.name ?? '',
    email: contact?.email ?? '',
    country_code: contact?.country_code ?? '',
    phone: contact ? nationalText(contact) : '',
    last_contact_at: contact?.last_contact_at ? dayOfTime(contact.last_contact_at) : '',
    tags: [...(contact?.tags ?? [])],
    attributes: Object.entries(contact?.attributes ?? {}),
  };
}

/**
 * Only what was changed, so that nothing else is overwritten.
 * @param {FormValues} values
 * @param {Contact | null} contact  null for a new one
 * @returns {Draft}
 */
export function toDraft(values, contact) {
  const before = toValues(contact);
  /** @type {Draft} */
  const draft = contact ? { id: contact.id } : { source: 'manual' };
  for (const field of textFields) {
    if (values[field].trim() === before[field]) continue;
    draft[field] = values[field].trim();
  }
  // Kept with its calling code, a number would contradict another one.
  if (contact && draft.country_code !== undefined && contact.phone !== before.phone) {
    draft.phone = values.phone.trim();
  }
  if (draft.last_contact_at !== undefined) {
    draft.last_contact_at = draft.last_contact_at ? noonOfDay(draft.last_contact_at) : null;
  }
  if (!isEqual(values.tags, before.tags)) draft.tags = values.tags;
  const attributes = changedAttributes(values.attributes, before.attributes);
  if (Object.keys(attributes).length) draft.attributes = attributes;
  return draft;
}

/**
 * Noon where the person is: the same day in UTC as well, in which files have their times.
 * @param {string} day
 */
function noonOfDay(day) {
  const time = new Date(timeOfDay(day));
  time.setHours(12);
  return time.toISOString();
}

/**
 * What was typed since.
 * @param {FormValues} before
 * @param {FormValues} now
 * @returns {Partial<FormValues>}
 */
export function typedSince(before, now) {
  const [old, typed] = [Object.entries(before), Object.entries(now)];
  return Object.fromEntries(
    typed.filter(([, value], i) => JSON.stringify(value) !== JSON.stringify(old[i][1])),
  );
}

/**
 * Whoever saves a contact that was deleted meanwhile wants to have it.
 * @param {Book} book
 * @param {Draft} draft
 */
export async function saveLive(book, draft) {
  const contact = await book.save(draft);
  if (!contact.deleted_at) return contact;
  await book.restore({ ids: [contact.id] });
  return book.get(contact.id);
}

/**
 * Whether saving would change anything.
 * @param {FormValues} values
 * @param {Contact | null} contact
 */
export function isChanged(values, contact) {
  if (attributeProblems(values.attributes).length) return true;
  return Object.keys(toDraft(values, contact)).some((key) => key !== 'id' && key !== 'source');
}

/** @typedef {{row: number, problem: 'attribute_unnamed' | 'attribute_twice'}} AttributeProblem */

/**
 * What keeps further details from being saved, by row: a value without a name would be lost, and of
 * two with the same name the first one would.
 * @param {[string, string][]} attributes
 * @returns {AttributeProblem[]}  rows from 0
 */
export function attributeProblems(attributes) {
  const names = attributes.map(([name]) => toName(name));
  /** @type {AttributeProblem[]} */
  const problems = [];
  attributes.forEach(([, value], row) => {
    const name = names[row];
    if (name && names.indexOf(name) < row) problems.push({ row, problem: 'attribute_twice' });
    if (!name && value.trim()) problems.push({ row, problem: 'attribute_unnamed' });
  });
  return problems;
}

/**
 * As the core writes a name, which tells upper and lower case apart.
 * @param {string} name
 */
const toName = (name) => name.trim().normalize().replaceAll('\0', '');

/** As a <textarea> has it. @param {string} value */
const toLines = (value) => value.replaceAll(/\r\n?/g, '\n');

/**
 * @param {[string, string][]} now
 * @param {[string, string][]} before
 */
function changedAttributes(now, before) {
  /** Any name may be an attribute's, also __proto__. @type {[string, string | null][]} */
  const changes = [];
  const kept = now.map(([name, value]) => [toName(name), value.trim()]).filter(([name]) => name);
  for (const [name] of before) {
    if (!kept.some((other) => other[0] === name)) changes.push([name, null]);
  }
  for (const [name, value] of kept) {
    const old = before.find((other) => other[0] === name);
    if (old ? toLines(old[1]) !== value : value) changes.push([name, value]);
  }
  return Object.fromEntries(changes);
}

/**
 * @param {unknown} a
 * @param {unknown} b
 */
export function isEqual(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}
