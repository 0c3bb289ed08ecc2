// <kartei-toast>: short messages at the edge of the page, and its one polite live region.
//
//   toast.show({ text: '3 Kontakte gelöscht', action: { label: 'Rückgängig', run: undo } });
//   const task = toast.task('Export läuft'); await exportAll(task.long); task.end();
//
// Event: kartei-toast-left, when a message that had the focus is gone.

import { element } from './dom.js';
import { icon } from './icons.js';
import { KarteiElement } from './kartei-element.js';
import { toastStyles } from './kartei-toast.css.js';

// Long enough to read and to reach for the button; it waits while the pointer or the focus is
// there.
const shownMs = 10_000;
// What is faster needs no progress.
const slowAfterMs = 300;

/** @typedef {{label: string, run: () => void}} Action */

export class KarteiToast extends KarteiElement {
  #live = element('div', { class: 'visually-hidden', 'aria-live': 'polite' });
  #list = element('section', { class: 'list' });
  #announceTimer = 0;
  /** What messages say, and the last of all else: not read out yet. @type {string[]} */
  #toSay = [];
  #announced = '';

  constructor() {
    super(toastStyles);
    this.root.append(this.#list, this.#live);
  }

  /** How many pixels of the window's lower edge are somebody else's. */
  set raisedBy(/** @type {number} */ pixels) {
    this.style.setProperty('--toast-raised', `${pixels}px`);
  }

  build() {
    this.#list.setAttribute('aria-label', this.words.text('toast.label'));
  }

  /**
   * Says something to readers only. Many changes at once are said as their last one, after what
   * messages were shown meanwhile.
   * @param {string} text
   */
  announce(text) {
    this.#announced = text;
    this.#speak();
  }

  #speak() {
    clearTimeout(this.#announceTimer);
    this.#announceTimer = setTimeout(() => {
      const texts = [...this.#toSay, this.#announced].filter(Boolean);
      [this.#toSay, this.#announced] = [[], ''];
      // New elements are read, also where they say the same again.
      this.#live.replaceChildren(...texts.map((text) => element('p', {}, text)));
    }, 250);
  }

  /** @param {{text: string, kind?: 'done' | 'problem', action?: Action}} message */
  show({ text, kind = 'done', action }) {
    const close = () => {
      clearTimeout(timer);
      this.#remove(toast);
    };
    const toast = this.#makeToast(kind === 'done' ? 'check' : 'alert', text, kind);
    if (action) toast.append(this.#button(action.label, () => (close(), action.run())));
    const label = this.words.text('toast.close');
    toast.append(
      element(
        'button',
        { type: 'button', class: 'quiet icon-only', 'aria-label': label, onclick: close },
        icon('close'),
      ),
    );
    let timer = setTimeout(close, shownMs);
    const wait = () => clearTimeout(timer);
    const go = () => (wait(), (timer = setTimeout(close, shownMs)));
    toast.addEventListener('pointerenter', wait);
    toast.addEventListener('focusin', wait);
    toast.addEventListener('pointerleave', go);
    toast.addEventListener('focusout', go);
    for (const old of this.#list.querySelectorAll('.toast:not(.task)')) this.#remove(old);
    this.#list.append(toast);
    // The number of the list that follows must not drown what was done.
    this.#toSay.push(text);
    this.#speak();
    return close;
  }

  /**
   * Shows that something takes time.
   * @param {string} text
   * @param {import('./icons.js').IconName} [iconName]
   */
  task(text, iconName = 'download') {
    const stop = new AbortController();
    const bar = element('progress', { max: 1, value: 0, 'aria-label': text });
    const toast = this.#makeToast(iconName, text, 'task');
    toast.append(
      bar,
      this.#button(this.words.text('dialog.cancel'), () => stop.abort()),
    );
    const timer = setTimeout(() => {
      this.#list.append(toast);
      this.announce(text);
    }, slowAfterMs);
    return {
      /** What a long call takes. */
      long: {
        signal: stop.signal,
        onProgress: (/** @type {import('../types.js').Progress} */ { done, total }) => {
          bar.value = total ? done / total : 0;
        },
      },
      end: () => {
        clearTimeout(timer);
        this.#remove(toast);
      },
    };
  }

  /** @param {Element} toast */
  #remove(toast) {
    const hadFocus = toast.contains(this.root.activeElement);
    toast.remove();
    if (hadFocus) this.emit('kartei-toast-left');
  }

  /**
   * @param {import('./icons.js').IconName} iconName
   * @param {string} text
   * @param {string} kind
   */
  #makeToast(iconName, text, kind) {
    const content = [icon(iconName), element('span', { class: 'text' }, text)];
    return element('div', { class: `toast ${kind}`, part: 'toast' }, ...content);
  }

  /**
   * @param {string} label
   * @param {() => void} onclick
   */
  #button(label, onclick) {
    return element('button', { type: 'button', class: 'action', onclick }, label);
  }
}

customElements.define('kartei-toast', KarteiToast);
