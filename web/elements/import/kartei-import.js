// <kartei-import>: from a CSV file to contacts, in four steps: file, columns, check, result.
//
// Until the last button nothing is written, and leaving at any step leaves the book as it was.
// Events: kartei-import-reviewed {counts}, kartei-before-import {counts} (can be prevented),
// kartei-import-committed {counts, entry}, kartei-import-closed {done} (what is to be said of a
// finished import: {counts, entry}, or null), kartei-announced {text};
// kartei-before-undo {entry} can be prevented by whoever undoes the import in its own way;
// kartei-refused {failure} for what would begin another import while one is open.

import { ContactError } from '../../contact-error.js';
import { confirm } from '../base/confirm-dialog.js';
import { download, element, keepDrop } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { KarteiElement } from '../base/kartei-element.js';
import { printStyles } from '../base/print.css.js';
import { tagStyles } from '../base/tag-field.css.js';
import { bulkFixStyles } from '../file/bulk-fix.css.js';
import { dropZoneStyles } from '../file/drop-zone.css.js';
import { columnsStep } from './import-columns-step.js';
import { ImportDialect } from './import-dialect.js';
import { fileStep, pastedFile } from './import-file-step.js';
import { ImportProgress } from './import-progress.js';
import { resultStep } from './import-result-step.js';
import { ReviewStep } from './import-review-step.js';
import { reviewStyles } from './import-review.css.js';
import { ImportSpace } from './import-space.js';
import { stageItems } from './import-stages.js';
import { importStyles } from './kartei-import.css.js';
import { loadMapping, storeMapping } from './mapping-memory.js';

/** @import { CallingCode, ImportCounts, ImportOptions, Preview } from '../../types.js' */
/** @import { Book, Failure, Review } from '../base/book-shape.js' */
/** @import { Step } from './import-stages.js' */

// As many entries of the history are looked through for an import that may be taken back.
const lookBack = 50;

const dialectOptions = ['encoding', 'delimiter', 'quote', 'skip_rows', 'has_header'];

export class KarteiImport extends KarteiElement {
  /** @type {Step} */
  #step = 'file';
  /** @type {File | null} */
  #file = null;
  /** What it was made of, where it was pasted. */
  #pastedText = '';
  /** @type {ImportOptions} */
  #options = {};
  /** @type {Preview | null} */
  #preview = null;
  #dialect = new ImportDialect();
  /** @type {Review | null} */
  #review = null;
  /** @type {ImportCounts & {entry: number} | null} */
  #result = null;
  /** Whether that was taken back, here or elsewhere. */
  #isUndone = false;
  /** @type {Failure | null} */
  #failure = null;
  /** What was begun last: reading or writing. @type {ImportProgress | null} */
  #running = null;
  /** @type {CallingCode[]} */
  #codes = [];
  /** Counts the attempts: an answer to one that was given up is dropped. */
  #attempt = 0;
  /** What is being previewed. */
  #previewing = Promise.resolve();
  /** A review that is being given up: nobody waits for it but the next one. */
  #cancelling = Promise.resolve();
  /** Counts the presses of the button that closes: of several the last one does. */
  #closings = 0;
  /** @type {ReviewStep | null} */
  #reviewStep = null;
  #space = new ImportSpace(() => this.words);
  #content = element('div');
  #stages = element('ol');

  constructor() {
    super(dropZoneStyles, importStyles, reviewStyles, bulkFixStyles, tagStyles, printStyles);
  }

