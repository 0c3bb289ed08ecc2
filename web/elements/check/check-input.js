// The input of the page that a <kartei-check> names by its `for`, and what the page does to it: it
// may render it later or anew, take it away, fill it or empty it, of which no event tells.

import { ContactError } from '../../contact-error.js';

// An application renders in any order: how long an input may take to come before it is missed.
const longestMs = 2000;

/** Of several elements that name one input, the first that found it has it.
 * @type {WeakMap<HTMLInputElement, CheckInput>} */
const owners = new WeakMap();

export class CheckInput {
  #host;
  #observer;
  /** @type {{input: HTMLInputElement | null, files: File[]}} */
  #known = { input: null, files: [] };

  /** Why there is none, as a code, before that is said. */
  #doubt = '';
  /** Why there is none, once it is said. @type {ContactError | null} */
  #problem = null;
  #timer = 0;

  /**
   * @param {HTMLElement} host
   * @param {{seen: () => void, missed: (problem: ContactError | null) => void}} observer  `seen`:
   *   the page has changed; `missed`: there is none, or (null) there is one after all
   */
  constructor(host, observer) {
    this.#host = host;
    this.#observer = observer;
  }

  get isNamed() {
    return Boolean(this.#host.getAttribute('for'));
  }

  /** @returns {HTMLInputElement | null} */
  get element() {
    const input = this.#find();
    if (!input) return null;
    const owner = owners.get(input);
    // An owner that has left the document, or names another one, finds it no more.
    if (owner && owner !== this && owner.#find() === input) return null;
    owners.set(input, this);
    return input;
  }

  /** Whether one is named that is not there, or is another element's. */
  get isAbsent() {
    return this.isNamed && !this.element;
  }

  /** Why there is none, after a while in which it might have come. */
  get problem() {
    return this.#problem;
  }

  /** @returns {File[]} */
  get files() {
    return [...(this.element?.files ?? [])];
  }

  /** Whether the page has put another one in its place, which is empty yet. */
  get isRenewed() {
    return this.element !== this.#known.input && this.files.length === 0;
  }

  /** Whether the page has put another file there, or none. */
  get isChanged() {
    const { files } = this;
    const known = this.#known.files;
    return files.length !== known.length || known.some((file, i) => file !== files[i]);
  }

  /** What is there now has been seen. */
  know() {
    this.#known = { input: this.element, files: this.files };
  }

  /** @param {File} file */
  fill(file) {
    const { element } = this;
    if (!element) return;
    const transfer = new DataTransfer();
    transfer.items.add(file);
    element.files = transfer.files;
    this.know();
  }

  clear() {
    const { element } = this;
    if (element) element.value = '';
  }

  /**
   * Looks whenever the page may have rendered it, or taken it away.
   * @param {AbortSignal} signal
   */
  watch(signal) {
    const page = new MutationObserver(() => this.look());
    page.observe(this.#host.getRootNode(), {
      subtree: true,
      childList: true,
      attributeFilter: ['id', 'type', 'for'],
    });
    signal.addEventListener('abort', () => {
      page.disconnect();
      this.#doubtIn('');
    });
    this.look();
  }

  look() {
    this.#doubtIn(this.isAbsent ? (this.#find() ? 'input_taken' : 'input_missing') : '');
    this.#observer.seen();
  }

  /** @param {string} code */
  #doubtIn(code) {
    if (code === this.#doubt) return;
    this.#doubt = code;
    clearTimeout(this.#timer);
    if (code) this.#timer = Number(setTimeout(() => this.#say(code), longestMs));
    if (!this.#problem) return;
    this.#problem = null;
    this.#observer.missed(null);
  }

  /** @param {string} code */
  #say(code) {
    const id = this.#host.getAttribute('for');
    const message =
      code === 'input_taken'
        ? `another <kartei-check> is for the input with the id "${id}"`
        : `there is no <input type="file"> with the id "${id}"`;
    this.#problem = new ContactError({ code, message, field: 'for' });
    this.#observer.missed(this.#problem);
  }

  #find() {
    const id = this.#host.getAttribute('for');
    const root = this.#host.getRootNode();
    // Out of the document there is none.
    const isTree = root instanceof Document || root instanceof ShadowRoot;
    const input = id && isTree ? root.getElementById(id) : null;
    return input instanceof HTMLInputElement && input.type === 'file' ? input : null;
  }
}
