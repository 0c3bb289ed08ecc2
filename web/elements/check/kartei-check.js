// <kartei-check>: checks a CSV file before it is uploaded, beside an <input type="file"> of the
// page or as a drop zone of its own.
//
//   <form action="/contacts" method="post" enctype="multipart/form-data">
//     <input type="file" name="contacts" id="contacts" />
//     <kartei-check for="contacts" columns='[{"name": "email", "type": "email"}]'></kartei-check>
//   </form>
//
// Attributes: columns (JSON, see checkCsv), for (the id of the input, which may come later),
// country-code, date-order (day_first, month_first), name (of the form's field, where there is no
// input), strict (bad rows cannot be left out), normalize, only-expected. Properties: columns,
// workerUrl, wasmUrl.
//
// The form is not sent before the file is checked, and not while rows are bad. When it is clean,
// the clean file takes the place of the one that was chosen. Events: kartei-checked {file, counts,
// issues}; kartei-failed {error}: the file cannot be checked, or the input is not there
// (input_missing) or another element's (input_taken); kartei-refused {counts, error}: the form was
// not sent, `error` being why the file cannot be checked, else null.

import { ContactError, checkCsv } from '../../check.js';
import { confirm } from '../base/confirm-dialog.js';
import { isFocusSeen } from '../base/dom.js';
import { KarteiElement } from '../base/kartei-element.js';
import { PressWatch } from '../base/press-watch.js';
import { bulkFixStyles } from '../file/bulk-fix.css.js';
import { dropZoneStyles } from '../file/drop-zone.css.js';
import { CheckInput } from './check-input.js';
import { CheckMends } from './check-mends.js';
import { isCancelling, stopSubmit, submitAgain, wasStopped } from './check-submit.js';
import { CheckView } from './check-view.js';
import { areSameColumns, readColumns } from './columns-attribute.js';
import { checkStyles } from './kartei-check.css.js';

/** @import { CheckColumn, CheckOptions } from '../../check-types.js' */
/** @import { CsvCheck } from '../../check.js' */
/** @import { Failure } from '../base/book-shape.js' */

/** @typedef {'idle' | 'checking' | 'failed' | 'checked'} State */

export class KarteiCheck extends KarteiElement {
  static formAssociated = true;
  static observedAttributes = [
    ...KarteiElement.observedAttributes,
    ...['for', 'columns', 'strict', 'country-code', 'date-order', 'normalize', 'only-expected'],
  ];

