// Contacts that the server does not take: why, in its own words, and what can be done.

import { element } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { contactTitle } from '../contact/contact-columns.js';
import { ownFailureText } from './sync-state.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { ParkedContact } from '../../types.js' */

/**
 * @typedef {object} ParkedActions
 * @property {(id: string) => void} open
 * @property {(ids: string[]) => void} retry
 */

/**
 * @param {Words} words
 * @param {ParkedContact[]} parked
 * @param {ParkedActions} act
 */
export function parkedList(words, parked, act) {
  return element('ul', { class: 'rows' }, ...parked.map((one) => row(words, one, act)));
}

/**
 * @param {Words} words
 * @param {string} message
 * @returns {(Node | string)[]}
 */
function reason(words, message) {
  const own = ownFailureText(words, message);
  if (own) return [own];
  // Nobody knows the language of a server.
  return [`${words.text('sync.parked.server')} `, element('q', { lang: 'und' }, message)];
}

/**
 * @param {Words} words
 * @param {ParkedContact} parked
 * @param {ParkedActions} act
 */
function row(words, { code, message, contact }, { open, retry }) {
  const { id } = contact;
  const name = contactTitle(contact, words);
  const isDeleted = Boolean(contact.deleted_at);
  return element(
    'li',
    { class: 'parked', 'data-id': id },
    element('span', { class: 'row-mark warning' }, icon('inbox')),
    element(
      'div',
      { class: 'row-text' },
      element('h4', {}, isDeleted ? words.text('sync.parked.deleted', { name }) : name),
      element('p', {}, words.error(code)),
      message && element('p', { class: 'muted small' }, ...reason(words, message)),
    ),
    element(
      'div',
      { class: 'row-actions' },
      !isDeleted &&
        element(
          'button',
          {
            type: 'button',
            'data-key': `edit-${id}`,
            'aria-label': words.text('sync.parked.edit_one', { name }),
            onclick: () => open(id),
          },
          icon('pencil'),
          element('span', {}, words.text('sync.parked.edit')),
        ),
      element(
        'button',
        {
          type: 'button',
          'data-key': `retry-${id}`,
          'aria-label': words.text('sync.parked.retry_one', { name }),
          onclick: () => retry([id]),
        },
        icon('redo'),
        element('span', {}, words.text('sync.parked.retry')),
      ),
    ),
  );
}
