// Long texts in small places.

/** As much of a name as a sentence or a heading has room for. */
export const mostOfName = 100;

/**
 * A cell may hold a megabyte.
 * @param {string} text
 * @param {number} most  characters, the dots included
 */
export function shorten(text, most) {
  if (text.length <= most) return text;
  // Half of a character is none.
  return `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
