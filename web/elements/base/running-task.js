// Something that takes time, where it was asked for: what, how far, and a way to stop it.

import { element } from './dom.js';
import { Quarters } from './quarters.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { Progress } from '../../types.js' */

export class RunningTask {
  #words;
  #announce;
  #bar;
  #text;
  #quarters = new Quarters();
  #stop = new AbortController();

  /**
   * @param {Words} words
   * @param {string} label
   * @param {(text: string) => void} announce  at 25, 50, 75 and 100 %
   */
  constructor(words, label, announce) {
    this.#words = words;
    this.#announce = announce;
    this.#bar = element('progress', { max: 1, value: 0, 'aria-label': label });
    this.#text = element('span', { class: 'numeric muted' }, words.percent(0));
    const cancel = { type: 'button', 'data-key': 'cancel', onclick: () => this.#stop.abort() };
    this.element = element(
      'div',
      { class: 'running' },
      element('p', {}, label, ' ', this.#text),
      this.#bar,
      element('button', cancel, words.text('dialog.cancel')),
    );
  }

  /** What a long call takes. */
  get long() {
    return {
      signal: this.#stop.signal,
      onProgress: (/** @type {Progress} */ progress) => this.#progressed(progress),
    };
  }

  /** @param {Progress} progress */
  #progressed({ done, total }) {
    const fraction = total ? Math.min(1, done / total) : 0;
    this.#bar.value = fraction;
    this.#text.textContent = this.#words.percent(fraction);
    const quarter = this.#quarters.reached(fraction);
    if (quarter) this.#announce(this.#words.percent(quarter));
  }
}