  focus() {
    // Whoever comes back to an open import begins where it stands: its first button may stop it.
    if (this.isOpen) return this.#focusTitle();
    /** @type {HTMLElement | null} */ (this.#content.querySelector('button'))?.focus();
  }

  /** Whether something would be lost by starting anew. */
  get isOpen() {
    return this.#step !== 'file';
  }

  /**
   * Comes to be seen, or is left, as the screen of a page. What is done is not shown again, what is
   * unfinished is.
   * @param {boolean} isShown
   */
  reveal(isShown) {
    const isLeft = !isShown && !this.hidden;
    this.hidden = !isShown;
    if (!isLeft || this.#step !== 'result') return;
    this.#startAgain();
  }

  /** Whether the page must not be loaded anew now. */
  get isWriting() {
    return this.#step === 'writing';
  }

  /**
   * Begins with a file, whatever is open; only what is being written is never given up for it.
   * @param {File} file
   * @param {ImportOptions} [options]
   */
  async open(file, options = {}) {
    if (this.isWriting) return this.#refuseAnother();
    this.#discard();
    this.#file = file;
    this.#options = { ...options };
    this.#dialect.forget();
    await this.#loadPreview();
  }

  /**
   * The same with what was chosen or dropped, which has to be one file: nobody shall believe that
   * the others are imported, too.
   * @param {FileList} files  at least one
   */
  async openFiles(files) {
    if (this.isWriting) return this.#refuseAnother();
    this.#pastedText = '';
    if (files.length === 1) return this.open(files[0]);
    this.#discard();
    this.#refused(new ContactError({ code: 'file_several', message: 'more than one file' }));
  }

  /**
   * The same with what was dropped on the page. One import after the other: what is open is not
   * given up for it, and nobody shall wait for a file that is not read.
   * @param {FileList} files  at least one
   */
  takeFiles(files) {
    if (this.#mayBegin()) this.openFiles(files);
  }

  /**
   * Goes on at once to what is found in a file, unless an import is open already.
   * @param {File} file
   * @param {ImportOptions} options
   */
  async takeAndCheck(file, options) {
    if (!this.#mayBegin()) return;
    await this.open(file, options);
    await this.check();
  }

  /** Says so where it may not. */
  #mayBegin() {
    const isFree = this.#step === 'file' || this.#step === 'result';
    if (!isFree) this.#refuseAnother();
    return isFree;
  }

  #refuseAnother() {
    const message = 'an import is open';
    const failure = new ContactError({ code: 'import_already_open', message });
    this.emit('kartei-refused', { failure });
  }

  // --- life ---

  build() {
    const { words } = this;
    this.#stages = element('ol', { class: 'stages', 'aria-label': words.text('import.stages') });
    this.#content = element('div', { class: 'content' });
    const close = { type: 'button', class: 'quiet icon-only', onclick: () => this.#close() };
    this.root.replaceChildren(
      element(
        'section',
        {
          'aria-label': words.text('import.title'),
          ondragover: keepDrop,
          ondrop: (/** @type {DragEvent} */ event) => this.#dropped(event),
          onpaste: (/** @type {ClipboardEvent} */ event) => this.#pasted(event),
        },
        element(
          'header',
          {},
          element('h2', {}, words.text('import.title')),
          this.#stages,
          element('button', { ...close, 'aria-label': words.text('import.close') }, icon('close')),
        ),
        this.#content,
      ),
    );
    this.#show();
  }

  connected() {
    const keep = (/** @type {Event} */ event) => {
      // What is being written would be taken back whole.
      if (this.#isLosing || this.isWriting) event.preventDefault();
    };
    addEventListener('beforeunload', keep, { signal: this.connection });
    this.#loadCodes();
    this.#space.read(this.book);
    // A file was faster than the book.
    if (this.#step === 'file' && this.#file && !this.#failure) this.#loadPreview();
  }

  /** A review and a result are of the book before; a file and its columns are of none. */
  bookReplaced() {
    if (this.#step === 'file' || this.#step === 'columns' || this.isWriting) return;
    this.#discard();
    this.#show();
  }

  /** What is shown as done is still done: it may be taken back by a key, or in the history. */
  async bookChanged() {
    const { book } = this;
    const result = this.#result;
    if (!book || !result?.entry || this.#step !== 'result') return;
    const page = await book.history({ limit: lookBack }).catch(() => null);
    const entry = page?.entries.find(({ entry }) => entry === result.entry);
    if (!entry || result !== this.#result || entry.is_undone === this.#isUndone) return;
    this.#isUndone = entry.is_undone;
    this.#show();
  }

  async #loadCodes() {
    this.#codes = (await this.book?.callingCodes().catch(() => [])) ?? [];
    if (this.#step === 'columns') this.#show();
  }

  disconnected() {
    // Moved elsewhere, as for another language, it is there again at once.
    queueMicrotask(() => {
      if (!this.isConnected && !this.isWriting) this.#discard();
    });
  }

  /** @param {Step} step */
  #go(step) {
    this.#step = step;
    if (step === 'file') this.#space.read(this.book);
    this.#show();
    this.#content.scrollTop = 0;
    // Each step is a new page to a reader.
    this.#focusTitle();
  }

  #show() {
    this.#stages.replaceChildren(...stageItems(this.words, this.#step));
    const { scrollTop } = this.#content;
    const focused = this.#content.querySelector(':focus');
    const key = focused?.getAttribute('data-key');
    this.#content.replaceChildren(this.#stepContent());
    this.#content.scrollTop = scrollTop;
    if (!focused) return;
    // A choice that is shown anew keeps the focus; it is lost with nothing that is gone.
    const again = key && this.#content.querySelector(`[data-key="${key}"]`);
    if (again instanceof HTMLElement) again.focus();
    else this.#focusTitle();
  }

  #focusTitle() {
    const title = this.#content.querySelector('h3');
    title?.setAttribute('tabindex', '-1');
    title?.focus();
  }

  /** @returns {Node} */
  #stepContent() {
    const { words } = this;
    if (this.#step === 'columns' && this.#preview) return this.#columnsContent(this.#preview);
    const isRunning = this.#step === 'reading' || this.#step === 'writing';
    if (isRunning && this.#running) return this.#running.build(words);
    if (this.#step === 'review' && this.#review) return this.#reviewContent(this.#review);
    if (this.#step === 'result' && this.#result) {
      const { entry } = this.#result;
      return resultStep(words, this.#result, this.#isUndone, this.#failure, {
        undo: () => this.#undo(entry),
        close: () => this.#close(),
        again: () => this.#startAgain(),
        downloadRejected: () => this.#downloadRejected(),
      });
    }
    this.#space.show();
    return fileStep(words, this.#failure, this.#space.element, {
      chooseFiles: (files) => this.openFiles(files),
      pasted: this.#pastedText,
      paste: (text) => this.#openText(text),
    });
  }

  /** @param {Preview} preview */
  #columnsContent(preview) {
    return columnsStep(this.words, {
      name: this.#file?.name ?? '',
      preview,
      dialect: this.#dialect,
      options: this.#options,
      codes: this.#codes,
      failure: this.#failure,
      change: (options) => this.#changeOptions(options),
      back: () => this.#startAgain(),
      next: () => this.check(),
    });
  }

  /** @param {Review} review */
  #reviewContent(review) {
    // What comes when the review is left already, or being written, is of no use to anybody.
    const isShown = () => review === this.#review && this.#step === 'review';
    this.#reviewStep ??= new ReviewStep(
      review,
      { codes: this.#codes, options: this.#options },
      {
        decided: (failure) => isShown() && this.#refused(failure),
        lost: (failure) => {
          if (!isShown()) return;
          this.#discard();
          this.#refused(failure);
        },
        back: () => this.#leaveReview(),
        commit: () => this.#commit(),
        downloadRejected: () => this.#downloadRejected(),
      },
    );
    return this.#reviewStep.build(this.words, this.#failure);
  }

  // --- file ---

  /** @param {DragEvent} event */
  #dropped(event) {
    keepDrop(event);
    event.stopPropagation();
    const files = event.dataTransfer?.files;
    if (files?.length) this.takeFiles(files);
  }

  /** @param {ClipboardEvent} event */
  #pasted(event) {
    const { clipboardData } = event;
    if (this.#step !== 'file' || !clipboardData) return;
    if (event.composedPath()[0] instanceof HTMLTextAreaElement) return;
    const { files } = clipboardData;
    const text = clipboardData.getData('text');
    if (files.length) this.openFiles(files);
    else if (text) this.#openText(text);
  }

  /** @param {string} text  that was pasted: whoever comes back finds it */
  #openText(text) {
    this.#pastedText = text;
    return this.open(pastedFile(this.words, text));
  }

  #loadPreview() {
    return (this.#previewing = this.#readPreview());
  }

  async #readPreview() {
    const { book } = this;
    const file = this.#file;
    if (!file || !book) return;
    const attempt = ++this.#attempt;
    try {
      const preview = await this.#read(book, file);
      if (attempt !== this.#attempt) return;
      this.#preview = preview;
      this.#failure = null;
      if (this.#step === 'columns') this.#show();
      else this.#go('columns');
    } catch (failure) {
      if (attempt === this.#attempt) this.#refused(/** @type {Failure} */ (failure));
    }
  }

  /**
   * The beginning of the file, mapped as a file with such headers was before.
   * @param {Book} book
   * @param {Blob} file
   */
  async #read(book, file) {
    const options = this.#options;
    const preview = await book.previewCsv(file, options);
    const mapping = options.mapping ? null : loadMapping(preview);
    if (!mapping) return preview;
    // What an older version has stored may be refused.
    const mapped = await book.previewCsv(file, { ...options, mapping }).catch(() => null);
    // Options that were chosen since are others.
    if (mapped) options.mapping = mapping;
    return mapped ?? preview;
  }

  // --- columns ---

  /** @param {ImportOptions} options */
  #changeOptions(options) {
    // Another dialect makes other columns: what was chosen for the old ones means nothing there.
    const isDialect = dialectOptions.some((key) => key in options);
    this.#options = { ...this.#options, ...options };
    if (isDialect) delete this.#options.mapping;
    this.#loadPreview();
  }

  /** Reads the whole file, as the button of the second step does. */
  async check() {
    // The columns are those that were chosen last.
    let previewing;
    do await (previewing = this.#previewing);
    while (previewing !== this.#previewing);
    const { book } = this;
    const file = this.#file;
    if (!file || !book || this.#step !== 'columns' || this.#preview?.issues.length) return;
    // What was recognised is recognised again; what was chosen has to be remembered.
    if (this.#options.mapping && this.#preview) storeMapping(this.#preview);
    const long = this.#begin('reading');
    const attempt = ++this.#attempt;
    try {
      await this.#cancelling;
      const review = await book.importFile(file, {
        ...this.#options,
        mapping: this.#preview?.columns.map((column) => column.target),
        ...long,
      });
      if (attempt !== this.#attempt) return review.cancel().catch(() => {});
      this.#review = review;
      this.#reviewStep = null;
      this.emit('kartei-import-reviewed', { counts: review.counts });
      this.#go('review');
    } catch (failure) {
      if (attempt === this.#attempt) this.#stopped('columns', /** @type {Failure} */ (failure));
    }
  }

  // --- review ---

  /** Whether more than the file would be gone. */
  get #isLosing() {
    return this.#step === 'review' && this.#review?.hasDecisions === true;
  }

  async #mayLose() {
    if (!this.#isLosing) return true;
    const { words } = this;
    return confirm(this.root, words, {
      title: words.text('import.lose_title'),
      text: words.text('import.lose_text'),
      action: words.text('import.lose'),
    });
  }

  async #leaveReview() {
    const review = this.#review;
    if (!(await this.#mayLose()) || review !== this.#review) return;
    this.#cancelReview();
    this.#go('columns');
  }

  async #downloadRejected() {
    const review = this.#review;
    try {
      const blob = await review?.rejectedCsv({ reasons: this.words.reasons() });
      if (!blob) return;
      download(blob, this.#rejectedName);
      if (!this.#failure || review !== this.#review) return;
      this.#failure = null;
      this.#show();
    } catch (failure) {
      // Of an import that was left meanwhile nobody waits for anything.
      if (review === this.#review) this.#refused(/** @type {Failure} */ (failure));
    }
  }

  get #rejectedName() {
    const name = (this.#file?.name ?? 'kartei').replace(/\.[^.]*$/, '');
    return `${name}-${this.words.text('import.rejected_suffix')}.csv`;
  }

  async #commit() {
    const { book } = this;
    const review = this.#review;
    if (!review || !this.emit('kartei-before-import', { counts: review.counts })) return;
    const long = this.#begin('writing');
    try {
      const counts = await review.commit({ tags: this.#reviewStep?.tags, ...long });
      this.#result = counts;
      this.#isUndone = false;
      this.#pastedText = '';
      this.emitOf(book, 'kartei-import-committed', { counts, entry: counts.entry });
      this.#go('result');
    } catch (failure) {
      this.#stopped('review', /** @type {Failure} */ (failure));
    }
    if (book !== this.book) this.bookReplaced();
  }

  /** @param {number} entry */
  async #undo(entry) {
    const result = this.#result;
    if (this.emit('kartei-before-undo', { entry })) {
      try {
        await this.book?.undo({ entry });
      } catch (failure) {
        // Another import may be open by now.
        return result === this.#result && this.#refused(/** @type {Failure} */ (failure));
      }
    }
    if (result !== this.#result) return;
    this.#isUndone = true;
    await this.#close();
  }

  // --- running and stopping ---

  /** @param {'reading' | 'writing'} step */
  #begin(step) {
    this.#failure = null;
    this.#running = new ImportProgress(step, (text) => this.#announce(text));
    this.#go(step);
    return this.#running.long;
  }

  /** @param {string} text */
  #announce(text) {
    this.emit('kartei-announced', { text });
  }

  /**
   * @param {Step} step  where it goes on
   * @param {Failure} failure
   */
  #stopped(step, failure) {
    this.#failure = failure.code === 'cancelled' ? null : failure;
    this.#go(step);
    if (this.#failure) this.#refused(failure);
  }

  /** @param {Failure} failure */
  #refused(failure) {
    this.#failure = failure;
    this.#show();
    // What has the focus may be far below.
    this.#content.querySelector('[role=alert]')?.scrollIntoView({ block: 'nearest' });
    this.#announce(this.words.failure(failure));
  }

  #cancelReview() {
    const cancelled = this.#result ? null : this.#review?.cancel().catch(() => {});
    if (cancelled) this.#cancelling = cancelled;
    this.#review = null;
    this.#reviewStep = null;
  }

  #discard() {
    this.#attempt++;
    this.#running?.stop();
    this.#file = null;
    this.#preview = null;
    this.#failure = null;
    this.#options = {};
    this.#step = 'file';
    this.#cancelReview();
    this.#result = null;
    this.#isUndone = false;
  }

  #startAgain() {
    this.#discard();
    this.#go('file');
  }

  async #close() {
    if (this.isWriting) return this.#running?.stop();
    const closing = ++this.#closings;
    if (!(await this.#mayLose()) || closing !== this.#closings) return;
    this.#pastedText = '';
    const counts = this.#isUndone ? null : this.#result;
    this.#discard();
    this.#show();
    this.emit('kartei-import-closed', { done: counts && { counts, entry: counts.entry } });
  }
}

customElements.define('kartei-import', KarteiImport);
