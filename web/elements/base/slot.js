// A place of a screen whose content is made anew only when it says something else: what somebody
// types or presses there is not taken from under their hands.

import { focusedElement } from './dom.js';

/** @import { Child } from './dom.js' */

export class Slot {
  /** @type {string | null} */
  #said = null;

  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
  }

  /** The next content is another one, whatever it says. */
  forget() {
    this.#said = null;
  }

  /**
   * @param {string} said          what the content depends on
   * @param {() => Child[]} make
   * @returns {boolean} whether what had the focus is gone; the same `data-key` is the same thing
   */
  show(said, make) {
    if (said === this.#said) return false;
    this.#said = said;
    const focused = focusedElement();
    const isInside = focused !== null && this.element.contains(focused);
    const key = isInside ? focused.getAttribute('data-key') : null;
    const content = make().filter((child) => child instanceof Node);
    this.element.replaceChildren(...content);
    this.element.hidden = content.length === 0;
    if (!isInside) return false;
    const again = key && this.element.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!(again instanceof HTMLElement)) return true;
    again.focus();
    return false;
  }
}
