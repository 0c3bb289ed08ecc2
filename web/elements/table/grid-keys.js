// Where a key takes the focus inside the grid (ARIA Authoring Practices, "Grid"), and what it does
// there. The header is row -1: it can be reached, because that is where the order is changed.

/** @typedef {{row: number, column: number}} Cell */

/**
 * @param {KeyboardEvent} event
 * @param {Cell} cell  the one that has the focus
 * @param {{rows: number, columns: number, pageRows: number}} grid
 * @returns {Cell | null} null for a key that moves nothing
 */
export function cellAfterKey(event, cell, grid) {
  if (event.altKey) return null;
  // On a keyboard of Apple's it is ⌘.
  const isCommand = event.ctrlKey || event.metaKey;
  const target = isCommand ? farTarget(event.key, grid) : nearTarget(event.key, cell, grid);
  if (!target) return null;
  return {
    row: clamp(target.row ?? cell.row, -1, grid.rows - 1),
    column: clamp(target.column ?? cell.column, 0, grid.columns - 1),
  };
}

/**
 * What a key does that moves nothing; null for one that does nothing.
 * @typedef {{act: 'select_all'} | {act: 'clear'} | {act: 'open'} | {act: 'edit'} | {act: 'delete'}
 *   | {act: 'select', isRange: boolean}
 *   | {act: 'widen' | 'move', step: number}
 *   | {act: 'sort', isFurther: boolean}
 *   | null} KeyAct
 */

/**
 * @param {KeyboardEvent} event
 * @param {Cell} cell  the one that has the focus
 * @param {boolean} hasSelection
 * @returns {KeyAct}
 */
export function actOfKey(event, { row, column }, hasSelection) {
  const { key, altKey, shiftKey } = event;
  const isCommand = event.ctrlKey || event.metaKey;
  if (isCommand && key.toLowerCase() === 'a') return { act: 'select_all' };
  if (key === 'Escape' && hasSelection) return { act: 'clear' };
  if (isCommand) return null;
  if (row < 0) return column > 0 ? actInHeader(event) : null;
  if (altKey) return null;
  if (key === ' ') return { act: 'select', isRange: shiftKey };
  if (key === 'Enter') return { act: 'open' };
  if (key === 'F2') return { act: 'edit' };
  return key === 'Delete' ? { act: 'delete' } : null;
}

/**
 * On the name of a column.
 * @param {KeyboardEvent} event
 * @returns {KeyAct}
 */
function actInHeader({ key, altKey, shiftKey }) {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
  if (altKey) return step ? { act: shiftKey ? 'widen' : 'move', step } : null;
  return key === 'Enter' ? { act: 'sort', isFurther: shiftKey } : null;
}

/**
 * @param {EventTarget | null} target
 * @returns {Cell | null} null: it is in no cell
 */
export function cellOf(target) {
  const cell = target instanceof Element ? target.closest('[aria-colindex]') : null;
  const row = cell?.closest('[aria-rowindex]');
  if (!cell || !row) return null;
  const number = (/** @type {Element} */ of, /** @type {string} */ name) =>
    Number(of.getAttribute(name));
  // Row 1 is the header.
  return { row: number(row, 'aria-rowindex') - 2, column: number(cell, 'aria-colindex') - 1 };
}

/**
 * @param {string} key
 * @param {Cell} cell
 * @param {{columns: number, pageRows: number}} grid
 * @returns {Partial<Cell> | undefined}
 */
function nearTarget(key, { row, column }, grid) {
  switch (key) {
    case 'ArrowDown':
      return { row: row + 1 };
    case 'ArrowUp':
      return { row: row - 1 };
    case 'ArrowLeft':
      return { column: column - 1 };
    case 'ArrowRight':
      return { column: column + 1 };
    case 'PageDown':
      return { row: row + grid.pageRows };
    case 'PageUp':
      // From the body never into the header at once.
      return { row: row < 0 ? row : Math.max(0, row - grid.pageRows) };
    case 'Home':
      return { column: 0 };
    case 'End':
      return { column: grid.columns - 1 };
  }
}

/**
 * @param {string} key
 * @param {{rows: number, columns: number}} grid
 * @returns {Partial<Cell> | undefined}
 */
function farTarget(key, grid) {
  if (key === 'Home') return { row: 0, column: 0 };
  if (key === 'End') return { row: grid.rows - 1, column: grid.columns - 1 };
}

/**
 * @param {number} value
 * @param {number} low
 * @param {number} high
 */
function clamp(value, low, high) {
  return Math.max(low, Math.min(high, value));
}
