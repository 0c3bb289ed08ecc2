// The further columns of a contact: a name and a value a row.

import { element } from './dom.js';
import { icon } from './icons.js';

/** @import { Words } from '../i18n/translate.js' */

export class AttributeRows {
  #words;
  #changed;
  #rows = element('div', { class: 'attributes' });

  /**
   * @param {Words} words
   * @param {() => void} changed
   */
  constructor(words, changed) {
    this.#words = words;
    this.#changed = changed;
    this.element = element(
      'fieldset',
      {},
      element('legend', {}, words.text('form.attributes')),
      this.#rows,
      element(
        'button',
        { type: 'button', class: 'quiet add-attribute', onclick: () => this.#add() },
        icon('plus'),
        words.text('form.add_attribute'),
      ),
    );
  }

  /** @returns {[string, string][]} */
  get attributes() {
    return [...this.#rows.children].map((row) => {
      const [name, value] = row.querySelectorAll('input');
      return [name.value, value.value];
    });
  }

  set attributes(attributes) {
    this.#rows.replaceChildren(...attributes.map(([name, value]) => this.#row(name, value)));
  }

  #add() {
    const row = this.#row('', '');
    this.#rows.append(row);
    row.querySelector('input')?.focus();
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  #row(name, value) {
    const input = (/** @type {string} */ label, /** @type {string} */ text) =>
      element('input', { value: text, 'aria-label': label, oninput: () => this.#changed() });
    const row = element(
      'div',
      { class: 'attribute' },
      input(this.#words.text('form.attribute_name'), name),
      input(name || this.#words.text('form.attribute_value'), value),
      element(
        'button',
        {
          type: 'button',
          class: 'quiet icon-only',
          'aria-label': this.#words.text('form.remove_attribute', { name: name || '–' }),
          onclick: () => this.#remove(row),
        },
        icon('close'),
      ),
    );
    return row;
  }

  /** @param {HTMLElement} row */
  #remove(row) {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    const target = next?.querySelector('input') ?? this.element.querySelector('.add-attribute');
    /** @type {HTMLElement | null} */ (target)?.focus();
    this.#changed();
  }
}
