// Where a pointer went down: one that has moved farther until it came up has selected text and not
// clicked.

const slop = 6;

export class PressPlace {
  #at = [0, 0];

  /** @param {MouseEvent} event */
  pressed({ clientX, clientY }) {
    this.#at = [clientX, clientY];
  }

  /** @param {MouseEvent} event */
  isClick({ clientX, clientY, detail }) {
    const [x, y] = this.#at;
    // A click without a pointer, from a reader for example, has no place.
    return detail === 0 || Math.hypot(clientX - x, clientY - y) <= slop;
  }
}
