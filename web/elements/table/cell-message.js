// What is said of a cell, below it: in the top layer, or rows and the edge of the list would cut it
// off.

import { element } from '../base/dom.js';
import { uniqueId } from '../base/form-field.js';
import { icon } from '../base/icons.js';
import { showBeside } from '../base/popover.js';

/** @import { Child } from '../base/dom.js' */

/**
 * @typedef {object} CellNote
 * @property {'error' | 'warning' | 'info'} kind
 * @property {string} text
 * @property {{label: string, run: () => void}[]} [actions]
 */

export class CellMessage {
  #id = uniqueId('cell-message');
  element = element('div', { popover: 'manual', class: 'popover cell-message', hidden: true });
  /** @type {CellNote | null} */
  #note = null;
  #isAsked = false;

  /** What says why an input is not accepted. */
  get id() {
    return this.#id;
  }

  get kind() {
    return this.#note?.kind ?? null;
  }

  /** @returns {HTMLButtonElement | null} */
  get firstAction() {
    return this.element.querySelector('button:enabled');
  }

  /**
   * Somebody wants to know: what stands there already is said once more. Until then nothing can be
   * done about it.
   */
  ask() {
    this.#isAsked = true;
    for (const button of this.element.querySelectorAll('button')) button.disabled = true;
  }

  /**
   * @param {CellNote} note
   * @param {HTMLElement} anchor
   */
  show(note, anchor) {
    const { kind, text, actions = [] } = note;
    const isThere = kind === this.#note?.kind && text === this.#note.text;
    const isSaid = isThere && !this.#isAsked;
    this.#note = note;
    this.#isAsked = false;
    this.element.hidden = false;
    if (!isSaid) {
      const buttons = actions.map(({ label, run }) =>
        element('button', { type: 'button', onclick: run }, label),
      );
      this.element.className = `popover cell-message ${kind}`;
      this.element.replaceChildren(...content(this.#id, kind, text, buttons));
    }
    showBeside(this.element, anchor);
  }

  hide() {
    this.#note = null;
    this.#isAsked = false;
    this.element.hidden = true;
    this.element.replaceChildren();
    if (this.element.matches(':popover-open')) this.element.hidePopover();
  }

  /** Of a cell that is scrolled away nothing is said. */
  set isSeen(/** @type {boolean} */ isSeen) {
    this.element.hidden = !this.#note || !isSeen;
  }
}

/**
 * @param {string} id
 * @param {CellNote['kind']} kind
 * @param {string} text
 * @param {Child[]} buttons
 */
function content(id, kind, text, buttons) {
  // Somebody has asked for it to be saved: that it was not is said at once.
  const role = kind === 'error' ? 'alert' : 'status';
  const line = element('p', { id, role }, icon(kind === 'error' ? 'alert' : 'info'), text);
  return buttons.length ? [line, element('div', { class: 'actions' }, ...buttons)] : [line];
}
