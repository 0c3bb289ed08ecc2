// Asks before something that many would regret.

import { element } from './dom.js';
import { FormField, uniqueId } from './form-field.js';

/** @import { Words } from '../i18n/translate.js' */

/**
 * @param {ShadowRoot} root  where the dialog is shown
 * @param {Words} words
 * @param {{title: string, text: string, action: string, word?: string}} question
 *   `word`: has to be typed, where nothing would bring back what is lost
 * @returns {Promise<boolean>}
 */
export function confirm(root, words, { title, text, action, word = '' }) {
  const id = uniqueId('confirm');
  const field = word ? typedField(words, word) : null;
  const dialog = element(
    'dialog',
    { 'aria-labelledby': `${id}-title`, 'aria-describedby': `${id}-text`, part: 'dialog' },
    element('h2', { id: `${id}-title` }, title),
    element('p', { id: `${id}-text`, class: 'muted' }, text),
    element(
      'form',
      { method: 'dialog' },
      field?.element,
      element(
        'div',
        { class: 'dialog-actions' },
        element(
          'button',
          { type: 'button', onclick: () => dialog.close('no') },
          words.text('dialog.cancel'),
        ),
        element('button', { value: 'yes', class: 'danger' }, action),
      ),
    ),
  );
  dialog.querySelector('form')?.addEventListener('submit', (event) => {
    if (!field || isSame(field.value, word)) return;
    event.preventDefault();
    field.complain(words.text('confirm.mistyped', { word }));
    field.input.focus();
  });
  // A key pressed in the dialog is not a shortcut of the page behind it.
  dialog.addEventListener('keydown', (event) => event.stopPropagation());
  root.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
  });
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
