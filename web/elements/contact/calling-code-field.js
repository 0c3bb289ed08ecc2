// A field for a calling code that finds it by country, code or digits (ARIA "combobox" with a
// list).

import { element } from '../base/dom.js';
import { FormField, uniqueId } from '../base/form-field.js';
import { findCallingCodes, toCallingCode } from './calling-codes.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { NamedCode } from './calling-codes.js' */

export class CallingCodeField extends FormField {
  /** @type {NamedCode[]} */
  #codes = [];
  /** @type {NamedCode[]} */
  #found = [];
  #active = -1;
  #list;
  #country;
  #changed;

  /**
   * @param {Words} words
   * @param {() => void} changed  a code was chosen from the list
   */
  constructor(words, changed) {
    const label = words.text('field.country_code');
    const listId = uniqueId('codes');
    const input = element('input', {
      role: 'combobox',
      autocomplete: 'off',
      spellcheck: 'false',
      placeholder: '+49',
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      'aria-controls': listId,
    });
    const country = element('span', { class: 'country-hint', 'aria-hidden': 'true' });
    const list = element('ul', { role: 'listbox', id: listId, 'aria-label': label, hidden: true });
    super(label, input, country, list);
    this.element.classList.add('combobox');
    this.#list = list;
    this.#country = country;
    this.#changed = changed;
    input.addEventListener('input', () => this.#open());
    input.addEventListener('click', () => this.#open());
    input.addEventListener('keydown', (event) => this.#keyPressed(event));
    input.addEventListener('blur', () => this.#leave());
    // Without this a click into the list would leave the field first.
    list.addEventListener('mousedown', (event) => event.preventDefault());
  }

  /** @param {NamedCode[]} codes */
  set codes(codes) {
    this.#codes = codes;
    this.showCountry();
  }

  showCountry() {
    const value = this.value.trim();
    this.#country.textContent = this.#codes.find(({ code }) => code === value)?.name ?? '';
  }

  #open() {
    const typed = this.value.trim();
    const isChosen = this.#codes.some(({ code }) => code === typed);
    this.#found = isChosen ? this.#codes : findCallingCodes(this.#codes, typed);
    this.#active = this.#found.findIndex(({ code }) => code === typed);
    if (this.#active < 0 && typed) this.#active = 0;
    this.#list.replaceChildren(...this.#found.map((code, i) => this.#option(code, i)));
    this.#setOpen(this.#found.length > 0);
    this.#showActive();
    this.showCountry();
  }

  /** @param {boolean} isOpen */
  #setOpen(isOpen) {
    this.#list.hidden = !isOpen;
    this.input.setAttribute('aria-expanded', String(isOpen));
    if (!isOpen) this.input.removeAttribute('aria-activedescendant');
  }

  /**
   * @param {NamedCode} code
   * @param {number} index
   */
  #option({ code, name }, index) {
    return element(
      'li',
      {
        role: 'option',
        id: `${this.#list.id}-${index}`,
        'aria-selected': 'false',
        onclick: () => this.#choose(index),
      },
      element('span', { class: 'numeric' }, code),
      ' ',
      element('span', { class: 'country' }, name),
    );
  }

  #showActive() {
    [...this.#list.children].forEach((option, i) => {
      option.setAttribute('aria-selected', String(i === this.#active));
    });
    const active = this.#list.children[this.#active];
    if (!active) return this.input.removeAttribute('aria-activedescendant');
    this.input.setAttribute('aria-activedescendant', active.id);
    active.scrollIntoView({ block: 'nearest' });
  }

  /** @param {KeyboardEvent} event */
  #keyPressed(event) {
    if (event.isComposing) return;
    const isOpen = !this.#list.hidden;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && !isOpen) this.#open();
    else if (step) this.#move(step);
    else if (event.key === 'Enter' && isOpen && !event.ctrlKey) this.#choose(this.#active);
    else if (event.key === 'Escape' && isOpen) this.#setOpen(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {number} step */
  #move(step) {
    const count = this.#found.length;
    // Before the first one where none is chosen, as after the last one.
    const from = this.#active < 0 && step < 0 ? 0 : this.#active;
    this.#active = (from + step + count) % count;
    this.#showActive();
  }

  /** @param {number} index */
  #choose(index) {
    const chosen = this.#found[index];
    this.#setOpen(false);
    if (!chosen) return;
    this.value = chosen.code;
    this.showCountry();
    this.#changed();
  }

  /** What was typed becomes a code where it can only mean one. */
  #leave() {
    this.#setOpen(false);
    this.value = toCallingCode(this.#codes, this.value);
    this.showCountry();
    this.#changed();
  }
}
