// What of a contact is edited in a cell: the form's values, one of them at a time.

import { firstDay } from '../base/form-field.js';
import { splitPhone } from '../contact/calling-codes.js';
import { attributePrefix, phoneText } from '../contact/contact-columns.js';

/** @import { CallingCode, Contact } from '../../types.js' */
/** @import { FormValues } from '../form/form-values.js' */

/**
 * @typedef {object} CellValue
 * @property {string} field  that issues and duplicates name
 * @property {Record<string, unknown>} input  properties of the input
 * @property {(values: FormValues) => string} read
 * @property {(values: FormValues, text: string, codes: CallingCode[]) => FormValues} write
 * @property {(values: FormValues, from: FormValues) => FormValues} reset  as it is in another
 * @property {(draft: FormValues, base: FormValues, now: FormValues) => string | null} restore  the
 *   text of a draft that began with `base`, for a contact that has `now`; null where none was typed
 * @property {(values: FormValues) => string} state  of two contacts the same where nobody has
 *   changed elsewhere what is edited here
 */

/**
 * The value of a column; null where it is nobody's to type, as the day of creation.
 * @param {string} id  of the column
 * @returns {CellValue | null}
 */
export function cellValueOf(id) {
  if (Object.hasOwn(values, id)) return values[id];
  return id.startsWith(attributePrefix) ? attribute(id.slice(attributePrefix.length)) : null;
}

/**
 * @param {string} id  of the column
 * @param {Contact} contact
 */
export function isEditable(id, contact) {
  // An input has one line, and would make one of several; of a tag with a comma it would make two.
  if (id === 'tags') return !(contact.tags ?? []).some((tag) => hasLines(tag) || /[,;]/.test(tag));
  if (!id.startsWith(attributePrefix)) return Object.hasOwn(values, id);
  return !hasLines(contact.attributes?.[id.slice(attributePrefix.length)] ?? '');
}

/** @param {string} text */
const hasLines = (text) => /[\r\n]/.test(text);

// Who changes the calling code of a number changes the number.
const stateOfNumber = (/** @type {FormValues} */ { country_code, phone }) =>
  `${country_code} ${phone}`;

/** @type {Record<string, CellValue>} */
const values = {
  name: text('name', {}),
  // Not type=email: the browser would rewrite internationalized domains while they are typed.
  email: text('email', { inputmode: 'email', autocapitalize: 'off' }),
  country_code: {
    ...text('country_code', {}),
    state: stateOfNumber,
    // A code that was typed with its number is restored with it.
    restore: ({ country_code, phone }, base) =>
      phone === base.phone && country_code !== base.country_code ? country_code : null,
    reset: (now, { country_code, phone }) => (now.phone === phone ? { ...now, country_code } : now),
  },
  phone: {
    ...text('phone', { type: 'tel' }),
    state: stateOfNumber,
    // The whole number is typed here: where it says its calling code, that one counts.
    write: (now, typed, codes) => ({ ...now, phone: typed, ...splitPhone(typed, codes) }),
    // A number without its code would be taken for one of the contact's.
    restore: (draft, base, { country_code }) => {
      if (stateOfNumber(draft) === stateOfNumber(base)) return null;
      return draft.country_code === country_code ? draft.phone : phoneText(draft);
    },
    reset: (now, { country_code, phone }) => ({ ...now, country_code, phone }),
  },
  last_contact_at: text('last_contact_at', { type: 'date', min: firstDay }),
  tags: {
    field: 'tags',
    input: {},
    read: ({ tags }) => tags.join(', '),
    write: (now, typed) => ({ ...now, tags: toTags(typed) }),
    reset: (now, { tags }) => ({ ...now, tags }),
    restore: (draft, base) => restored(draft.tags.join(', '), base.tags.join(', ')),
    state: ({ tags }) => JSON.stringify(tags),
  },
};

/**
 * @param {'name' | 'email' | 'country_code' | 'phone' | 'last_contact_at'} field
 * @param {Record<string, unknown>} input
 * @returns {CellValue}
 */
function text(field, input) {
  const read = (/** @type {FormValues} */ now) => now[field];
  return {
    ...{ field, input, read, state: read },
    restore: (draft, base) => restored(read(draft), read(base)),
    write: (now, typed) => ({ ...now, [field]: typed }),
    reset: (now, from) => ({ ...now, [field]: from[field] }),
  };
}

/**
 * @param {string} name
 * @returns {CellValue}
 */
function attribute(name) {
  const read = (/** @type {FormValues} */ { attributes }) =>
    attributes.find(([other]) => other === name)?.[1] ?? '';
  const write = (/** @type {FormValues} */ now, /** @type {string} */ typed) => {
    const others = now.attributes.filter(([other]) => other !== name);
    return { ...now, attributes: [...others, /** @type {[string, string]} */ ([name, typed])] };
  };
  return {
    ...{ field: attributePrefix + name, input: {}, read, write, state: read },
    restore: (draft, base) => restored(read(draft), read(base)),
    reset: (now, from) => write(now, read(from)),
  };
}

/** @param {string} typed @param {string} kept */
const restored = (typed, kept) => (typed === kept ? null : typed);

/** Each once, as the book keeps them. @param {string} typed */
function toTags(typed) {
  const tags = typed.split(/[,;]/).map((tag) => tag.trim());
  return [...new Set(tags.filter(Boolean))];
}
