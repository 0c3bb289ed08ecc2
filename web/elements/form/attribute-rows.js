// The further columns of a contact: a name and a value a row.

import { element } from '../base/dom.js';
import { uniqueId } from '../base/form-field.js';
import { icon } from '../base/icons.js';
import { attributeProblems } from './form-values.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { AttributeProblem } from './form-values.js' */

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
      const [name, value] = inputsOf(row);
      return [name.value, value.value];
    });
  }

  set attributes(attributes) {
    const rest = [...this.#rows.children];
    const rows = attributes.map(([name, value]) => {
      const at = rest.findIndex((row) => inputsOf(row)[0].value.trim() === name.trim());
      const row = at < 0 ? this.#row() : rest.splice(at, 1)[0];
      this.#fill(row, name, value);
      return row;
    });
    // Somebody may be typing in one of them: what is moved loses the focus, so that one stays; so
    // does a new one that has no value yet.
    const { activeElement } = /** @type {ShadowRoot} */ (this.#rows.getRootNode());
    const begun = rest.findIndex((row) => row.contains(activeElement) && !inputsOf(row)[1].value);
    if (begun >= 0) rows.push(.../** @type {HTMLElement[]} */ (rest.splice(begun, 1)));
    const at = rows.findIndex((row) => row.contains(activeElement));
    if (at < 0) {
      this.#rows.replaceChildren(...rows);
    } else {
      for (const row of rest) row.remove();
      rows[at].before(...rows.slice(0, at));
      rows[at].after(...rows.slice(at + 1));
    }
    this.#say([]);
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

  /** What is said of them now, each with the way to its row. */
  get complaints() {
    return [...this.#rows.querySelectorAll('input[aria-invalid]')].map((input) => ({
      text: input.parentElement?.querySelector('p')?.textContent ?? '',
      focus: () => /** @type {HTMLElement} */ (input).focus(),
    }));
  }

  /** @param {AttributeProblem[]} problems */
  #say(problems) {
    [...this.#rows.children].forEach((row, i) => {
      const found = problems.find((problem) => problem.row === i);
      const [name] = inputsOf(row);
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
    for (const row of rows) this.#label(row);
    const isComplaining = rows.map((row) => row.querySelector('[aria-invalid]') !== null);
    this.#say(attributeProblems(this.attributes).filter(({ row }) => isComplaining[row]));
    this.#changed();
  }

  #add() {
    const row = this.#row();
    this.#fill(row, '', '');
    this.#rows.append(row);
    row.querySelector('input')?.focus();
  }

  #row() {
    const onclick = () => this.#remove(row);
    /** @type {HTMLElement} */
    const row = element(
      'div',
      { class: 'attribute' },
      element('input', {
        'aria-label': this.#words.text('form.attribute_name'),
        placeholder: this.#words.text('form.attribute_name'),
        oninput: () => this.#typed(),
      }),
      this.#valueInput('input'),
      element('button', { type: 'button', class: 'quiet icon-only', onclick }, icon('close')),
      element('p', { class: 'field-error', id: uniqueId('error'), hidden: true }),
    );
    return row;
  }

  /** @param {'input' | 'textarea'} tag */
  #valueInput(tag) {
    const placeholder = this.#words.text('form.attribute_value');
    return element(tag, { placeholder, oninput: () => this.#typed() });
  }

  /**
   * @param {Element} row
   * @param {string} name
   * @param {string} value
   */
  #fill(row, name, value) {
    const tag = isLong(value) ? 'textarea' : 'input';
    const [, shown] = inputsOf(row);
    // Where it is being typed, it stays as long as it is.
    const isTyped = shown.matches(':focus') && shown.value === value;
    if (shown.localName !== tag && !isTyped) shown.replaceWith(this.#valueInput(tag));
    const inputs = inputsOf(row);
    inputs[0].value = name;
    inputs[1].value = value;
    if (inputs[1] instanceof HTMLTextAreaElement) inputs[1].rows = Math.min(6, linesOf(value));
    this.#label(row);
  }

  /** @param {Element} row */
  #label(row) {
    const [{ value: name }, value] = inputsOf(row);
    value.setAttribute('aria-label', name || this.#words.text('form.attribute_value'));
    const label = this.#words.text('form.remove_attribute', { name: name || '–' });
    row.querySelector('button')?.setAttribute('aria-label', label);
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

// What fits into one line of the form.
const LINE_CHARACTERS = 40;

/** An <input> would take its line breaks away. @param {string} value */
const isLong = (value) => value.length > LINE_CHARACTERS || /[\r\n]/.test(value);

/** @param {string} value */
const linesOf = (value) =>
  value
    .split(/\r\n?|\n/)
    .reduce((lines, line) => lines + 1 + Math.floor(line.length / LINE_CHARACTERS), 0);

/** Of the name and of the value. @param {Element} row */
const inputsOf = (row) =>
  /** @type {NodeListOf<HTMLInputElement | HTMLTextAreaElement>} */ (
    row.querySelectorAll('input, textarea')
  );
