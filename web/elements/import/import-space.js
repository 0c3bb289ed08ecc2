// Whoever is short of storage hears it before an import, not after. It is known late, and must not
// touch what is beside it: somebody may be typing there.

import { element } from '../base/dom.js';
import { icon } from '../base/icons.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { Book, StorageReport } from '../base/book-shape.js' */

export class ImportSpace {
  element = element('div', { class: 'room' });
  #words;
  /** @type {Book | null} */
  #book = null;
  /** Null where it is not known. @type {StorageReport | null} */
  #storage = null;

  /** @param {() => Words} words  as they are now */
  constructor(words) {
    this.#words = words;
  }

  /** @param {Book | null} book */
  async read(book) {
    this.#book = book;
    // A book that knows nothing of its storage has nothing to warn of.
    const storage = await book?.storage?.().catch(() => null);
    if (book !== this.#book) return;
    this.#storage = storage ?? null;
    this.show();
  }

  show() {
    const storage = this.#storage;
    const isShort = storage !== null && hasLittle(storage);
    this.element.replaceChildren(isShort ? notice(this.#words(), storage) : '');
  }
}

/** @param {StorageReport} storage */
function hasLittle({ quota, available }) {
  return quota > 0 && available < quota / 10;
}

/**
 * @param {Words} words
 * @param {StorageReport} storage
 */
function notice(words, storage) {
  const available = words.bytes(storage.available);
  const quota = words.bytes(storage.quota);
  const text = words.text('notice.little_space', { available, quota });
  return element(
    'div',
    { class: 'notice warning', 'data-testid': 'little-space' },
    icon('alert'),
    element('p', { class: 'notice-text' }, text),
  );
}
