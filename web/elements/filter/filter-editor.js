// The small window in which a condition is chosen and changed.

import { element } from '../base/dom.js';
import { firstDay } from '../base/form-field.js';
import { makePopover, showBeside } from '../base/popover.js';
import { findCallingCodes, nameCallingCodes } from '../contact/calling-codes.js';
import {
  dayOfTime,
  filterFields,
  isDays,
  isOfSegments,
  maxDays,
  maxSearchCharacters,
  nameOfChoice,
  operatorsOf,
  takesNoValue,
  timeOfDay,
} from './filter-conditions.js';

/** @import { Key, Words } from '../../i18n/translate.js' */
/** @import { CallingCode, Facets, Segment } from '../../types.js' */
/** @import { Condition, FilterField, Operator } from './filter-conditions.js' */

/** @typedef {(condition: Condition) => void} Apply */

/**
 * What one can choose from: a calling code with its country, a tag with its number of contacts, a
 * segment or a source by its name.
 * @typedef {{value: string, note: string, name?: string}} Choice
 */

export class FilterEditor {
  #words;
  #loadCodes;
  #loadFacets;
  #segments;
  /** @type {HTMLElement | null} */
  #anchor = null;
  /** @type {Apply} */
  #apply = () => {};
  /** @type {() => Condition['value'] | undefined} */
  #readValue = () => undefined;

  /**
   * @param {Words} words
   * @param {() => Promise<CallingCode[]>} loadCodes
   * @param {() => Promise<Facets | null>} loadFacets
   * @param {() => Segment[]} segments
   */
  constructor(words, loadCodes, loadFacets, segments) {
    this.#words = words;
    this.#loadCodes = loadCodes;
    this.#loadFacets = loadFacets;
    this.#segments = segments;
    this.element = makePopover(words.text('filter.label'), {
      part: 'filter-editor',
    });
  }

  /**
   * Asks for a field first.
   * @param {HTMLElement} anchor
   * @param {Apply} apply
   * @param {FilterField[]} [fields]
   */
  openMenu(anchor, apply, fields = filterFields) {
    this.#anchor = anchor;
    const offered = fields.filter((field) => field !== 'segment' || this.#segments().length);
    const buttons = offered.map((field) => {
      const onclick = () => this.openCondition(anchor, newCondition(field), apply);
      return element('button', { type: 'button', class: 'quiet item', onclick }, this.#name(field));
    });
    this.#show(element('div', { class: 'menu', onkeydown: moveInMenu }, ...buttons), buttons[0]);
  }

  /**
   * @param {HTMLElement} anchor
   * @param {Condition} condition
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

  /** @param {Condition} condition */
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
    const isAlone = condition.op === 'empty' || takesNoValue(condition.op);
    const inputs = isAlone ? [] : this.#valueInputs(condition);
    const form = element(
      'form',
      {
        class: 'condition',
        onsubmit: (/** @type {Event} */ event) => this.#submit(event, condition),
      },
      element('h2', {}, this.#name(field)),
      // Where there is no choice, it is not asked.
      names.length > 1 && operator,
      ...inputs,
      element('button', { class: 'primary' }, this.#words.text('filter.apply')),
    );
    this.#show(form, form.querySelector('input') ?? operator);
  }

  /**
   * @param {Condition} condition
   * @param {string} name
   */
  #changeOperator({ field, op }, name) {
    const nextOp = /** @type {Operator} */ (name === 'not_empty' ? 'empty' : name);
    const isFlag = nextOp === 'empty';
    const isKept = [isText, isDay, isDays, isOfSegments].some((is) => is(op) && is(nextOp));
    const kept = isKept ? this.#readValue() : undefined;
    this.#showForm({ field, op: nextOp, value: isFlag ? name === 'empty' : kept });
    this.element.querySelector('select')?.focus();
  }

  /**
   * @param {Event} event
   * @param {Condition} condition
   */
  #submit(event, { field, op, value }) {
    event.preventDefault();
    const isAlone = takesNoValue(op);
    const given = op === 'empty' || isAlone ? value : this.#readValue();
    if (given === undefined && !isAlone) return;
    this.close();
    this.#apply(isAlone ? { field, op } : { field, op, value: given });
  }

  /**
   * @param {Condition} condition
   * @returns {HTMLElement[]}
   */
  #valueInputs({ field, op, value }) {
    if (op === 'any_of' || isOfSegments(op)) {
      return this.#choiceInputs(/** @type {FilterField} */ (field), isList(value) ? value : []);
    }
    if (isDays(op)) return this.#daysInput(value);
    if (op === 'between') return this.#rangeInputs(Array.isArray(value) ? value : []);
    if (isDay(op)) return this.#dayInput(value);
    const input = element('input', {
      'aria-label': this.#words.text('filter.value'),
      required: true,
      maxlength: String(maxSearchCharacters),
      value: typeof value === 'string' ? value : '',
    });
    this.#readValue = () => input.value.trim() || undefined;
    return [input];
  }

