// One condition in the segment builder: its sentence, which opens its editor, whether it is
// negated, and a way to remove it.

import { element } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { treeFields } from '../filter/filter-conditions.js';
import { sentenceOfLeaf } from '../filter/filter-sentence.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { NameOfSegment } from '../filter/filter-conditions.js' */
/** @import { FilterEditor } from '../filter/filter-editor.js' */
/** @import { Leaf } from '../filter/filter-tree.js' */

/**
 * What the parts of a builder share.
 * @typedef {object} Workbench
 * @property {Words} words
 * @property {FilterEditor} editor
 * @property {NameOfSegment} nameOf
 * @property {() => void} changed
 * @property {(name: string, putBack: () => void) => void} removed
 */

export class ConditionRow {
  element;
  leaf;
  /** What it says. */
  name = '';
  #bench;
  #remove;
  #edit = element('button', { type: 'button', class: 'quiet edit' });
  #not = element('button', { type: 'button', class: 'quiet not' });
  #removal = element('button', { type: 'button', class: 'quiet remove' }, icon('close'));

  /**
   * @param {Workbench} bench
   * @param {Leaf} leaf
   * @param {() => void} remove
   */
  constructor(bench, leaf, remove) {
    this.leaf = leaf;
    this.#bench = bench;
    this.#remove = remove;
    this.#not.append(bench.words.text('builder.not'));
    this.#edit.addEventListener('click', () => this.#change());
    this.#not.addEventListener('click', () => this.#negate());
    this.#removal.addEventListener('click', remove);
    this.element = element(
      'div',
      { class: 'row', onkeydown: (/** @type {KeyboardEvent} */ event) => this.#keyPressed(event) },
      this.#edit,
      this.#not,
      this.#removal,
    );
  }

  /** Says what the condition says now. */
  update() {
    const { words, nameOf } = this.#bench;
    const { condition, isNot } = this.leaf;
    const plain = sentenceOfLeaf({ condition, isNot: false }, words, nameOf);
    this.name = sentenceOfLeaf(this.leaf, words, nameOf);
    this.#edit.textContent = this.name;
    this.#not.setAttribute('aria-pressed', String(isNot));
    this.#not.setAttribute('aria-label', words.text('builder.not_filter', { filter: plain }));
    this.#removal.setAttribute('aria-label', words.text('builder.remove', { filter: this.name }));
  }

  focus() {
    this.#edit.focus();
  }

  #change() {
    const { editor, changed } = this.#bench;
    editor.openCondition(this.#edit, this.leaf.condition, (condition) => {
      this.leaf.condition = condition;
      changed();
      this.focus();
    });
  }

  #negate() {
    this.leaf.isNot = !this.leaf.isNot;
    this.#bench.changed();
  }

  /** @param {KeyboardEvent} event */
  #keyPressed(event) {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return;
    event.preventDefault();
    this.#remove();
  }
}

/**
 * Asks for a new one.
 * @param {Workbench} bench
 * @param {HTMLElement} anchor
 * @param {(leaf: Leaf) => void} add
 */
export function askForCondition({ editor }, anchor, add) {
  editor.openMenu(anchor, (condition) => add({ condition, isNot: false }), treeFields);
}
