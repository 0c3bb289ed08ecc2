// <kartei-toast>: short messages at the edge of the page, and its one polite live region.
//
//   const message = toast.show({ text: phrase('delete.done', { count: 3 }) });
//   message.offer({ label: phrase('history.undo'), run }); message.close();
//   const task = toast.task(phrase('export.running')); await exportAll(task.long); task.end();
//
// A message that stands says the same in another language.
//
// Events: kartei-toast-left, when a message that had the focus is gone, and kartei-toast-placed
// {height} of all that stands, in pixels; 0 where nothing does.

import { element } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { KarteiElement } from '../base/kartei-element.js';
import { slowAfterMs } from '../base/watch-slow.js';
import { toastStyles } from './kartei-toast.css.js';

// Long enough to read and to reach for the button; it waits while the pointer or the focus is
// there.
const shownMs = 10_000;

/** @import { Phrase } from '../../i18n/translate.js' */

/** @typedef {{label: Phrase, run: () => void}} Action */

export class KarteiToast extends KarteiElement {
  #live = element('div', { class: 'visually-hidden', 'aria-live': 'polite' });
  #list = element('section', { class: 'list' });
  #announceTimer = 0;
  /** What messages say, and the last of all else: not read out yet. @type {string[]} */
  #toSay = [];
  #announced = '';
  /** Writes the texts of each message in the language of now. @type {Map<Element, () => void>} */
  #writers = new Map();

  constructor() {
    super(toastStyles);
    this.root.append(this.#list, this.#live);
    const tell = () => this.emit('kartei-toast-placed', { height: this.#list.offsetHeight });
    new ResizeObserver(tell).observe(this.#list);
  }

  /** How many pixels of the window's lower edge are somebody else's. */
  set raisedBy(/** @type {number} */ pixels) {
    this.style.setProperty('--toast-raised', `${pixels}px`);
  }

  build() {
    this.#list.setAttribute('aria-label', this.words.text('toast.label'));
    for (const write of this.#writers.values()) write();
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

  /**
   * @param {{text: Phrase, kind?: 'done' | 'problem', action?: Action}} message
   * @returns {{offer: (action: Action) => void, close: () => void}}  `offer`: gives it its button,
   *   where what that does is known only some time after
   */
  show({ text, kind = 'done', action }) {
    const close = () => this.#remove(toast);
    let offered = action;
    const said = element('span', { class: 'text' });
    const act = button(() => (close(), offered?.run()));
    const end = element(
      'button',
      { type: 'button', class: 'quiet icon-only', onclick: close },
      icon('close'),
    );
    const ends = element('span', { class: 'ends' }, act, end);
    const toast = makeToast(kind === 'done' ? 'check' : 'alert', kind, said, ends);
    const write = () => {
      said.textContent = text(this.words);
      act.hidden = !offered;
      act.textContent = offered?.label(this.words) ?? '';
      end.setAttribute('aria-label', this.words.text('toast.close'));
    };
    this.#write(toast, write);
    closeWhenRead(toast, close);
    for (const old of this.#list.querySelectorAll('.toast:not(.task)')) this.#remove(old);
    this.#list.append(toast);
    // The number of the list that follows must not drown what was done.
    this.#toSay.push(text(this.words));
    this.#speak();
    return { offer: (next) => ((offered = next), write()), close };
  }

  /**
   * Shows that something takes time.
   * @param {Phrase} text
   * @param {import('../base/icons.js').IconName} [iconName]
   */
  task(text, iconName = 'download') {
    const stop = new AbortController();
    const said = element('span', { class: 'text' });
    const bar = element('progress', { max: 1, value: 0 });
    const cancel = button(() => stop.abort());
    const toast = makeToast(
      iconName,
      'task',
      said,
      element('span', { class: 'ends' }, bar, cancel),
    );
    this.#write(toast, () => {
      said.textContent = text(this.words);
      bar.setAttribute('aria-label', text(this.words));
      cancel.textContent = this.words.text('dialog.cancel');
    });
    const timer = setTimeout(() => {
      this.#list.append(toast);
      this.announce(text(this.words));
    }, slowAfterMs);
    return {
      /** What a long call takes. */
      long: {
        signal: stop.signal,
        onProgress: (/** @type {import('../../types.js').Progress} */ { done, total }) => {
          bar.value = total ? done / total : 0;
        },
      },
      end: () => {
        clearTimeout(timer);
        this.#remove(toast);
      },
    };
  }

  /**
   * @param {Element} toast
   * @param {() => void} write  its texts
   */
  #write(toast, write) {
    this.#writers.set(toast, write);
    write();
  }

  /** @param {Element} toast */
  #remove(toast) {
    const hadFocus = toast.contains(this.root.activeElement);
    this.#writers.delete(toast);
    toast.remove();
    if (hadFocus) this.emit('kartei-toast-left');
  }
}

/**
 * @param {import('../base/icons.js').IconName} iconName
 * @param {string} kind
 * @param {...(Node | undefined)} content
 */
function makeToast(iconName, kind, ...content) {
  return element('div', { class: `toast ${kind}`, part: 'toast' }, icon(iconName), ...content);
}

/**
 * Some time after it is shown, and after nobody is at it any more.
 * @param {Element} toast
 * @param {() => void} close  may have been called already
 */
function closeWhenRead(toast, close) {
  let timer = setTimeout(close, shownMs);
  const held = new Set();
  const hold = (/** @type {string} */ by) => (held.add(by), clearTimeout(timer));
  const release = (/** @type {string} */ by) => {
    held.delete(by);
    clearTimeout(timer);
    if (!held.size) timer = setTimeout(close, shownMs);
  };
  toast.addEventListener('pointerenter', () => hold('pointer'));
  toast.addEventListener('pointerleave', () => release('pointer'));
  toast.addEventListener('focusin', () => hold('focus'));
  toast.addEventListener('focusout', () => release('focus'));
}

/** @param {() => void} onclick */
function button(onclick) {
  return element('button', { type: 'button', class: 'action', onclick });
}

customElements.define('kartei-toast', KarteiToast);
