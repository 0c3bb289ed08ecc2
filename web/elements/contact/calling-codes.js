// Calling codes with the names of their countries in the language of the interface, searchable by
// name, code and digits.

import { fold } from '../base/fold.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { CallingCode } from '../../types.js' */

/**
 * @typedef {object} NamedCode
 * @property {string} code    "+49"
 * @property {string} name    "Deutschland"; for shared codes the main country and how many more
 * @property {string} search  what a search looks into
 */

/**
 * By name of the country; codes that are no country's come last.
 * @param {CallingCode[]} codes
 * @param {Words} words
 * @returns {NamedCode[]}
 */
export function nameCallingCodes(codes, words) {
  const named = codes.map(({ country_code, regions }) => {
    const names = regions.map((region) => words.region(region));
    const others = names.length - 1;
    const name = names.length ? names[0] : words.text('country.international');
    return {
      code: country_code,
      name: others > 0 ? words.text('country.and_others', { name, count: others }) : name,
      search: fold([country_code, country_code.slice(1), ...names, ...regions].join('\n')),
      isCountry: names.length > 0,
    };
  });
  return named.sort(
    (a, b) => Number(b.isCountry) - Number(a.isCountry) || words.compare(a.name, b.name),
  );
}

/**
 * Those that the text may mean, the likeliest first: "49", "+4", "0049", "deu", "de".
 * @param {NamedCode[]} codes
 * @param {string} text
 */
export function findCallingCodes(codes, text) {
  const needle = fold(text.trim()).replace(/^(00|\+)/, '');
  if (!needle) return codes;
  const rank = (/** @type {NamedCode} */ { search }) => {
    const lines = search.split('\n');
    if (lines.includes(needle)) return 0;
    if (lines.some((line) => line.startsWith(needle))) return 1;
    return search.includes(needle) ? 2 : 3;
  };
  return codes
    .map((code) => ({ code, rank: rank(code) }))
    .filter((match) => match.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map((match) => match.code);
}

/**
 * The code that a text means, where it can mean only one.
 * @param {NamedCode[]} codes
 * @param {string} text
 * @returns {string} the text as it is where it can mean several, or none
 */
export function toCallingCode(codes, text) {
  const typed = text.trim();
  const found = typed ? findCallingCodes(codes, typed) : [];
  const digits = typed.replace(/^(00|\+)/, '');
  const exact = found.find(({ code }) => code.slice(1) === digits);
  return exact?.code ?? (found.length === 1 ? found[0].code : text);
}

/**
 * Splits an international number into its calling code and the rest.
 * @param {string} text
 * @param {CallingCode[]} codes
 * @returns {{country_code: string, phone: string} | null} null for a number without a known code
 */
export function splitPhone(text, codes) {
  const international = /^\s*(?:\+|00)\s*([\d][\d\s().\/-]*)$/u.exec(text);
  if (!international) return null;
  const rest = international[1];
  const digits = rest.replace(/\D/g, '');
  // ITU-T E.164: no code is the beginning of another.
  const code = codes.find(({ country_code }) => digits.startsWith(country_code.slice(1)));
  if (!code) return null;
  return {
    country_code: code.country_code,
    phone: afterDigits(rest, code.country_code.length - 1),
  };
}

/**
 * What stands behind the first `count` digits, with the bracket of "(0)30".
 * @param {string} text
 * @param {number} count
 */
function afterDigits(text, count) {
  const digits = [...text.matchAll(/\d/g)];
  const next = digits[count]?.index;
  if (next === undefined) return '';
  return text.slice(text[next - 1] === '(' ? next - 1 : next).trim();
}
