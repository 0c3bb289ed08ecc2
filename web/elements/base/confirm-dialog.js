// Asks before something that many would regret.

import { openDialog } from './dialog.js';
import { element } from './dom.js';
import { FormField, uniqueId } from './form-field.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { Child } from './dom.js' */

/**
 * @param {ShadowRoot} root  where the dialog is shown
 * @param {Words} words
 * @param {{title: string, text: string, action: string, word?: string}} question
 *   `word`: has to be typed, where nothing would bring back what is lost
 * @returns {Promise<boolean>}
 */
export function confirm(root, words, { title, text, action, word = '' }) {
  const id = uniqueId('confirm-text');
  const field = word ? typedField(words, word) : null;
  const isTyped = () => {
    if (!field || isSame(field.value, word)) return true;
    field.complain(words.text('confirm.mistyped', { word }));
    field.input.focus();
    return false;
  };
  return ask(root, words, {
    title,
    properties: { 'aria-describedby': id },
    text: element('p', { id, class: 'muted' }, text),
    fields: [field?.element],
    button: element('button', { class: 'danger' }, action),
    isComplete: isTyped,
  });
}

/**
 * Asks about a number, and asks again where it is another one by then: other tabs write, too.
 * @param {() => Promise<number>} count
 * @param {(count: number) => Promise<boolean>} isSure
 * @returns {Promise<boolean>}  true as well where nothing is left to be asked about
 */
export async function confirmNumber(count, isSure) {
  let now = await count();
  for (let confirmed = -1; now && now !== confirmed; now = await count()) {
    confirmed = now;
    if (!(await isSure(confirmed))) return false;
  }
  return true;
}

/**
 * A dialog with a form, its button, and one for leaving.
 * @param {ShadowRoot} root
 * @param {Words} words
 * @param {object} form
 * @param {string} form.title
 * @param {Record<string, unknown>} [form.properties]  of the dialog
 * @param {Child} [form.text]     before the form
 * @param {Child[]} form.fields
 * @param {HTMLElement} [form.button]  submits; absent: there is nothing to be done
 * @param {() => boolean} [form.isComplete]  false: the dialog stays
 * @returns {Promise<boolean>} whether the button was pressed
 */
export function ask(root, words, form) {
  const { title, properties, text, fields, button, isComplete = () => true } = form;
  const id = uniqueId('dialog-title');
  const leave = element(
    'button',
    { type: 'button', onclick: () => answer(false) },
    words.text(button ? 'dialog.cancel' : 'dialog.close'),
  );
  const dialog = element(
    'dialog',
    { 'aria-labelledby': id, part: 'dialog', ...properties },
    element('h2', { id }, title),
    text,
    element(
      'form',
      {
        onsubmit: (/** @type {Event} */ event) => {
          event.preventDefault();
          if (isComplete()) answer(true);
        },
      },
      ...fields,
      element('div', { class: 'dialog-actions' }, leave, button),
    ),
  );
  const { left, leave: answer } = openDialog(root, dialog);
  return left.then(Boolean);
}

/**
 * @param {Words} words
 * @param {string} word
 */
function typedField(words, word) {
  const input = element('input', {
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
  });
  const field = new FormField(words.text('confirm.type', { word }), input);
  field.element.classList.add('typed');
  return field;
}

/**
 * @param {string} typed
 * @param {string} word
 */
function isSame(typed, word) {
  return typed.trim().toLowerCase() === word.toLowerCase();
}
