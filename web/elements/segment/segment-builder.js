// The dialog in which a segment's filter is built of groups of conditions, while it says in words
// what it is, how many contacts it finds, and some of them.

import { confirm } from '../base/confirm-dialog.js';
import { openDialog } from '../base/dialog.js';
import { element } from '../base/dom.js';
import { uniqueId } from '../base/form-field.js';
import { icon } from '../base/icons.js';
import { FilterEditor } from '../filter/filter-editor.js';
import { sentenceOf } from '../filter/filter-sentence.js';
import { filterOfTree } from '../filter/filter-tree.js';
import { GroupBox } from './builder-group.js';
import { BuilderPreview } from './builder-preview.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { Filter, Segment } from '../../types.js' */
/** @import { Book, Failure } from '../base/book-shape.js' */
/** @import { Group } from '../filter/filter-tree.js' */

/**
 * @template Done
 * @typedef {object} Task
 * @property {string} title
 * @property {Group} tree  will be changed
 * @property {() => Segment[]} segments  that conditions can be on
 * @property {(filter: Filter) => Promise<Done | null>} save  null: it was not to be
 */

/**
 * @template Done
 * @param {{root: ShadowRoot, words: Words, book: Book}} place
 * @param {Task<Done>} task
 * @returns {Promise<Done | null>} null: nothing was saved
 */
export function openBuilder(place, task) {
  return new SegmentBuilder(place, task).open();
}

/** @template Done */
class SegmentBuilder {
  #place;
  #task;
  #preview;
  #box;
  #sentence = element('p', { class: 'sentence' });
  #problem = element('p', { class: 'field-error', role: 'alert' });
  #removed = element('p', { class: 'removed', hidden: true });
  #save;
  #dialog;
  #closed = new AbortController();
  /** As it was when it was opened. */
  #saved = '';
  #isSaving = false;
  #close = (/** @type {Done | null} */ _done) => {};

  /**
   * @param {{root: ShadowRoot, words: Words, book: Book}} place
   * @param {Task<Done>} task
   */
  constructor(place, task) {
    this.#place = place;
    this.#task = task;
    const { words, book } = place;
    this.#preview = new BuilderPreview(words, book);
    const editor = this.#makeEditor();
    this.#box = new GroupBox(
      {
        words,
        editor,
        nameOf: (id) => this.#nameOf(id),
        changed: () => this.#changed(),
        removed: (name, putBack) => this.#offerUndo(name, putBack),
      },
      task.tree,
    );
    this.#save = element(
      'button',
      { type: 'button', class: 'primary', onclick: () => this.#finish() },
      words.text('segment.save'),
    );
    this.#dialog = this.#makeDialog(editor.element);
  }

  #makeEditor() {
    const { words, book } = this.#place;
    /** @type {ReturnType<Book['callingCodes']> | null} */
    let codes = null;
    return new FilterEditor(
      words,
      () => (codes ??= book.callingCodes().catch(() => [])),
      () => book.facets().catch(() => null),
      this.#task.segments,
    );
  }

  /** @param {HTMLElement} editor */
  #makeDialog(editor) {
    const { words } = this.#place;
    const id = uniqueId('builder-title');
    const leave = { type: 'button', onclick: () => this.#leave() };
    return element(
      'dialog',
      {
        class: 'builder',
        part: 'dialog',
        'aria-labelledby': id,
        oncancel: (/** @type {Event} */ event) => this.#cancelled(event),
        onkeydown: (/** @type {KeyboardEvent} */ event) => this.#keyPressed(event),
      },
      element('h2', { id }, this.#task.title),
      element(
        'div',
        { class: 'bench' },
        this.#box.element,
        element(
          'section',
          { class: 'preview', 'aria-label': words.text('builder.preview') },
          element('h3', {}, words.text('builder.in_words')),
          this.#sentence,
          this.#preview.element,
        ),
      ),
      element(
        'div',
        { class: 'foot' },
        this.#problem,
        this.#removed,
        this.#preview.count,
        element(
          'div',
          { class: 'dialog-actions' },
          element('button', leave, words.text('dialog.cancel')),
          this.#save,
        ),
      ),
      editor,
    );
  }

  /** @returns {Promise<Done | null>} */
  open() {
    const { root, book } = this.#place;
    const { signal } = this.#closed;
    book.addEventListener?.('change', () => this.#preview.refresh(), { signal });
    this.#saved = this.#state;
    this.#show();
    const { left, leave } = openDialog(root, this.#dialog);
    this.#close = leave;
    if (this.#task.tree.parts.length === 0) this.#box.focusAdding();
    return left.finally(() => this.#closed.abort());
  }

  get #state() {
    return JSON.stringify(this.#task.tree);
  }

  /** @param {string} id  of a segment */
  #nameOf(id) {
    return this.#task.segments().find((segment) => segment.id === id)?.name ?? '…';
  }

  // --- what is shown ---

  #changed() {
    this.#complain('');
    this.#removed.hidden = true;
    this.#show();
  }

  #show() {
    const { words } = this.#place;
    const { tree } = this.#task;
    this.#box.update();
    this.#sentence.textContent = sentenceOf(tree, words, (id) => this.#nameOf(id));
    this.#preview.show(filterOfTree(tree) ?? { all: [] });
  }

  /** @param {string} text  empty: nothing to complain about */
  #complain(text) {
    this.#problem.replaceChildren(...(text ? [icon('alert'), element('span', {}, text)] : []));
  }

  /**
   * A group is removed with all that is in it: one press brings it back.
   * @param {string} name
   * @param {() => void} putBack
   */
  #offerUndo(name, putBack) {
    const { words } = this.#place;
    this.#removed.replaceChildren(
      element('span', {}, words.text('builder.removed', { filter: name })),
      ' ',
      element(
        'button',
        { type: 'button', class: 'link', onclick: putBack },
        words.text('builder.undo'),
      ),
    );
    this.#removed.hidden = false;
  }

  // --- saving and leaving ---

  async #finish() {
    if (this.#isSaving) return;
    const { words } = this.#place;
    const filter = filterOfTree(this.#task.tree);
    if (!filter) {
      this.#complain(words.text('builder.missing'));
      this.#box.focusAdding();
      return;
    }
    this.#isSaving = true;
    try {
      const done = await this.#task.save(filter);
      if (done) this.#close(done);
    } catch (error) {
      this.#complain(words.failure(/** @type {Failure} */ (error)));
      this.#save.focus();
    } finally {
      this.#isSaving = false;
    }
  }

  /** @param {Event} event */
  #cancelled(event) {
    if (event.target !== this.#dialog || this.#state === this.#saved) return;
    event.preventDefault();
    this.#leave();
  }

  async #leave() {
    const { root, words } = this.#place;
    const isSure =
      this.#state === this.#saved ||
      (await confirm(root, words, {
        title: words.text('builder.leave_title'),
        text: words.text('builder.leave_text'),
        action: words.text('form.discard'),
      }));
    if (isSure) this.#close(null);
  }

  /** @param {KeyboardEvent} event */
  #keyPressed(event) {
    const isCommand = event.ctrlKey || event.metaKey;
    if (!isCommand || (event.key !== 'Enter' && event.key.toLowerCase() !== 's')) return;
    event.preventDefault();
    if (!(/** @type {Element} */ (event.target).closest('.popover'))) this.#finish();
  }
}
