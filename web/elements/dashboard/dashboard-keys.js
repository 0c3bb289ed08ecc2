// The keys of the dashboard, wherever the focus is; where keys are text only that of the command
// palette.

import { isTextEntry } from '../base/dom.js';
import { loadPreference } from '../base/preferences.js';
import { isPaletteKey, screenOfLetter } from '../base/shortcuts.js';
import { KarteiTable } from '../table/kartei-table.js';

/** @import { Screen } from './route.js' */

// A "g" that nothing follows was no beginning.
const waitMs = 1_500;

/**
 * @typedef {object} KeyActions
 * @property {() => void} undo
 * @property {() => void} redo
 * @property {(screen: Screen) => void} go
 * @property {() => void} search
 * @property {() => void} showPalette
 * @property {(key: string) => boolean} act  on a single key; false: it means nothing there
 */

export class DashboardKeys {
  #act;
  /** When a "g" was pressed. */
  #goAt = -waitMs;

  /** @param {KeyActions} act */
  constructor(act) {
    this.#act = act;
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    if (event.defaultPrevented) return;
    if (isPaletteKey(event)) return this.#paletteKey(event);
    if (isTextEntry(event.composedPath()[0])) return;
    const isCommand = event.ctrlKey || event.metaKey;
    const isTaken = isCommand ? this.#command(event) : !event.altKey && this.#single(event);
    if (isTaken) event.preventDefault();
  }

  /** Held down after it has closed the palette, it opens none. @param {KeyboardEvent} event */
  #paletteKey(event) {
    event.preventDefault();
    if (!event.repeat) this.#act.showPalette();
  }

  /**
   * @param {KeyboardEvent} event
   * @returns {boolean}
   */
  #command(event) {
    const key = event.key.toLowerCase();
    const isInTable = event.composedPath().some((node) => node instanceof KarteiTable);
    if (key === 'z' && event.shiftKey) this.#act.redo();
    else if (key === 'z') this.#act.undo();
    else if (key === 'y' && !event.shiftKey) this.#act.redo();
    // The browser's own search would see only the rows that are in the document.
    else if (key === 'f' && isInTable) this.#act.search();
    else return false;
    return true;
  }

  /**
   * @param {KeyboardEvent} event
   * @returns {boolean}
   */
  #single({ key, timeStamp }) {
    // When it was pressed, not when a busy page comes to it.
    const isGoing = timeStamp - this.#goAt < waitMs;
    this.#goAt = -waitMs;
    if (loadPreference('shortcuts') === 'off') return this.#act.act(key);
    if (isGoing && Object.hasOwn(screenOfLetter, key)) this.#act.go(screenOfLetter[key]);
    else if (key === 'g') this.#goAt = timeStamp;
    else return this.#act.act(key);
    return true;
  }
}
