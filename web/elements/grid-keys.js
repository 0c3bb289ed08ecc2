// Where a key takes the focus inside the grid (ARIA Authoring Practices, "Grid"). The header is row
// -1: it can be reached, because that is where the order is changed.

/** @typedef {{row: number, column: number}} Cell */

/**
 * @param {KeyboardEvent} event
 * @param {Cell} cell  the one that has the focus
 * @param {{rows: number, columns: number, pageRows: number}} grid
 * @returns {Cell | null} null for a key that moves nothing
 */
export function cellAfterKey(event, cell, grid) {
  if (event.altKey || event.metaKey) return null;
  const target = event.ctrlKey ? farTarget(event.key, grid) : nearTarget(event.key, cell, grid);
  if (!target) return null;
  return {
    row: clamp(target.row ?? cell.row, -1, grid.rows - 1),
    column: clamp(target.column ?? cell.column, 0, grid.columns - 1),
  };
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
