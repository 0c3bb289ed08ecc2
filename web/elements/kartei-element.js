// What every element of Kartei has: an open shadow root, the book as a property, the language, and
// listeners that end when it leaves the document.

import { chooseLocale, wordsFor } from '../i18n/translate.js';
import { baseStyles } from './base.css.js';

/** @import { Book } from './book-shape.js' */

export class KarteiElement extends HTMLElement {
  static observedAttributes = ['lang'];

  /** @type {Book | null} */
  #book = null;
  #connection = new AbortController();

  /** @param {CSSStyleSheet[]} styles */
  constructor(...styles) {
    super();
    this.root = this.attachShadow({ mode: 'open' });
    this.root.adoptedStyleSheets = [baseStyles, ...styles];
  }

  get book() {
    return this.#book;
  }

  set book(book) {
    if (book === this.#book) return;
    this.#book = book;
    if (this.isConnected) this.#connect();
  }

  /** The language: of the `lang` attribute here or around, else of the browser. */
  get words() {
    const languages = /** @type {HTMLElement | null} */ (this.closest('[lang]'))?.lang;
    return wordsFor(chooseLocale(languages ? [languages] : navigator.languages));
  }

  /** Ends when the element leaves the document or gets another book. */
  get connection() {
    return this.#connection.signal;
  }

  connectedCallback() {
    this.#takeEarlyProperties();
    this.#connect();
  }

  disconnectedCallback() {
    this.#connection.abort();
    this.disconnected();
  }

  /** @param {string} _name @param {string | null} before @param {string | null} after */
  attributeChangedCallback(_name, before, after) {
    if (before !== after && this.isConnected) this.build();
  }

  // For the elements to fill in.

  /** Builds the content from the state: at first, and when the language has changed. */
  build() {}
  /** The element is in the document and has its book, or null. */
  connected() {}
  disconnected() {}
  /** The book has changed. */
  bookChanged() {}

  /** Whoever goes elsewhere has answered no question. */
  closeDialogs() {
    for (const dialog of this.root.querySelectorAll('dialog')) dialog.close();
  }

  /**
   * Tells whoever embeds this; false if they have prevented it.
   * @param {string} type
   * @param {unknown} [detail]
   */
  emit(type, detail) {
    const options = { detail, bubbles: true, composed: true, cancelable: true };
    return this.dispatchEvent(new CustomEvent(type, options));
  }

  #connect() {
    this.#connection.abort();
    this.#connection = new AbortController();
    this.#book?.addEventListener?.('change', () => this.bookChanged(), { signal: this.connection });
    this.build();
    this.connected();
  }

  // A property that was set before the element was defined hides its accessor.
  #takeEarlyProperties() {
    for (const key of Object.keys(this)) {
      if (key === 'root') continue;
      const value = Reflect.get(this, key);
      delete (/** @type {Record<string, unknown>} */ (/** @type {unknown} */ (this))[key]);
      Reflect.set(this, key, value);
    }
  }
}
