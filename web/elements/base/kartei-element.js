// What every element of Kartei has: an open shadow root, the book as a property, the language, and
// listeners that end when it leaves the document.

import { chooseLocale, wordsFor } from '../../i18n/translate.js';
import { baseStyles } from './base.css.js';
import { tellFullText } from './full-text.js';

/** @import { Book } from './book-shape.js' */

/** Those in the document. @type {Set<KarteiElement>} */
const connected = new Set();
// Each of them is told by the browser of its own attribute, but not of that of the page.
const pageLanguage = new MutationObserver(() => {
  for (const each of [...connected]) each.languageChanged();
});

export class KarteiElement extends HTMLElement {
  static observedAttributes = ['lang'];

  /** @type {Book | null} */
  #book = null;
  /** Of which is what the element holds. @type {Book | null} */
  #heldBook = null;
  #connection = new AbortController();
  /** Of what was built. */
  #locale = '';

  /** @param {CSSStyleSheet[]} styles */
  constructor(...styles) {
    super();
    this.root = this.attachShadow({ mode: 'open' });
    this.root.adoptedStyleSheets = [baseStyles, ...styles];
    tellFullText(this.root);
  }

  /** @returns {Book | null} */
  get book() {
    return this.#book;
  }

  /** Frameworks give undefined where they have none yet. */
  set book(/** @type {Book | null | undefined} */ given) {
    const book = given ?? null;
    if (book === this.#book) return;
    this.#book = book;
    if (this.isConnected) this.#connect();
  }

  /** The language: of the `lang` attribute here or around, else of the browser. */
  get words() {
    const language = languageAround(this);
    return wordsFor(chooseLocale(language ? [language] : navigator.languages));
  }

  /** Ends when the element leaves the document or gets another book. */
  get connection() {
    return this.#connection.signal;
  }

  connectedCallback() {
    this.#takeEarlyProperties();
    connected.add(this);
    pageLanguage.observe(document.documentElement, { attributeFilter: ['lang'] });
    this.#connect();
  }

  disconnectedCallback() {
    connected.delete(this);
    if (!connected.size) pageLanguage.disconnect();
    this.#connection.abort();
    // One that is moved is no longer modal, and out of the document nobody can answer.
    this.closeDialogs();
    this.disconnected();
  }

  /** @param {string} _name @param {string | null} before @param {string | null} after */
  attributeChangedCallback(_name, before, after) {
    if (before !== after && this.isConnected) this.#buildAnew();
  }

  /** The text around may be in another language. */
  languageChanged() {
    if (this.isConnected && this.words.locale !== this.#locale) this.#buildAnew();
  }

  // For the elements to fill in.

  /** Builds the content from the state: at first, and when the language has changed. */
  build() {}
  /**
   * Another book, or none: what is held of the one before goes, before anything is built of it. An
   * element that is moved, as for another language, keeps it.
   */
  bookReplaced() {}
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

  /**
   * The same of what has come of a call to a book, unless another one has taken its place: there
   * the numbers of entries and contacts mean others.
   * @param {Book | null} book
   * @param {string} type
   * @param {unknown} [detail]
   */
  emitOf(book, type, detail) {
    return book === this.#book && this.emit(type, detail);
  }

  #connect() {
    this.#connection.abort();
    this.#connection = new AbortController();
    this.#book?.addEventListener?.('change', () => this.bookChanged(), { signal: this.connection });
    if (this.#book !== this.#heldBook) {
      this.#heldBook = this.#book;
      // What was asked was about the book before.
      this.closeDialogs();
      this.bookReplaced();
    }
    this.#build();
    this.connected();
  }

  /** A question that is gone with all that was built before is answered with no. */
  #buildAnew() {
    const dialogs = [...this.root.querySelectorAll('dialog')];
    this.#build();
    for (const dialog of dialogs) if (!dialog.isConnected) dialog.close();
  }

  #build() {
    this.#locale = this.words.locale;
    this.build();
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

/**
 * Of the nearest `lang` attribute, also outside of the shadow root that an element is in.
 * @param {Element} element
 * @returns {string} '' where none is known
 */
function languageAround(element) {
  const named = element.closest('[lang]');
  if (named) return named.getAttribute('lang') ?? '';
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? languageAround(root.host) : '';
}
