// The address of the page, which says what is seen: written by the dashboard, in the form of
// route.js.

import { formatRoute, parseRoute } from './route.js';

/** @import { Route } from './route.js' */

// Writing it takes Chromium 8 ms, half a frame, and Safari refuses it after a hundred times in half
// a minute: keys that follow one another are written when they pause.
const pauseMs = 300;

/**
 * What leads to a place of this page, also where a <base> of the page leads elsewhere.
 * @param {string} hash
 */
export const onThisPage = (hash) =>
  document.querySelector('base[href]') ? new URL(hash, location.href).href : hash;

export class Address {
  /** What has been typed and is not written yet. @type {Route | null} */
  #late = null;
  #timer = 0;
  /** Where the page knows itself to be. */
  #hash = location.hash;

  /** Whether a link was followed, or Back, of which the page is told a moment later. */
  get isLeft() {
    return location.hash !== this.#hash;
  }

  /** Where the page is, or has been sent by Back, a link or a person. */
  read() {
    this.#late = null;
    this.#hash = location.hash;
    return parseRoute(location.hash);
  }

  /**
   * @param {Route} route
   * @param {'step' | 'replace' | 'typing'} way  only a step can be gone back to
   */
  write(route, way) {
    clearTimeout(this.#timer);
    if (way === 'typing') {
      this.#late = route;
      this.#timer = setTimeout(() => this.flush(), pauseMs);
      return;
    }
    this.flush();
    this.#put(route, way);
  }

  /** Writes what is late. */
  flush() {
    if (this.#late) this.#put(this.#late, 'replace');
    this.#late = null;
  }

  /** @param {Route} route @param {'step' | 'replace'} way */
  #put(route, way) {
    const hash = formatRoute(route);
    // Whoever has followed a link is not called back.
    if (hash === location.hash || (this.isLeft && way === 'replace')) return;
    const url = onThisPage(hash);
    if (way === 'step') history.pushState(null, '', url);
    else history.replaceState(null, '', url);
    this.#hash = location.hash;
  }
}
