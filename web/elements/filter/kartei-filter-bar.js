// <kartei-filter-bar>: one search box, and conditions as chips that can be read, changed and
// removed. Events: kartei-filter-changed {text, conditions, filter, isTyping}; kartei-filter-left
// when Esc or the arrow down leave the search box; kartei-filter-save: it shall become a segment,
// or the filter of the one that is being changed; kartei-filter-build: it shall be gone on with in
// groups; kartei-filter-kept: that one shall stay as it is.

import { element } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { KarteiElement } from '../base/kartei-element.js';
import { popoverStyles } from '../base/popover.css.js';
import { describe, isCondition, maxSearchCharacters, toFilter } from './filter-conditions.js';
import { filterEditorStyles } from './filter-editor.css.js';
import { FilterEditor } from './filter-editor.js';
import { filterBarStyles } from './kartei-filter-bar.css.js';

/** @import { CallingCode, Segment } from '../../types.js' */
/** @import { Condition } from './filter-conditions.js' */

export class KarteiFilterBar extends KarteiElement {
  #text = '';
  /** @type {Condition[]} */
  #conditions = [];
  /** @type {Promise<CallingCode[]> | null} */
  #codes = null;

  #search = element('input');
  #clear = element('button');
  #add = element('button');
  #build = element('button');
  #save = element('button');
  #keep = element('button');
  /** The segment whose filter is being changed. @type {Segment | null} */
  #changing = null;
  /** @type {Segment[]} */
  #segments = [];
  #chips = element('ul');
  /** @type {FilterEditor | null} */
  #editor = null;

  constructor() {
    super(popoverStyles, filterEditorStyles, filterBarStyles);
  }

  /** What is searched for in name, e-mail and phone. */
  get text() {
    return this.#text;
  }