  // Public ones would take the place of what was set before the element was defined.
  /** @type {string | URL | undefined} */
  #workerUrl;
  /** @type {string | URL | undefined} */
  #wasmUrl;
  /** @type {State} */
  #state = 'idle';
  /** @type {File | null} */
  #file = null;
  /** What is left when everything bad is mended or left out. @type {File | null} */
  #clean = null;
  /** @type {CsvCheck | null} */
  #check = null;
  /** What was said by hand. @type {string[] | undefined} */
  #mapping;
  /** @type {boolean | undefined} */
  #hasHeader;
  /** Why the file cannot be read. @type {Failure | null} */
  #failure = null;
  #leavesOut = false;
  #mends = new CheckMends();
  /** Rows that were mended again, many at once, each of which can be taken back. */
  #mended = /** @type {number[]} */ ([]);
  /** What is under way on the check: changes, and the writing of the clean file. */
  #work = { count: 0 };
  /** Who wanted to send the form while it had to wait.
   * @type {{submitter: HTMLElement | null} | null} */
  #waiting = null;
  /** The clean file that the form was let through with, and the submit that it was.
   * @type {{file: File, event: Event} | null} */
  #delivered = null;
  /** What is done if somebody who has mended rows lets them go, as they are being asked.
   * @type {{next: () => void} | null} */
  #question = null;
  #press = new PressWatch();
  #abort = new AbortController();
  #input = new CheckInput(this, {
    seen: () => this.#seeInput(),
    missed: (problem) => this.#miss(problem),
  });
  #internals = this.attachInternals();
  #view = new CheckView({
    choose: (files) => this.#choose([...files]),
    cancel: () => this.#leave(() => this.#cancel()),
    map: (mapping) => this.#checkAgain(mapping),
    setHeader: (isHeader) => {
      this.#hasHeader = isHeader;
      this.#checkAgain();
    },
    fix: (cell) =>
      this.#change((check) => this.#mends.do(check, { cell })).catch((error) =>
        this.#view.fail(error),
      ),
    fixAll: (all) => this.#change((check) => this.#mends.do(check, { all })),
    undoFix: () => this.#change((check) => this.#mends.undo(check)),
    leaveOut: (leavesOut) => this.#leaveOut(leavesOut),
  });

  constructor() {
    super(dropZoneStyles, bulkFixStyles, checkStyles);
  }

  /** @returns {CheckColumn[] | undefined} */
  get columns() {
    return readColumns(this.getAttribute('columns'));
  }

  /** Also as the text of the attribute, for React. */
  set columns(/** @type {CheckColumn[] | string | null | undefined} */ columns) {
    const json = typeof columns === 'string' ? columns : JSON.stringify(columns);
    if (columns) this.setAttribute('columns', json);
    else this.removeAttribute('columns');
  }

  /** Where dist/check-worker.js is, if it was moved. */
  get workerUrl() {
    return this.#workerUrl;
  }

  set workerUrl(url) {
    this.#workerUrl = url;
  }

  /** The same for kartei-check.wasm. */
  get wasmUrl() {
    return this.#wasmUrl;
  }

  set wasmUrl(url) {
    this.#wasmUrl = url;
  }

  /** The clean file; null while there is none, or it is about to be another one. */
  get file() {
    const isGone = this.#input.isRenewed ? this.#isDelivered : this.#input.isChanged;
    return this.#work.count || this.#question || isGone ? null : this.#clean;
  }

  get counts() {
    return this.#check?.counts ?? null;
  }

  /**
   * Checks a file, as if it had been chosen here.
   * @param {File} file
   */
  async open(file) {
    this.#forget();
    this.#file = file;
    await this.#run();
  }

  /** Forgets the file; the page's input is empty then, too: nothing goes unchecked. */
  reset() {
    this.#input.clear();
    this.#forget();
  }

  #forget() {
    this.#dropCheck();
    this.#waiting = this.#question = null;
    this.closeDialogs();
    this.#input.know();
    this.#file = this.#delivered = null;
    this.#mapping = this.#hasHeader = undefined;
    this.#mends.forget();
    this.#internals.setFormValue(null);
    this.#show('idle');
  }

  // --- life ---

  build() {
    // A question may be open.
    if (!this.root.contains(this.#view.element)) this.root.append(this.#view.element);
    this.#draw();
  }

  connected() {
    const options = { signal: this.connection, capture: true };
    const root = /** @type {Document | ShadowRoot} */ (this.getRootNode());
    root.addEventListener('change', ({ target }) => this.#changed(target), options);
    this.#press.watch(window, this.connection);
    root.addEventListener('submit', (event) => this.#submitted(event), options);
    root.addEventListener('reset', (event) => this.#formReset(event), options);
    // At the end of a press: what is drawn anew under it would get no click.
    for (const type of ['click', 'keydown'])
      root.addEventListener(type, () => this.#seeEmptied(), options);
    for (const type of ['dragenter', 'dragover', 'drop'])
      this.addEventListener(type, (event) => this.#dropped(/** @type {DragEvent} */ (event)), {
        signal: this.connection,
      });
    this.#input.watch(this.connection);
  }

  /** @param {string} name @param {string | null} before @param {string | null} after */
  attributeChangedCallback(name, before, after) {
    if (name === 'lang') return super.attributeChangedCallback(name, before, after);
    if (before === after || !this.isConnected) return;
    if (name === 'for') return this.#seeOtherInput();
    if (!this.#file) return;
    this.#leaveCell();
    if (name !== 'columns') this.#checkAgain(this.#mapping);
    else if (!areSameColumns(before, after)) this.#checkAgain();
  }

  formDisabledCallback() {
    if (this.isConnected) this.#draw();
  }

  disconnected() {
    // Moved elsewhere, it is there again at once.
    queueMicrotask(() => {
      if (!this.isConnected) this.#forget();
    });
  }

  /**
   * What is sent is the input's, wherever the element itself stands.
   * @returns {HTMLFormElement | null}
   */
  get form() {
    return this.input?.form ?? this.#internals.form;
  }

  /** The attribute: React sets each one that is a property as one. */
  set form(/** @type {string | null | undefined} */ id) {
    if (typeof id === 'string') this.setAttribute('form', id);
    else this.removeAttribute('form');
  }

  /** The page's own input. */
  get input() {
    return this.#input.element;
  }

  // --- the page's input ---

  /** It may have come, gone, or be another one by now. */
  #seeInput() {
    if (this.#file && this.#input.isRenewed && this.#isDelivered) this.#forget();
    if (!this.#file && this.#input.isChanged) this.#choose(this.#input.files);
  }

  /** @param {Failure | null} problem */
  #miss(problem) {
    this.#draw();
    if (problem) this.emit('kartei-failed', { error: problem });
  }

  /** Another one is named, or none any more: a drop zone's file is a field of the form. */
  #seeOtherInput() {
    this.#input.look();
    if (this.#catchUp() && this.#state === 'checked') this.#place(this.#clean ?? this.#copy());
    this.#draw();
  }

  /** Emptied by the page, as after an upload of its own, it holds nothing any more. */
  #seeEmptied() {
    const { isChanged, isRenewed, files } = this.#input;
    if (this.input && isChanged && !isRenewed && !files.length) this.#forget();
  }

  /**
   * Takes what the page itself has put into the input, or puts back what an input in the place of
   * the old one lacks; but not what was sent: then the page wants it empty.
   * @returns {boolean} whether the file is still the same
   */
  #catchUp() {
    if (!this.input || !this.#input.isChanged) return true;
    const { files, isRenewed } = this.#input;
    if (files.length) this.#choose(files);
    else if (!isRenewed || !this.#file || this.#isDelivered) this.#forget();
    else {
      this.#place(this.#clean ?? this.#copy());
      return true;
    }
    return false;
  }

  /** @param {EventTarget | null} target */
  #changed(target) {
    if (target !== null && target === this.input && this.#input.isChanged)
      this.#choose(this.#input.files);
  }

  /** Beside a drop zone, the browser would open it in the place of the page.
   * @param {DragEvent} event */
  #dropped(event) {
    const { dataTransfer } = event;
    if (event.defaultPrevented || !dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    const isTaken = !this.#input.isAbsent && !(this.input ?? this).matches(':disabled');
    if (!isTaken) dataTransfer.dropEffect = 'none';
    else if (dataTransfer.files.length) this.#choose([...dataTransfer.files]);
  }

  /** @param {File[]} files */
  #choose(files) {
    return this.#leave(() => {
      this.#forget();
      // What is not checked must not be sent, and one file takes the place of one.
      if (files.length > 1) this.#fail(new ContactError({ code: 'file_several' }));
      else if (files.length) this.open(files[0]);
    });
  }

  /**
   * Lets the file go. Whoever has mended rows of it and not sent them is asked first.
   * @param {() => void} next
   */
  async #leave(next) {
    this.#input.know();
    if (this.#question) {
      // The newest file is the one that is asked about.
      this.#question.next = next;
      return;
    }
    this.#leaveCell();
    // What the page has stopped may be what it sends itself, or what it has found fault with.
    const isSent = this.#isDelivered && !this.#delivered?.event.defaultPrevented;
    if (isSent || this.#mends.isEmpty) return next();
    const { words } = this;
    const question = (this.#question = { next });
    const isSure = await confirm(this.root, words, {
      title: words.text('check.lose_title'),
      text: words.text('check.lose_text', { name: this.#file?.name ?? '' }),
      action: words.text('check.lose'),
    });
    if (question !== this.#question) return;
    this.#question = null;
    if (isSure) return question.next();
    this.#waiting = null;
    await this.#settle();
  }

  /** What is typed in a cell is a mending, too. */
  #leaveCell() {
    const cell = this.root.activeElement;
    if (cell instanceof HTMLInputElement) cell.blur();
  }

  #cancel() {
    this.reset();
    // The button is gone with the file.
    if (!isFocusSeen()) this.input?.focus();
  }

  /** @param {Event} event */
  #formReset(event) {
    if (event.target !== this.form) return;
    // Whoever hears it later may prevent it; then the input keeps its file.
    // What was chosen since is another file.
    const file = this.#file;
    setTimeout(() => event.defaultPrevented || file !== this.#file || this.reset());
  }

  // --- checking ---

  async #run() {
    const file = /** @type {File} */ (this.#file);
    const abort = (this.#abort = new AbortController());
    const { signal } = abort;
    this.#show('checking');
    try {
      const check = await checkCsv(file, {
        .../** @type {CheckOptions} */ ({ columns: this.columns, mapping: this.#mapping }),
        has_header: this.#hasHeader,
        default_country_code: this.getAttribute('country-code') ?? undefined,
        date_order: /** @type {any} */ (this.getAttribute('date-order') ?? undefined),
        workerUrl: this.#workerUrl,
        wasmUrl: this.#wasmUrl,
        signal,
        onProgress: ({ done, total }) => this.#view.progress(total ? done / total : 1),
      });
      const { rows, isWhole } = await this.#mends.redo(check, signal);
      if (signal.aborted) return check.close();
      this.#check = check;
      this.#mended = rows;
      this.#show('checked');
      await this.#settle();
      if (!isWhole && check === this.#check) this.#view.say('check.not_all_kept');
    } catch (error) {
      if (signal.aborted) return;
      this.#waiting = null;
      if (!this.#input.isChanged) this.#place(this.#copy());
      this.#fail(/** @type {Failure} */ (error));
    }
  }

  /** @param {Failure} error */
  #fail(error) {
    this.#show('failed', error);
    this.emit('kartei-failed', { error });
  }

  /** @param {string[]} [mapping] */
  #checkAgain(mapping) {
    this.#dropCheck();
    this.#mapping = mapping;
    return this.#run();
  }

  /** What is under way on it ends by itself, and nobody waits for it. */
  #dropCheck() {
    this.#abort.abort();
    this.#check?.close();
    this.#check = this.#clean = null;
    this.#work = { count: 0 };
    // Other rows may be bad in the next one: nobody has said that those can be left out.
    this.#leavesOut = false;
  }

  /** @param {(check: CsvCheck) => Promise<unknown>} change */
  async #change(change) {
    const check = this.#check;
    if (!check) return;
    const work = this.#work;
    ++work.count;
    /** @type {unknown} */
    let failure = null;
    try {
      await change(check);
      await this.#press.released();
    } catch (error) {
      failure = error;
    } finally {
      --work.count;
    }
    if (check === this.#check && !work.count) await this.#settle();
    // What is drawn there does not cover it up.
    if (failure && check === this.#check) throw failure;
  }

  /** @param {boolean} leavesOut */
  #leaveOut(leavesOut) {
    this.#leavesOut = leavesOut && !this.hasAttribute('strict');
    return this.#settle();
  }

  get #isClean() {
    const counts = this.counts;
    if (!counts) return false;
    return (
      counts.good > 0 &&
      (counts.rejected === 0 || (this.#leavesOut && !this.hasAttribute('strict')))
    );
  }

  /** After each change: makes the clean file, or takes it back, and sends what waited. */
  async #settle() {
    const check = this.#check;
    this.#clean = null;
    if (check && this.#isClean) {
      const work = this.#work;
      ++work.count;
      const file = await this.#makeClean(check).finally(() => --work.count);
      // Something was changed meanwhile: whoever does that settles it.
      if (!file || check !== this.#check || work.count || !this.#isClean) return;
      this.#clean = file;
    }
    // The page has put another one there meanwhile: that one counts, as if it had been chosen.
    if (!this.#catchUp()) return;
    this.#place(this.#clean ?? this.#copy());
    this.#draw();
    // Somebody may be taking another file.
    if (this.#question) return;
    const waiting = this.#waiting;
    this.#waiting = null;
    if (this.#clean && check) {
      this.emit('kartei-checked', {
        file: this.#clean,
        counts: check.counts,
        issues: check.issues,
      });
    }
    // Whoever heard that may have sent the form, or taken another file.
    const isSent = this.#clean !== null && this.#clean === this.#delivered?.file;
    if (!waiting || isSent || check !== this.#check) return;
    if (this.#clean) submitAgain(this.form, waiting.submitter);
    else this.#refuse();
  }

  /**
   * @param {CsvCheck} check
   * @returns {Promise<File | null>} null where it failed, which is said then
   */
  async #makeClean(check) {
    try {
      const blob = await check.goodCsv({
        normalize: this.hasAttribute('normalize'),
        only_expected: this.hasAttribute('only-expected'),
      });
      return new File([blob], this.#file?.name ?? 'contacts.csv', { type: 'text/csv' });
    } catch (error) {
      // Of a file that is let go nobody waits for anything.
      if (check !== this.#check) return null;
      this.#waiting = null;
      this.#view.fail(/** @type {Failure} */ (error));
      return null;
    }
  }

  /**
   * The file that was chosen, without its path: of an input that holds the same path already, the
   * browser does not say that it was chosen again, though it may have been mended on the disk.
   */
  #copy() {
    const file = this.#file;
    return file && new File([file], file.name, file);
  }

  /**
   * Where the form takes it from.
   * @param {File | null} file
   */
  #place(file) {
    this.#internals.setFormValue(this.#input.isNamed ? null : this.#clean);
    if (file) this.#input.fill(file);
  }

  // --- the gate ---

  /** Whether the clean file was sent, for all that is known here. */
  get #isDelivered() {
    const { file, event } = this.#delivered ?? {};
    return event !== undefined && file === this.#clean && !wasStopped(event);
  }

  /** @param {Event} event */
  #submitted(event) {
    if (event.target !== this.form) return;
    // It is not sent, so it stops nothing.
    if (this.#input.isAbsent || (this.input ?? this).matches(':disabled')) return;
    if (isCancelling(/** @type {SubmitEvent} */ (event))) {
      this.#waiting = null;
      return;
    }
    this.#catchUp();
    if (this.#state === 'idle') return;
    const isUnderWay = this.#state === 'checking' || this.#work.count > 0;
    if (this.#clean && !isUnderWay && !this.#question) {
      this.#delivered = { file: this.#clean, event };
      return;
    }
    stopSubmit(event);
    // Who is asked answers first.
    if (this.#question) return;
    if (isUnderWay) {
      this.#waiting = { submitter: /** @type {SubmitEvent} */ (event).submitter };
      this.#view.say('check.waiting');
    } else {
      this.#refuse();
    }
  }

  #refuse() {
    const { counts } = this;
    this.#view.refuse(counts?.rejected ?? 0);
    this.emit('kartei-refused', { counts, error: this.#failure });
  }

  /**
   * @param {State} state
   * @param {Failure | null} [failure]
   */
  #show(state, failure = null) {
    this.#state = state;
    this.#failure = failure;
    this.#draw();
  }

  #draw() {
    this.#view.draw(this.words, {
      state: this.#state,
      failure: this.#failure,
      problem: this.#input.problem,
      check: this.#check,
      expected: (this.#check && this.columns) ?? [],
      isClean: this.#clean !== null,
      mended: this.#mended,
      leavesOut: this.#leavesOut,
      isStrict: this.hasAttribute('strict'),
      hasOwnInput: !this.#input.isNamed,
      isDisabled: this.matches(':disabled'),
    });
  }
}

customElements.define('kartei-check', KarteiCheck);
