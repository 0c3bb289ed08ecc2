// Where a list of any length stands, and where its scroll bar does.
//
// Browsers draw nothing taller than some ten million pixels, so the scrolled area is clamped and
// pixels of the bar stand for more than pixels of the list. A wheel notch, a finger and a key still
// have to move by their own measure: the position is kept in pixels of the *list*, small movements
// of the bar are added to it as they are, and only a leap (a dragged thumb) is mapped. Both ends
// are mapped one to one, so that every row can be reached; when the movement has ended, settle()
// says where the bar belongs.

const maxHeight = 8_000_000;
// At each end, what is mapped one to one. More than anybody scrolls without pause.
const edge = 1_000_000;
// Drawn above and below what is seen: scrolling shows them before any script runs.
const overscan = 8;

export class RowScroll {
  rowHeight = 44;
  rows = 0;
  /** Height of what is seen of the list. */
  viewHeight = 0;
  /** What something else covers of it at the lower edge: the last row is scrolled above that. */
  covered = 0;

  #position = 0;
  #scrollTop = 0;

  /** Height of the scrolled area. */
  get height() {
    return Math.min(this.#listHeight, maxHeight);
  }

  /** Pixels of the list above the first one seen. */
  get position() {
    return this.#position;
  }

  get firstRow() {
    return Math.floor(this.#position / this.rowHeight);
  }

  /** The row after the last one that is seen, also partly. */
  get endRow() {
    const end = Math.ceil((this.#position + this.viewHeight) / this.rowHeight);
    return Math.min(this.rows, Math.max(end, 0));
  }

  get firstDrawn() {
    return Math.max(0, this.firstRow - overscan);
  }

  /** The row after the last one that is drawn. */
  get endDrawn() {
    return Math.min(this.rows, this.endRow + overscan);
  }

  /** Whole rows that fit. */
  get pageRows() {
    return Math.max(1, Math.floor(this.viewHeight / this.rowHeight));
  }

  get #listHeight() {
    return this.rows * this.rowHeight + this.covered;
  }

  get #maxPosition() {
    return Math.max(0, this.#listHeight - this.viewHeight);
  }

  get #maxScrollTop() {
    return Math.max(0, this.height - this.viewHeight);
  }

  /**
   * The bar has moved.
   * @param {number} scrollTop
   */
  scrolled(scrollTop) {
    const moved = scrollTop - this.#scrollTop;
    this.#scrollTop = scrollTop;
    // One pixel of the thumb's way is `height / viewHeight` of the bar's: nothing smaller is a
    // drag.
    const leap = this.height / Math.max(1, this.viewHeight) / 2;
    const isMapped = this.#maxScrollTop === this.#maxPosition || Math.abs(moved) >= leap;
    this.#position = this.#clamp(isMapped ? this.#toPosition(scrollTop) : this.#position + moved);
  }

  /**
   * @param {number} position
   * @returns {number} where the bar has to be put
   */
  moveTo(position) {
    this.#position = this.#clamp(position);
    return this.settle();
  }

  /** @returns {number} where the bar has to be put for the position as it is */
  settle() {
    this.#position = this.#clamp(this.#position);
    this.#scrollTop = this.#toScrollTop(this.#position);
    return this.#scrollTop;
  }

  /** Whether the bar is at an end while the list is not. */
  get isStuck() {
    const atStart = this.#scrollTop < 1 && this.#position >= 1;
    const atEnd =
      this.#scrollTop > this.#maxScrollTop - 1 && this.#position < this.#maxPosition - 1;
    return atStart || atEnd;
  }

  /**
   * The nearest position at which the row is seen wholly.
   * @param {number} row
   */
  positionThatShows(row) {
    const top = row * this.rowHeight;
    const lowest = top + this.rowHeight + this.covered - this.viewHeight;
    return Math.max(Math.min(this.#position, top), Math.min(lowest, top));
  }

  /**
   * Where a row begins inside the scrolled area, as the bar stands.
   * @param {number} row
   */
  offsetOf(row) {
    return this.#scrollTop + row * this.rowHeight - this.#position;
  }

  /** @param {number} position */
  #clamp(position) {
    return Math.max(0, Math.min(this.#maxPosition, position));
  }

  /** @param {number} scrollTop */
  #toPosition(scrollTop) {
    const [maxScrollTop, maxPosition] = [this.#maxScrollTop, this.#maxPosition];
    if (maxScrollTop === maxPosition || scrollTop <= edge) return scrollTop;
    if (scrollTop >= maxScrollTop - edge) return maxPosition - (maxScrollTop - scrollTop);
    const scale = (maxPosition - 2 * edge) / (maxScrollTop - 2 * edge);
    return edge + (scrollTop - edge) * scale;
  }

  /** @param {number} position */
  #toScrollTop(position) {
    const [maxScrollTop, maxPosition] = [this.#maxScrollTop, this.#maxPosition];
    if (maxScrollTop === maxPosition || position <= edge) return position;
    if (position >= maxPosition - edge) return maxScrollTop - (maxPosition - position);
    const scale = (maxScrollTop - 2 * edge) / (maxPosition - 2 * edge);
    return edge + (position - edge) * scale;
  }
}
