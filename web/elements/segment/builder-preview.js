// What a filter that is being built finds: how many contacts, and the first of them.

import { isolate } from '../../i18n/isolate.js';
import { element } from '../base/dom.js';
import { uniqueId } from '../base/form-field.js';
import { watchSlow } from '../base/watch-slow.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { Contact, Filter, Page } from '../../types.js' */
/** @import { Book, Failure } from '../base/book-shape.js' */

const mostExamples = 5;

export class BuilderPreview {
  /** The number, said anew when it is another one. */
  count = element('p', { class: 'count numeric', role: 'status' });
  element;
  #words;
  #book;
  #examples = element('ul', { class: 'examples' });
  /** @type {Filter} */
  #filter = { all: [] };
  /** Grows with each question: only the answer to the last one counts. */
  #question = 0;

  /**
   * @param {Words} words
   * @param {Book} book
   */
  constructor(words, book) {
    this.#words = words;
    this.#book = book;
    const id = uniqueId('examples');
    this.#examples.setAttribute('aria-labelledby', id);
    this.element = element(
      'div',
      { class: 'found', hidden: true },
      element('h3', { id }, words.text('builder.examples')),
      this.#examples,
    );
  }

  /** @param {Filter} filter */
  async show(filter) {
    this.#filter = filter;
    const question = ++this.#question;
    const isLast = () => question === this.#question;
    try {
      const page = await watchSlow(
        (isSlow) => isLast() && this.#showSlow(isSlow),
        () => this.#search(filter),
      );
      if (isLast()) this.#showPage(page);
    } catch (error) {
      if (isLast()) this.#showFailure(/** @type {Failure} */ (error));
    }
  }

  /** Asks again: the book has changed. */
  refresh() {
    return this.show(this.#filter);
  }

  /** @param {Filter} filter */
  #search(filter) {
    const { locale } = this.#words;
    const sort = [{ field: 'name' }];
    return this.#book.search({ filter, sort, locale, limit: mostExamples }, { lane: this });
  }

  /** @param {boolean} isSlow */
  #showSlow(isSlow) {
    this.count.setAttribute('aria-busy', String(isSlow));
    if (isSlow) this.#say(this.#words.text('builder.counting'));
  }

  /** @param {Page} page */
  #showPage({ total, rows }) {
    this.#showSlow(false);
    this.#say(this.#words.text('builder.count', { count: total }));
    this.element.hidden = rows.length === 0;
    this.#examples.replaceChildren(...rows.map((contact) => this.#example(contact)));
  }

  /** @param {Failure} failure */
  #showFailure(failure) {
    this.#showSlow(false);
    this.#say(this.#words.failure(failure));
    this.element.hidden = true;
  }

  /** @param {Contact} contact */
  #example({ name, email }) {
    const shown = name ? isolate(name) : this.#words.text('contact.unnamed');
    return element(
      'li',
      {},
      element('span', { class: name ? 'name' : 'name muted' }, shown),
      ' ',
      element('span', { class: 'email muted' }, isolate(email) || '–'),
    );
  }

  /** @param {string} text */
  #say(text) {
    if (this.count.textContent !== text) this.count.textContent = text;
  }
}
