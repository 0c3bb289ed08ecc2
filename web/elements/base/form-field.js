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

/**
 * One of several, with its label.
 * @param {string} label
 * @param {string[][]} choices  value and name
 * @param {string} value
 * @param {(value: string) => void} change
 */
export function choiceField(label, choices, value, change) {
  const id = uniqueId('choice');
  const input = element(
    'select',
    { id, value, 'data-key': label, onchange: () => change(input.value) },
    ...choices.map(([choice, name]) => element('option', { value: choice }, name)),
  );
  return element('div', { class: 'field' }, element('label', { for: id }, label), input);
}

/** Of days that are typed: with a year of two digits nobody means one before. */
export const firstDay = '1000-01-01';

/**
 * Half a date, which is not taken for none (the browser has no value for it), nor for a day before
 * `firstDay` that nobody has entered.
 * @param {HTMLInputElement} input
 * @param {string} before  what stood there
 */
export function isIncomplete({ validity, value }, before) {
  return validity.badInput || (validity.rangeUnderflow && value !== before);
}

export class FormField {
  #error;
  #offer;
  #value = '';

  /**
   * @param {string} label
   * @param {HTMLInputElement} input
   * @param {...Child} further  shown between the input and the complaint
   */
  constructor(label, input, ...further) {
    this.input = input;
    input.id ||= uniqueId('field');
    this.#error = element('p', { class: 'field-error', id: uniqueId('error'), hidden: true });
    // Said to those who do not see it come; nobody is interrupted.
    this.#offer = element('p', { class: 'field-offer', role: 'status', hidden: true });
    this.element = element(
      'div',
      { class: 'field', part: 'field' },
      element('label', { for: input.id }, label),
      input,
      ...further,
      this.#error,
      this.#offer,
    );
  }

  get isIncomplete() {
    return isIncomplete(this.input, this.#value);
  }

  /** Of what is incomplete, what stood there before. */
  get value() {
    if (!this.isIncomplete) this.#value = this.input.value;
    return this.#value;
  }

  set value(value) {
    this.#value = value;
    if (this.input.value !== value || this.isIncomplete) this.input.value = value;
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

  /**
   * A value that was probably meant; it is taken with a button.
   * @param {{text: string, action: string, take: () => void} | null} offer
   */
  offer(offer) {
    // What says the same stays: somebody may be about to press it.
    if (offer && this.#offer.dataset.text === offer.text) return;
    this.#offer.hidden = !offer;
    this.#offer.dataset.text = offer?.text ?? '';
    this.#offer.replaceChildren();
    if (!offer) return;
    const button = element(
      'button',
      { type: 'button', class: 'link', onclick: offer.take },
      offer.action,
    );
    this.#offer.append(icon('info'), element('span', {}, offer.text, ' ', button));
  }
}
