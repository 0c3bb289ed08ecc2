// The further columns of a contact: a name and a value a row.

import { element } from './dom.js';
import { uniqueId } from './form-field.js';
import { attributeProblems } from './form-values.js';
import { icon } from './icons.js';

/** @import { AttributeProblem } from './form-values.js' */
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

  /**
   * Says in each row what keeps it from being saved, and leads to the first one.
   * @returns {boolean} whether there is something
   */
  complain() {
    const problems = attributeProblems(this.attributes);
    this.#say(problems);
    if (problems.length) this.#rows.children[problems[0].row].querySelector('input')?.focus();
    return problems.length > 0;
  }

  /** @param {AttributeProblem[]} problems */
  #say(problems) {
    [...this.#rows.children].forEach((row, i) => {
      const found = problems.find((problem) => problem.row === i);
      const [name] = row.querySelectorAll('input');
      const [error] = row.querySelectorAll('p');
      error.hidden = !found;
      if (found) {
        const text = this.#words.text(`form.${found.problem}`);
        error.replaceChildren(icon('alert'), element('span', {}, text));
        name.setAttribute('aria-invalid', 'true');
        name.setAttribute('aria-describedby', error.id);
      } else {
        name.removeAttribute('aria-invalid');
        name.removeAttribute('aria-describedby');
      }
    });
  }

  /** Put right, a row is quiet at once; none begins to complain while somebody types. */
  #typed() {
    const rows = [...this.#rows.children];
    const isComplaining = rows.map((row) => row.querySelector('[aria-invalid]') !== null);
    this.#say(attributeProblems(this.attributes).filter(({ row }) => isComplaining[row]));
    this.#changed();
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
      element('input', { value: text, 'aria-label': label, oninput: () => this.#typed() });
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
      element('p', { class: 'field-error', id: uniqueId('error'), hidden: true }),
    );
    return row;
  }

  /** @param {HTMLElement} row */
  #remove(row) {
    const next = row.nextElementSibling ?? row.previousElementSibling;
    row.remove();
    const target = next?.querySelector('input') ?? this.element.querySelector('.add-attribute');
    /** @type {HTMLElement | null} */ (target)?.focus();
    this.#typed();
  }
}
