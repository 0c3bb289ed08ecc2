// Which letters are the same one to a search of the page's own words: whatever the case and the
// accents. What is kept in a book is folded by the core, which knows more alphabets.

/** @param {string} text */
export function fold(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
}
