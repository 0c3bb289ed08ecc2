// What people type into a search box, key by key: common and rare words, two words, digits.

const WORDS = ['anna', 'müller', 'schmidt', 'gmail.com', 'web.de', 'zoe', 'xaver', 'qx'];
const PAIRS = ['anna müller', 'jan web.de', 'anna 0151'];
const DIGITS = ['0151', '4930', '617469', '99'];
const LENGTHS = [1, 2, 3, 6];

/** Texts by the number of letters typed, each once. */
export function typedTexts() {
  const texts = [...WORDS, ...DIGITS].flatMap((word) =>
    LENGTHS.filter((length) => length <= word.length).map((length) => word.slice(0, length)),
  );
  return [...new Set([...texts, ...PAIRS])];
}

/** As the peers compare: without case and accents. @param {string} text */
export const fold = (text) =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss');

/** Digits without the 0 of a country's own form, where a word is a number. @param {string} word */
export const digitsOf = (word) => (/^\d+$/.test(word) ? word.replace(/^0{1,2}/, '') || word : '');
