// How much of the window's lower edge the bar of a selection takes: what is said there must not
// cover it. Its host tells whenever it is another one: kartei-selection-placed {room}, in pixels.

import { remPixels } from '../table/grid-room.js';

/** @import { KarteiElement } from '../base/kartei-element.js' */

// A bar that ends farther up, below a short list, is in no message's way.
const edgeRem = 8;

export class SelectionRoom {
  #host;
  /** @type {HTMLElement | null} */
  #bar = null;
  #room = 0;
  /** Of the host, which is empty while nobody sees it, and of the bar. */
  #sizes = new ResizeObserver(() => this.#look());

  /** @param {KarteiElement} host */
  constructor(host) {
    this.#host = host;
    host.addEventListener('scroll', () => this.#look());
  }

  /** @param {HTMLElement | null} bar  null: nothing is selected */
  watch(bar) {
    this.#bar = bar;
    this.#sizes.disconnect();
    for (const part of [this.#host, bar]) if (part) this.#sizes.observe(part);
  }

  #look() {
    const bar = this.#bar?.getBoundingClientRect();
    const isAtEdge = bar && bar.height > 0 && innerHeight - bar.bottom < edgeRem * remPixels();
    const room = isAtEdge ? Math.max(0, Math.round(innerHeight - bar.top)) : 0;
    if (room === this.#room) return;
    this.#room = room;
    this.#host.emit('kartei-selection-placed', { room });
  }
}
