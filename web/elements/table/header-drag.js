// Columns are moved by their header and made wider by its end, with a pointer. Keys and the window
// of the columns do the same (WCAG 2.5.7).

// A pointer that moves less has clicked.
const slop = 8;

/**
 * @typedef {object} HeaderDragObserver
 * @property {(column: number, width: number, isDone: boolean) => void} resized  width in pixels
 * @property {(column: number) => void} released  its share of the room is enough
 * @property {(column: number, place: number) => void} moved
 */

export class HeaderDrag {
  #cells;
  #observer;
  /** @type {{column: number, x: number, width: number, isResize: boolean} | null} */
  #start = null;
  #isMoving = false;
  #place = -1;

  /**
   * @param {HTMLElement} header
   * @param {HTMLElement[]} cells  of the columns, in order
   * @param {HeaderDragObserver} observer
   */
  constructor(header, cells, observer) {
    this.#cells = cells;
    this.#observer = observer;
    header.addEventListener('pointerdown', (event) => this.#pressed(event));
    header.addEventListener('pointermove', (event) => this.#dragged(event));
    header.addEventListener('pointerup', (event) => this.#released(event));
    header.addEventListener('pointercancel', () => this.#end());
    header.addEventListener('dblclick', () => {
      if (this.#gripped >= 0) this.#observer.released(this.#gripped);
    });
    // What ends a movement is no click on what is there.
    header.addEventListener('click', (event) => this.#clicked(event), { capture: true });
  }

  #hasMoved = false;
  /** The column whose end was pressed last, else -1: a captured pointer hides what it clicks on. */
  #gripped = -1;

  /** @param {PointerEvent} event */
  #pressed(event) {
    this.#hasMoved = false;
    const target = /** @type {Element} */ (event.target);
    const column = this.#cells.findIndex((cell) => cell.contains(target));
    const isResize = target.closest('.grip') !== null;
    this.#gripped = isResize ? column : -1;
    // A finger that moves over the header scrolls it.
    if (column < 0 || event.button !== 0 || (!isResize && event.pointerType === 'touch')) return;
    const width = this.#cells[column].offsetWidth;
    this.#start = { column, x: event.clientX, width, isResize };
    this.#isMoving = false;
    if (isResize) this.#begin(event);
  }

  /** @param {PointerEvent} event */
  #begin({ pointerId }) {
    const { column, isResize } = this.#start ?? { column: 0, isResize: true };
    this.#isMoving = this.#hasMoved = true;
    this.#cells[column].setPointerCapture(pointerId);
    this.#cells[column].classList.toggle('moving', !isResize);
  }

  /** @param {PointerEvent} event */
  #dragged(event) {
    if (!this.#start) return;
    // It was let go beside the header, or a second button is pressed.
    if (event.buttons !== 1) return this.#end();
    const { column, x, width, isResize } = this.#start;
    const way = event.clientX - x;
    if (!this.#isMoving && Math.abs(way) >= slop) this.#begin(event);
    if (!this.#isMoving) return;
    if (isResize) this.#observer.resized(column, width + way, false);
    else this.#showPlace(this.#placeAt(event.clientX));
  }

  /** @param {PointerEvent} event */
  #released(event) {
    const start = this.#start;
    const [isMoving, place] = [this.#isMoving, this.#place];
    this.#end();
    if (!start || !isMoving) return;
    const { column, x, width, isResize } = start;
    const way = event.clientX - x;
    if (isResize && way) this.#observer.resized(column, width + way, true);
    if (!isResize && place >= 0) this.#observer.moved(column, place);
  }

  #end() {
    if (this.#start) this.#cells[this.#start.column].classList.remove('moving');
    this.#start = null;
    this.#isMoving = false;
    this.#showPlace(-1);
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    if (!this.#hasMoved) return;
    this.#hasMoved = false;
    event.stopPropagation();
    event.preventDefault();
  }

  /**
   * Where the column would stand, among the others.
   * @param {number} x
   */
  #placeAt(x) {
    const others = this.#cells.filter((_, i) => i !== this.#start?.column);
    return others.filter((cell) => {
      const { left, width } = cell.getBoundingClientRect();
      return left + width / 2 < x;
    }).length;
  }

  /** @param {number} place  -1: none */
  #showPlace(place) {
    this.#place = place;
    const moved = this.#start?.column ?? -1;
    const others = this.#cells.filter((_, i) => i !== moved);
    this.#cells.forEach((cell) => cell.classList.remove('drop-before', 'drop-after'));
    if (place < 0 || place === moved) return;
    if (place < others.length) others[place].classList.add('drop-before');
    else others[others.length - 1]?.classList.add('drop-after');
  }
}
