// Asks before something that many would regret.

import { element } from './dom.js';
import { uniqueId } from './form-field.js';

/** @import { Words } from '../i18n/translate.js' */

/**
 * @param {ShadowRoot} root  where the dialog is shown
 * @param {Words} words
 * @param {{title: string, text: string, action: string}} question
 * @returns {Promise<boolean>}
 */
export function confirm(root, words, { title, text, action }) {
  const id = uniqueId('confirm');
  const dialog = element(
    'dialog',
    { 'aria-labelledby': `${id}-title`, 'aria-describedby': `${id}-text`, part: 'dialog' },
    element('h2', { id: `${id}-title` }, title),
    element('p', { id: `${id}-text`, class: 'muted' }, text),
    element(
      'form',
      { method: 'dialog', class: 'dialog-actions' },
      element('button', { value: 'no' }, words.text('dialog.cancel')),
      element('button', { value: 'yes', class: 'danger' }, action),
    ),
  );
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
