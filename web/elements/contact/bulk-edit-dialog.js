// Asks for one change to many contacts: tags, the calling code, or a further detail.

import { ask } from '../base/confirm-dialog.js';
import { element } from '../base/dom.js';
import { FormField, uniqueId } from '../base/form-field.js';
import { nameCallingCodes } from './calling-codes.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { BulkChanges, CallingCode } from '../../types.js' */

/** @typedef {'add_tags' | 'remove_tags' | 'country_code' | 'attribute'} Kind */
/** @typedef {{element: HTMLElement, read: () => BulkChanges | null}} Part */

/** @type {Kind[]} */
const kinds = ['add_tags', 'remove_tags', 'country_code', 'attribute'];

/**
 * @param {ShadowRoot} root  where the dialog is shown
 * @param {Words} words
 * @param {number} count     contacts that will be changed
 * @param {CallingCode[]} codes
 * @returns {Promise<BulkChanges | null>} null: nothing is to be changed
 */
export async function askForChanges(root, words, count, codes) {
  const id = uniqueId('bulk');
  const parts = makeParts(words, codes);
  const kind = element(
    'select',
    { id: `${id}-kind`, onchange: () => show() },
    ...kinds.map((name) => element('option', { value: name }, words.text(`bulk.${name}`))),
  );
  const chosen = () => parts[/** @type {Kind} */ (kind.value)];
  const show = () => kinds.forEach((name) => (parts[name].element.hidden = name !== kind.value));
  show();
  /** @type {BulkChanges | null} */
  let changes = null;
  const isSure = await ask(root, words, {
    title: words.text('bulk.action', { count }),
    properties: { class: 'bulk' },
    fields: [
      element(
        'div',
        { class: 'field' },
        element('label', { for: kind.id }, words.text('bulk.what')),
        kind,
      ),
      ...kinds.map((name) => parts[name].element),
    ],
    button: element('button', { class: 'primary' }, words.text('bulk.apply', { count })),
    isComplete: () => (changes = chosen().read()) !== null,
  });
  return isSure ? changes : null;
}

/**
 * @param {Words} words
 * @param {CallingCode[]} codes
 * @returns {Record<Kind, Part>}
 */
function makeParts(words, codes) {
  return {
    add_tags: tagsPart(words, (tags) => ({ add_tags: tags })),
    remove_tags: tagsPart(words, (tags) => ({ remove_tags: tags })),
    country_code: codePart(words, codes),
    attribute: attributePart(words),
  };
}

/** @param {string} label */
function textField(label) {
  const field = new FormField(label, element('input', { autocomplete: 'off' }));
  field.input.addEventListener('input', () => field.complain(''));
  return field;
}

/**
 * @param {FormField} field
 * @param {Words} words
 */
function complainOfNothing(field, words) {
  field.complain(words.text('bulk.missing'));
  field.input.focus();
  return null;
}

/**
 * @param {Words} words
 * @param {(tags: string[]) => BulkChanges} toChanges
 * @returns {Part}
 */
function tagsPart(words, toChanges) {
  const field = textField(words.text('bulk.tags'));
  const read = () => {
    const tags = field.value.split(/[,;]/).map((tag) => tag.trim());
    const named = tags.filter(Boolean);
    return named.length ? toChanges(named) : complainOfNothing(field, words);
  };
  return { element: field.element, read };
}

/**
 * @param {Words} words
 * @param {CallingCode[]} codes
 * @returns {Part}
 */
function codePart(words, codes) {
  const select = element(
    'select',
    { id: uniqueId('code') },
    element('option', { value: '' }, words.text('bulk.no_code')),
    ...nameCallingCodes(codes, words).map(({ code, name }) =>
      element('option', { value: code }, `${name} ${code}`),
    ),
  );
  const label = element('label', { for: select.id }, words.text('field.country_code'));
  return {
    element: element('div', { class: 'field' }, label, select),
    read: () => ({ country_code: select.value }),
  };
}

/**
 * @param {Words} words
 * @returns {Part}
 */
function attributePart(words) {
  const name = textField(words.text('form.attribute_name'));
  const value = textField(words.text('form.attribute_value'));
  const hint = element('p', { class: 'muted hint' }, words.text('bulk.attribute_hint'));
  const read = () => {
    const [named, given] = [name.value.trim(), value.value.trim()];
    if (!named) return complainOfNothing(name, words);
    return { attributes: { [named]: given || null } };
  };
  return { element: element('div', { class: 'pair' }, name.element, value.element, hint), read };
}
