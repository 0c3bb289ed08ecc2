// What was typed into a cell and is not saved stays as a draft of its contact, as the form keeps
// it: the form shows it, and so does the cell when it is edited again.

import { FormDrafts } from '../form/draft-store.js';
import { isChanged, toValues } from '../form/form-values.js';
import { isEdited } from './cell-save.js';

/** @import { Contact } from '../../types.js' */
/** @import { Book } from '../base/book-shape.js' */
/** @import { CellEdit } from './cell-save.js' */
/** @import { CellValue } from './cell-value.js' */

export class CellDrafts {
  /** @type {WeakMap<Book, FormDrafts>} */
  #drafts = new WeakMap();

  /**
   * @param {Book} book
   * @param {CellEdit} edit
   */
  keep(book, edit) {
    if (!isEdited(edit)) return;
    const { value, contact, text, codes } = edit;
    const drafts = this.#of(book);
    const draft = drafts.load(contact.id);
    const now = toValues(contact);
    // A number that is typed anew does not get the calling code of the one that was typed before.
    const values = value.write(draft ? value.reset(draft.values, now) : now, text, codes);
    drafts.store(contact.id, values, draft?.base ?? contact);
  }

  /**
   * @param {Book} book
   * @param {Contact} contact
   * @param {CellValue} value
   * @returns {{text: string, time: string} | null} null where nothing was typed there
   */
  load(book, contact, value) {
    const draft = this.#of(book).load(contact.id);
    if (!draft) return null;
    const now = toValues(contact);
    const text = value.restore(draft.values, draft.base ? toValues(draft.base) : now, now);
    return text === null ? null : { text, time: draft.time };
  }

  /**
   * It is saved or given up. What was typed into other fields of the contact stays.
   * @param {Book} book
   * @param {Contact} contact
   * @param {CellValue} value
   */
  drop(book, contact, value) {
    const drafts = this.#of(book);
    const draft = drafts.load(contact.id);
    if (!draft) return;
    const base = draft.base ?? contact;
    const values = value.reset(draft.values, toValues(base));
    if (isChanged(values, base)) drafts.store(contact.id, values, base);
    else drafts.drop(contact.id);
  }

  /** @param {Book} book */
  #of(book) {
    let drafts = this.#drafts.get(book);
    if (!drafts) this.#drafts.set(book, (drafts = new FormDrafts(book)));
    return drafts;
  }
}
