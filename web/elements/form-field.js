// A labelled field with its complaint below it.

import { element } from './dom.js';
import { icon } from './icons.js';

/** @import { Child } from './dom.js' */

let lastId = 0;

/**
 * An id for `for` and `aria-describedby`; unique in any shadow root.
 * @param {string} name
 */
export function uniqueId(name) {
  return `${name}-${++lastId}`;
}

export class FormField {
  #error;

  /**
   * @param {string} label
   * @param {HTMLInputElement} input
   * @param {...Child} further  shown between the input and the complaint
   */
  constructor(label, input, ...further) {
    this.input = input;
    input.id ||= uniqueId('field');
    this.#error = element('p', { class: 'field-error', id: uniqueId('error'), hidden: true });
    this.element = element(
      'div',
      { class: 'field', part: 'field' },
      element('label', { for: input.id }, label),
      input,
      ...further,
      this.#error,
    );
  }

  get value() {
    return this.input.value;
  }

  set value(value) {
    if (this.input.value !== value) this.input.value = value;
  }

  get isComplaining() {
    return !this.#error.hidden;
  }

  /** @param {string} text  empty: nothing to complain about */
  complain(text) {
    this.#error.hidden = !text;
    if (text) {
      this.#error.replaceChildren(icon('alert'), element('span', {}, text));
      this.input.setAttribute('aria-invalid', 'true');
      this.input.setAttribute('aria-describedby', this.#error.id);
    } else {
      this.input.removeAttribute('aria-invalid');
      this.input.removeAttribute('aria-describedby');
    }
  }
}