  set text(text) {
    this.#text = text;
    // What is being typed is never overwritten by its own echo, which may lack a trailing blank.
    if (this.#search.value.trim() !== text.trim()) this.#search.value = text;
    this.#clear.hidden = text === '';
    this.#showSave();
  }

  /** What conditions can be on, and how their chips name it. */
  set segments(/** @type {Segment[]} */ segments) {
    const areNamedSo = namesOf(segments) === namesOf(this.#segments);
    this.#segments = segments;
    if (!areNamedSo) this.#nameChips();
  }

  get changing() {
    return this.#changing;
  }

  set changing(segment) {
    this.#changing = segment;
    this.#showSave();
  }

  get conditions() {
    return this.#conditions;
  }

  set conditions(conditions) {
    if (JSON.stringify(conditions) === JSON.stringify(this.#conditions)) return;
    // What is being changed in it may be another one by now, or none.
    this.#editor?.close();
    this.#conditions = conditions.filter(isCondition);
    this.#showChips();
  }

  get filter() {
    return toFilter(this.#text, this.#conditions);
  }

  get isEmpty() {
    return this.#text.trim() === '' && this.#conditions.length === 0;
  }

  reset() {
    this.text = '';
    this.conditions = [];
    this.#changed(false);
  }

  focus() {
    this.#search.focus();
    this.#search.select();
  }

  build() {
    const { words } = this;
    this.#codes = null;
    const loadFacets = () => this.book?.facets().catch(() => null) ?? Promise.resolve(null);
    const segments = () => this.#segments;
    this.#editor = new FilterEditor(words, () => this.#loadCodes(), loadFacets, segments);
    this.#search = element('input', {
      type: 'search',
      part: 'search',
      value: this.#text,
      maxlength: String(maxSearchCharacters),
      placeholder: words.text('search.placeholder'),
      'aria-label': words.text('search.label'),
      autocomplete: 'off',
      spellcheck: 'false',
      enterkeyhint: 'search',
      oninput: () => this.#typed(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.#searchKeyPressed(event),
    });
    const clearLabel = words.text('search.clear');
    this.#clear = element(
      'button',
      {
        type: 'button',
        class: 'quiet icon-only clear',
        hidden: this.#text === '',
        'aria-label': clearLabel,
        onclick: () => this.#clearText(),
      },
      icon('close'),
    );
    this.#add = element(
      'button',
      { type: 'button', class: 'add', 'aria-haspopup': 'dialog', onclick: () => this.#openMenu() },
      icon('filter'),
      element('span', {}, words.text('filter.add')),
    );
    this.#build = element(
      'button',
      {
        type: 'button',
        class: 'quiet build',
        'aria-haspopup': 'dialog',
        onclick: () => this.emit('kartei-filter-build'),
      },
      icon('groups'),
      element('span', {}, words.text('builder.open')),
    );
    this.#save = element(
      'button',
      { type: 'button', class: 'quiet save', onclick: () => this.emit('kartei-filter-save') },
      icon('bookmark'),
      element('span', {}),
    );
    this.#keep = element(
      'button',
      { type: 'button', class: 'quiet keep', onclick: () => this.emit('kartei-filter-kept') },
      words.text('dialog.cancel'),
    );
    this.#chips = element('ul', { class: 'chips', 'aria-label': words.text('filter.active') });
    this.root.replaceChildren(
      element(
        'div',
        { class: 'search', role: 'search' },
        icon('search'),
        this.#search,
        element('kbd', { 'aria-hidden': 'true' }, '/'),
        this.#clear,
      ),
      this.#add,
      this.#build,
      this.#chips,
      this.#save,
      this.#keep,
      this.#editor.element,
    );
    this.#showChips();
  }

  #loadCodes() {
    return (this.#codes ??= this.book?.callingCodes().catch(() => []) ?? Promise.resolve([]));
  }

  // --- search ---

  #typed() {
    this.#text = this.#search.value;
    this.#clear.hidden = this.#text === '';
    this.#showSave();
    this.#changed(true);
  }

  #clearText() {
    this.text = '';
    this.#search.focus();
    this.#changed(false);
  }

  /** @param {KeyboardEvent} event */
  #searchKeyPressed(event) {
    // Of an input method it chooses a word, or leaves it.
    if (event.isComposing) return;
    if (event.key === 'Escape' && this.#text) this.#clearText();
    else if (event.key === 'Escape' || event.key === 'ArrowDown') this.emit('kartei-filter-left');
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // --- conditions ---

  #openMenu() {
    this.#editor?.openMenu(this.#add, (condition) => {
      this.conditions = [...this.#conditions, condition];
      this.#changed(false);
      this.#focusChip(this.#conditions.length - 1);
    });
  }

  /** @param {number} index */
  #edit(index) {
    const anchor = this.#chipButtons()[index];
    this.#editor?.openCondition(anchor, this.#conditions[index], (condition) => {
      this.conditions = this.#conditions.with(index, condition);
      this.#changed(false);
      this.#focusChip(index);
    });
  }

  /** @param {number} index */
  #remove(index) {
    this.conditions = this.#conditions.toSpliced(index, 1);
    this.#changed(false);
    this.#focusChip(index);
  }

  #showChips() {
    this.#chips.replaceChildren(...this.#conditions.map((_, index) => this.#chip(index)));
    this.#nameChips();
    this.#chips.hidden = this.#conditions.length === 0;
    this.#showSave();
  }

  /** Its place stays, so that nothing moves while somebody types. */
  #showSave() {
    const { words } = this;
    const name = this.#changing?.name;
    const label = name
      ? words.text('segment.save_into', { name })
      : words.text('segment.save_filter');
    this.#save.lastElementChild?.replaceChildren(label);
    this.#keep.hidden = !name;
    this.#save.classList.toggle('changing', Boolean(name));
    this.#save.hidden = this.#build.hidden = !this.book?.saveSegment;
    this.#save.classList.toggle('waiting', this.isEmpty);
  }

  /** The chips stay: one of them may have the focus, or the editor beside it. */
  #nameChips() {
    this.#chipButtons().forEach((edit, index) => {
      const text = describe(this.#conditions[index], this.words, (id) => this.#nameOf(id));
      edit.title = text;
      edit.firstElementChild?.replaceChildren(text);
      const label = this.words.text('filter.remove', { filter: text });
      edit.nextElementSibling?.setAttribute('aria-label', label);
    });
  }

  /** @param {number} index */
  #chip(index) {
    const onkeydown = (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== 'Delete' && event.key !== 'Backspace') return;
      event.preventDefault();
      this.#remove(index);
    };
    return element(
      'li',
      { class: 'chip', part: 'chip', onkeydown },
      element(
        'button',
        { type: 'button', class: 'quiet edit', onclick: () => this.#edit(index) },
        element('span', { class: 'text' }),
      ),
      element(
        'button',
        { type: 'button', class: 'quiet remove', onclick: () => this.#remove(index) },
        icon('close'),
      ),
    );
  }

  /** @param {string} id */
  #nameOf(id) {
    return this.#segments.find((segment) => segment.id === id)?.name ?? '…';
  }

  #chipButtons() {
    return /** @type {HTMLButtonElement[]} */ ([...this.#chips.querySelectorAll('.edit')]);
  }

  /** @param {number} index  beyond the last chip: the button that adds one */
  #focusChip(index) {
    const buttons = this.#chipButtons();
    (buttons[Math.min(index, buttons.length - 1)] ?? this.#add).focus();
  }

  /** @param {boolean} isTyping */
  #changed(isTyping) {
    const { text, conditions, filter } = this;
    this.emit('kartei-filter-changed', { text, conditions, filter, isTyping });
  }
}

/** @param {Segment[]} segments */
const namesOf = (segments) => JSON.stringify(segments.map(({ id, name }) => [id, name]));

customElements.define('kartei-filter-bar', KarteiFilterBar);
