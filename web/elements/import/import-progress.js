// While a file is read or its contacts are written: how far it is, and a way to stop it.

import { element } from '../base/dom.js';
import { Quarters } from '../base/quarters.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { LongCall, Progress } from '../../types.js' */

export class ImportProgress {
  #step;
  #announce;
  #fraction = 0;
  #quarters = new Quarters();
  #abort = new AbortController();
  /** Shows it, in the language of now. */
  #draw = (/** @type {number} */ _quarter) => {};

  /**
   * @param {'reading' | 'writing'} step
   * @param {(text: string) => void} announce
   */
  constructor(step, announce) {
    this.#step = step;
    this.#announce = announce;
  }

  /** What a long call takes. @returns {Required<LongCall>} */
  get long() {
    return {
      signal: this.#abort.signal,
      onProgress: (progress) => this.#progressed(progress),
    };
  }

  stop() {
    this.#abort.abort();
  }

  /** @param {Progress} progress */
  #progressed({ done, total }) {
    if (!total) return;
    this.#fraction = Math.min(1, done / total);
    this.#draw(this.#quarters.reached(this.#fraction));
  }

  /** @param {Words} words */
  build(words) {
    const title = words.text(`import.${this.#step}`);
    const bar = element('progress', { max: 1, 'aria-label': title });
    const text = element('p', { class: 'progress-text numeric' });
    this.#draw = (quarter) => {
      bar.value = this.#fraction;
      text.textContent = words.percent(this.#fraction);
      if (quarter) this.#announce(words.percent(quarter));
    };
    this.#draw(0);
    return element(
      'div',
      { class: 'working' },
      element('h3', {}, title),
      bar,
      text,
      element('p', { class: 'muted' }, words.text(`import.${this.#step}_hint`)),
      element(
        'button',
        { type: 'button', onclick: () => this.stop() },
        words.text('dialog.cancel'),
      ),
    );
  }
}