  /** @param {Condition['value']} value */
  #daysInput(value) {
    const input = element('input', {
      type: 'number',
      min: '1',
      max: String(maxDays),
      step: '1',
      required: true,
      inputmode: 'numeric',
      'aria-label': this.#words.text('filter.days'),
      value: String(typeof value === 'number' ? value : 30),
    });
    this.#readValue = () => (input.checkValidity() ? input.valueAsNumber : undefined);
    const unit = element('span', { class: 'muted' }, this.#words.text('filter.days'));
    return [element('label', { class: 'range' }, input, unit)];
  }

  /** @param {Condition['value']} value */
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
    const day = { type: 'date', min: firstDay, required: true, value };
    return element('input', { ...day, 'aria-label': text });
  }

  /**
   * @param {FilterField} field
   * @returns {Promise<(sought: string) => Choice[]>}
   */
  async #loadChoices(field) {
    if (field === 'country_code') {
      const codes = nameCallingCodes(await this.#loadCodes(), this.#words);
      return (sought) =>
        findCallingCodes(codes, sought).map(({ code, name }) => ({ value: code, note: name }));
    }
    if (field === 'segment') {
      const choices = this.#segments().map(({ id, name, count }) => {
        const note = count === null ? '' : this.#words.number(count);
        return { value: id, note, name };
      });
      return (sought) => choices.filter(({ name }) => isIn(name, sought));
    }
    const facets = await this.#loadFacets();
    const found = (facets?.[/** @type {'tags' | 'source'} */ (field)] ?? []).filter(
      ({ value }) => value !== '',
    );
    const nameOf = nameOfChoice(field, this.#words);
    const choices = found.map(({ value, count }) => {
      return { value, note: this.#words.number(count), name: nameOf(value) };
    });
    return (sought) => choices.filter(({ name }) => isIn(name, sought));
  }

  /**
   * @param {FilterField} field
   * @param {string[]} chosen
   */
  #choiceInputs(field, chosen) {
    const picked = new Set(chosen);
    const list = element('div', {
      class: 'choices',
      role: 'group',
      tabindex: '-1',
      'aria-label': this.#name(field),
      onchange: () => require(),
    });
    const searchKey = field === 'country_code' ? 'country.search' : 'filter.search_choice';
    const search = element('input', {
      type: 'search',
      placeholder: this.#words.text(searchKey),
      'aria-label': this.#words.text(searchKey),
      oninput: () => fill(),
    });
    const require = () =>
      search.setCustomValidity(picked.size ? '' : this.#words.text('filter.choose_one'));
    require();
    const nameOf = nameOfChoice(field, this.#words);
    const named = (/** @type {string} */ value) => ({ value, note: '', name: nameOf(value) });
    /** @type {(sought: string) => Choice[]} */
    let find = () => [];
    const fill = () => {
      const found = find(search.value);
      // What is chosen stands first, also where no contact has it any more.
      const first = search.value
        ? []
        : [...picked].map(
            (value) => found.find((choice) => choice.value === value) ?? named(value),
          );
      const rest = found.filter((choice) => !first.includes(choice));
      list.replaceChildren(
        ...[...first, ...rest].map((choice) => choiceRow(choice, picked, field !== 'country_code')),
      );
    };
    this.#loadChoices(field).then((loaded) => {
      find = loaded;
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
 * @param {string} text
 * @param {string} sought
 */
const isIn = (text, sought) => text.toLocaleLowerCase().includes(sought.toLocaleLowerCase());

/**
 * @param {Condition['value']} value
 * @returns {value is string[]}
 */
const isList = (value) => Array.isArray(value);

/**
 * @param {Choice} choice
 * @param {Set<string>} picked
 * @param {boolean} isCounted  whether the note is a number
 */
function choiceRow({ value, note, name = value }, picked, isCounted) {
  const onchange = () => {
    if (!picked.delete(value)) picked.add(value);
  };
  return element(
    'label',
    { class: isCounted ? 'choice counted' : 'choice' },
    element('input', { type: 'checkbox', checked: picked.has(value), onchange }),
    element('span', { title: name }, name),
    element('span', { class: 'note numeric' }, note),
  );
}

/** @param {Operator} op */
const isText = (op) => op !== 'empty' && operatorsOf('name').includes(op);

/** @param {Operator} op */
const isDay = (op) => op === 'before' || op === 'after';

/**
 * @param {FilterField} field
 * @returns {Condition}
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
