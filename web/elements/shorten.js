// Long texts in small places.

/**
 * A cell may hold a megabyte.
 * @param {string} text
 * @param {number} most  characters, the dots included
 */
export function shorten(text, most) {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
