// When a movement of the scroll bar has ended, also where the browser does not say so: then it has
// once nothing has moved for a moment.

const waitMs = 200;
const saysScrollEnd = 'onscrollend' in window;

export class ScrollEnd {
  #ended;
  #timer = 0;

  /** @param {() => void} ended */
  constructor(ended) {
    this.#ended = ended;
  }

  moved() {
    if (saysScrollEnd) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#ended, waitMs);
  }

  stop() {
    clearTimeout(this.#timer);
  }
}
