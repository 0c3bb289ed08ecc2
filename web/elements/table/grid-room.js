// How much room there is, and what is seen of it.

// In rem, as in the style: larger text makes higher rows. Below a width a row has two, then three
// lines, and then no initials.
const layouts = [
  { name: 'compact bare', below: 21, rowHeight: 5.25 },
  { name: 'compact', below: 30, rowHeight: 5.25 },
  { name: 'stacked', below: 47.5, rowHeight: 4 },
  { name: 'wide', below: Infinity, rowHeight: 2.75 },
];

/**
 * Lines of a narrow row have places for the usual columns only; with others the table is scrolled
 * sideways.
 * @param {number} width  in rem
 * @param {boolean} isUsual
 */
export function rowLayout(width, isUsual) {
  const fitting = layouts.find(({ below }) => width < below);
  return (isUsual && fitting) || layouts[layouts.length - 1];
}

/** Pixels: larger text makes everything larger. */
export function remPixels() {
  return parseFloat(getComputedStyle(document.documentElement).fontSize);
}

/**
 * Nothing that has the focus is hidden at the side (WCAG 2.4.11).
 * @param {HTMLElement} target
 * @param {HTMLElement} grid
 */
export function showSideways(target, grid) {
  const row = /** @type {HTMLElement | null} */ (target.closest('.row'));
  // The header of a narrow table is scrolled by itself.
  const scroller = row && row.scrollWidth > row.clientWidth ? row : grid;
  const cell = (target.closest('.cell') ?? target).getBoundingClientRect();
  const { left } = scroller.getBoundingClientRect();
  const right = left + scroller.clientWidth;
  if (cell.left < left) scroller.scrollLeft -= left - cell.left;
  else if (cell.right > right) scroller.scrollLeft += cell.right - right;
}
