// Asks for the name of a segment, and for the list that contacts are to be in.

import { ask } from '../base/confirm-dialog.js';
import { element } from '../base/dom.js';
import { FormField, uniqueId } from '../base/form-field.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { Segment } from '../../types.js' */

/**
 * @param {Words} words
 * @param {string} value
 * @param {string} problem
 */
function nameField(words, value, problem) {
  const input = element('input', { autocomplete: 'off', maxlength: '100', value });
  const field = new FormField(words.text('segment.name'), input);
  input.addEventListener('input', () => field.complain(''));
  field.complain(problem);
  return field;
}

/**
 * @param {FormField} field
 * @param {Words} words
 */
function isNamed(field, words) {
  if (field.value.trim()) return true;
  field.complain(words.text('bulk.missing'));
  field.input.focus();
  return false;
}

/** @param {string} text */
const yes = (text) => element('button', { class: 'primary' }, text);

/**
 * @param {ShadowRoot} root
 * @param {Words} words
 * @param {{title: string, action: string, value: string, problem: string}} question
 *   `problem`: what is wrong with the name that was given
 * @returns {Promise<string | null>} null: none
 */
export async function askForName(root, words, { title, action, value, problem }) {
  const field = nameField(words, value, problem);
  const isSure = await ask(root, words, {
    title,
    properties: { class: 'bulk' },
    fields: [field.element],
    button: yes(action),
    isComplete: () => isNamed(field, words),
  });
  return isSure ? field.value.trim() : null;
}

/**
 * Says something that cannot be done.
 * @param {ShadowRoot} root
 * @param {Words} words
 * @param {{title: string, text: string}} what
 */
export function tell(root, words, { title, text }) {
  const id = uniqueId('told');
  return ask(root, words, {
    title,
    properties: { 'aria-describedby': id },
    text: element('p', { id, class: 'muted' }, text),
    fields: [],
  });
}

/**
 * @param {ShadowRoot} root
 * @param {Words} words
 * @param {number} count     contacts
 * @param {Segment[]} lists
 * @param {{kind: string, name: string, problem: string}} given  what was chosen before
 * @returns {Promise<{kind: string, id: string, name: string} | null>} null: nothing is to be done
 */
export async function askForList(root, words, count, lists, given) {
  const id = uniqueId('list');
  const kinds = lists.length ? /** @type {const} */ (['add', 'remove', 'create']) : ['create'];
  const kind = element(
    'select',
    { id: `${id}-kind`, value: given.kind, onchange: () => show() },
    ...kinds.map((name) =>
      element(
        'option',
        { value: name },
        words.text(/** @type {'segment.list_add'} */ (`segment.list_${name}`)),
      ),
    ),
  );
  const list = element(
    'select',
    { id: `${id}-list` },
    ...lists.map(({ id: value, name }) => element('option', { value }, name)),
  );
  const name = nameField(words, given.name, given.problem);
  const what = labelled(words.text('bulk.what'), kind);
  const which = labelled(words.text('segment.list'), list);
  const isNew = () => kind.value === 'create';
  const show = () => {
    which.hidden = isNew();
    name.element.hidden = !isNew();
  };
  show();
  const isSure = await ask(root, words, {
    title: words.text('segment.list_title', { count }),
    properties: { class: 'bulk' },
    fields: [what, which, name.element],
    button: yes(words.text('segment.save')),
    isComplete: () => !isNew() || isNamed(name, words),
  });
  if (!isSure) return null;
  const chosen = lists.find((one) => one.id === list.value)?.name ?? '';
  return { kind: kind.value, id: list.value, name: isNew() ? name.value.trim() : chosen };
}

/**
 * @param {string} text
 * @param {HTMLSelectElement} select
 */
function labelled(text, select) {
  const label = element('label', { for: select.id }, text);
  return element('div', { class: 'field' }, label, select);
}
