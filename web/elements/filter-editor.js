// The small window in which a condition is chosen and changed.

import { findCallingCodes, nameCallingCodes } from './calling-codes.js';
import { element, focusedElement } from './dom.js';
import { dayOfTime, filterFields, operatorsOf, timeOfDay } from './filter-conditions.js';
import { makePopover, showBeside } from './popover.js';

/** @import { CallingCode, FieldCondition } from '../types.js' */
/** @import { FilterField, Operator } from './filter-conditions.js' */
/** @import { Key, Words } from '../i18n/translate.js' */

/** @typedef {(condition: FieldCondition) => void} Apply */

export class FilterEditor {
  #words;
  #loadCodes;
  /** @type {HTMLElement | null} */
  #anchor = null;
  /** @type {Apply} */
  #apply = () => {};
  /** @type {() => FieldCondition['value'] | undefined} */
  #readValue = () => undefined;

  /**
   * @param {Words} words
   * @param {() => Promise<CallingCode[]>} loadCodes
   */
  constructor(words, loadCodes) {
    this.#words = words;
    this.#loadCodes = loadCodes;
    this.element = makePopover(words.text('filter.label'), {
      part: 'filter-editor',
      ontoggle: (/** @type {ToggleEvent} */ event) => this.#toggled(event),
    });
  }

