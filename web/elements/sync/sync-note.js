// Above the form of a contact: that the server does not take it, or has other values. Nothing else
// of the sync concerns a single contact.

import { element } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { Slot } from '../base/slot.js';
import { fieldLabel, isAboutExistence } from './sync-conflicts.js';
import { failureText } from './sync-state.js';
import { stateOfLists } from './sync-watch.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { Conflict, ParkedContact, SyncStatus } from '../../types.js' */
/** @import { Book } from '../base/book-shape.js' */
/** @import { IconName } from '../base/icons.js' */

// Those further back in the lists are found on the screen of the sync.
const limit = 200;

/**
 * @typedef {object} NotePlace
 * @property {Book | null} book
 * @property {Words} words
 * @property {SyncStatus | null} status
 * @property {string} id       of the contact, '' for none
 * @property {() => void} go   to its conflicts on the screen of the sync
 */

export class SyncNote {
  #slot = new Slot(element('div', { class: 'sync-note', hidden: true }));
  /** Counts reads: an answer to an older one is dropped. */
  #read = 0;
  #readFor = '';

  get element() {
    return this.#slot.element;
  }

  /** @param {NotePlace} place */
  async show({ book, words, status, id, go }) {
    const state = id ? stateOfLists(status) : '';
    const readFor = state && `${id} ${state} ${words.locale}`;
    if (readFor === this.#readFor) return;
    this.#readFor = readFor;
    const read = ++this.#read;
    if (!readFor || !book) return void this.#slot.show('', () => []);
    // Nobody needs to know where there is no answer.
    const [refused, open] = await Promise.all([
      book.parkedContacts({ limit }),
      book.conflicts({ limit }),
    ]).catch(() => [[], []]);
    if (read !== this.#read) return;
    const own = refused.find(({ contact }) => contact.id === id);
    const fields = open.filter(({ contact }) => contact.id === id);
    this.#slot.show(JSON.stringify([words.locale, own, fields]), () => [
      own && note('inbox', parkedText(words, own)),
      fields.length > 0 &&
        note(
          'conflict',
          conflictText(words, fields),
          element('button', { type: 'button', onclick: go }, words.text('sync.note.decide')),
        ),
    ]);
  }
}

/**
 * @param {Words} words
 * @param {ParkedContact} parked
 */
function parkedText(words, { code, message }) {
  return `${words.error(code)} ${failureText(words, message)}`.trim();
}

/**
 * @param {Words} words
 * @param {Conflict[]} conflicts
 */
function conflictText(words, conflicts) {
  const fields = conflicts.map(({ field }) =>
    isAboutExistence(field) ? words.text(`sync.conflict.${field}`) : fieldLabel(words, field),
  );
  return words.text('sync.note.conflict', { fields: fields.join(', ') });
}

/**
 * @param {IconName} mark
 * @param {string} text
 * @param {...Node} actions
 */
function note(mark, text, ...actions) {
  const said = element('p', { class: 'notice-text' }, text);
  return element('div', { class: 'notice warning' }, icon(mark), said, ...actions);
}