  /**
   * Esc leads back to where it was opened. The browser does not see to it once the content of a
   * popover has been replaced.
   * @param {ToggleEvent} event
   */
  #toggled({ newState }) {
    const focused = focusedElement();
    const isLost = focused === document.body || this.element.contains(focused);
    if (newState === 'closed' && isLost) this.#anchor?.focus();
  }

  /**
   * Asks for a field first.
   * @param {HTMLElement} anchor
   * @param {Apply} apply
   */
  openMenu(anchor, apply) {
    this.#anchor = anchor;
    const buttons = filterFields.map((field) => {
      const onclick = () => this.openCondition(anchor, newCondition(field), apply);
      return element('button', { type: 'button', class: 'quiet item', onclick }, this.#name(field));
    });
    this.#show(element('div', { class: 'menu', onkeydown: moveInMenu }, ...buttons), buttons[0]);
  }

  /**
   * @param {HTMLElement} anchor
   * @param {FieldCondition} condition
   * @param {Apply} apply
   */
  openCondition(anchor, condition, apply) {
    this.#anchor = anchor;
    this.#apply = apply;
    this.#showForm(condition);
  }

  close() {
    if (this.element.matches(':popover-open')) this.element.hidePopover();
  }

  /** @param {FieldCondition} condition */
  #showForm(condition) {
    const field = /** @type {FilterField} */ (condition.field);
    const shown =
      condition.op === 'empty' && condition.value === false ? 'not_empty' : condition.op;
    const names = operatorsOf(field).flatMap((op) => (op === 'empty' ? [op, 'not_empty'] : [op]));
    const operator = element(
      'select',
      {
        'aria-label': this.#words.text('filter.operator'),
        value: shown,
        onchange: () => this.#changeOperator(condition, operator.value),
      },
      ...names.map((name) =>
        element('option', { value: name }, this.#words.text(/** @type {Key} */ (`filter.${name}`))),
      ),
    );
    const inputs = shown === 'not_empty' || shown === 'empty' ? [] : this.#valueInputs(condition);
    const form = element(
      'form',
      {
        class: 'condition',
        onsubmit: (/** @type {Event} */ event) => this.#submit(event, condition),
      },
      element('h2', {}, this.#name(field)),
      operator,
      ...inputs,
      element('button', { class: 'primary' }, this.#words.text('filter.apply')),
    );
    this.#show(form, form.querySelector('input') ?? operator);
  }

  /**
   * @param {FieldCondition} condition
   * @param {string} name
   */
  #changeOperator({ field, op, value }, name) {
    const nextOp = /** @type {Operator} */ (name === 'not_empty' ? 'empty' : name);
    const isFlag = nextOp === 'empty';
    const keepsText = typeof value === 'string' && operatorsOf('name').includes(op);
    const kept = keepsText ? this.#readValue() : undefined;
    this.#showForm({ field, op: nextOp, value: isFlag ? name === 'empty' : kept });
    this.element.querySelector('select')?.focus();
  }

  /**
   * @param {Event} event
   * @param {FieldCondition} condition
   */
  #submit(event, { field, op, value }) {
    event.preventDefault();
    const given = op === 'empty' ? value : this.#readValue();
    if (given === undefined) return;
    this.close();
    this.#apply({ field, op, value: given });
  }

  /**
   * @param {FieldCondition} condition
   * @returns {HTMLElement[]}
   */
  #valueInputs({ op, value }) {
    if (op === 'any_of') return this.#codeInputs(Array.isArray(value) ? value : []);
    if (op === 'between') return this.#rangeInputs(Array.isArray(value) ? value : []);
    if (op === 'before' || op === 'after') return this.#dayInput(value);
    const input = element('input', {
      'aria-label': this.#words.text('filter.value'),
      required: true,
      value: typeof value === 'string' ? value : '',
    });
    this.#readValue = () => input.value.trim() || undefined;
    return [input];
  }

  /** @param {FieldCondition['value']} value */
  #dayInput(value) {
    const input = this.#makeDay('filter.day', typeof value === 'string' ? dayOfTime(value) : '');
    this.#readValue = () => (input.value ? timeOfDay(input.value) : undefined);
    return [input];
  }

  /** @param {string[]} value */
  #rangeInputs([from, end]) {
    const first = this.#makeDay('filter.from', from ? dayOfTime(from) : '');
    const last = this.#makeDay('filter.to', end ? dayOfTime(end, 1) : '');
    this.#readValue = () => {
      if (!first.value || !last.value) return undefined;
      const days = [first.value, last.value].sort();
      return [timeOfDay(days[0]), timeOfDay(days[1], 1)];
    };
    return [first, last].map((input) => {
      const label = input.getAttribute('aria-label') ?? '';
      return element('label', { class: 'range' }, element('span', {}, label), input);
    });
  }

  /**
   * @param {Key} label
   * @param {string} value
   */
  #makeDay(label, value) {
    const text = this.#words.text(label);
    return element('input', { type: 'date', required: true, 'aria-label': text, value });
  }

  /** @param {string[]} chosen */
  #codeInputs(chosen) {
    const picked = new Set(chosen);
    const list = element('div', {
      class: 'codes',
      role: 'group',
      tabindex: '-1',
      'aria-label': this.#words.text('field.country_code'),
    });
    const search = element('input', {
      type: 'search',
      placeholder: this.#words.text('country.search'),
      'aria-label': this.#words.text('country.search'),
      oninput: () => fill(),
    });
    /** @type {import('./calling-codes.js').NamedCode[]} */
    let codes = [];
    const fill = () => {
      const found = findCallingCodes(codes, search.value);
      const first = search.value ? [] : found.filter(({ code }) => picked.has(code));
      list.replaceChildren(
        ...new Set([...first, ...found].map((code) => codeChoice(code, picked))),
      );
    };
    this.#loadCodes().then((loaded) => {
      codes = nameCallingCodes(loaded, this.#words);
      fill();
    });
    this.#readValue = () => (picked.size ? [...picked] : undefined);
    return [search, list];
  }

  /**
   * @param {HTMLElement} content
   * @param {HTMLElement} focus
   */
  #show(content, focus) {
    this.element.replaceChildren(content);
    if (this.#anchor) showBeside(this.element, this.#anchor);
    focus.focus();
  }

  /** @param {FilterField} field */
  #name(field) {
    return this.#words.text(/** @type {Key} */ (`field.${field}`));
  }
}

/**
 * @param {import('./calling-codes.js').NamedCode} code
 * @param {Set<string>} picked
 */
function codeChoice({ code, name }, picked) {
  const onchange = () => {
    if (!picked.delete(code)) picked.add(code);
  };
  return element(
    'label',
    { class: 'code' },
    element('input', { type: 'checkbox', checked: picked.has(code), onchange }),
    element('span', { class: 'numeric' }, code),
    element('span', { class: 'country' }, name),
  );
}

/**
 * @param {FilterField} field
 * @returns {FieldCondition}
 */
function newCondition(field) {
  return { field, op: operatorsOf(field)[0] };
}

/** @param {KeyboardEvent} event */
function moveInMenu(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const items = [.../** @type {HTMLElement} */ (event.currentTarget).querySelectorAll('button')];
  const at = items.indexOf(/** @type {HTMLButtonElement} */ (event.target));
  items[(at + step + items.length) % items.length].focus();
  event.preventDefault();
}
