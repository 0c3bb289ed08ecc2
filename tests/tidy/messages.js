// The messages of web/i18n, and which of them the page can say.
import { code, defaultExport, paths, select } from './files.js';

/** @import { Files } from './files.js' */

/**
 * All of a language, which are in several files (translate.js puts them together).
 * @param {Files} files
 * @param {'de' | 'en'} locale
 * @returns {Promise<Record<string, unknown>>}
 */
export async function messages(files, locale) {
  const parts = paths(files, new RegExp(`^web/i18n/${locale}(-[a-z]+)?\\.js$`));
  const tables = await Promise.all(parts.map((path) => defaultExport(files, path)));
  return Object.assign({}, ...tables);
}

const slot = /\$\{(?:[^{}`]|`[^`]*`)*\}/g;

/**
 * Whether a key stands somewhere in the code of web, as it is or as a template that makes it. What
 * a template begins with, a key mostly, is another string or template of the same file, or of its
 * types; what else it takes in may be anything.
 * @param {Files} files
 * @returns {(key: string) => boolean}
 */
export function isSaid(files) {
  const patterns = select(files, /^web\/.*\.js$/, [/^web\/i18n\/(de|en)/, /^web\/dist\//]).flatMap(
    ([path, text]) => patternsOf(code(path, text), text),
  );
  const all = new RegExp(`^(${[...new Set(patterns)].join('|')})$`);
  return (key) => all.test(key);
}

/**
 * @param {string} text   of one file
 * @param {string} whole  with its comments, whose types say what a string can be
 */
function patternsOf(text, whole) {
  const literals = literalsOf(text);
  const templates = [...text.matchAll(/`((?:[\w.-]|\$\{(?:[^{}`]|`[^`]*`)*\})+)`/g)].map(
    ([, found]) => found.split(slot).map(escape),
  );
  const filled = (/** @type {string[]} */ parts) => parts.join('[\\w-]+');
  const begun = templates.filter(([start]) => start).map(filled);
  const starts = [...new Set([...literalsOf(whole), ...begun])].join('|');
  const open = templates
    .filter(([start]) => !start)
    .map(([, ...rest]) => `(${starts})${filled(rest)}`);
  return [...literals, ...begun, ...(starts ? open : [])];
}

/** @param {string} text */
function literalsOf(text) {
  return [...text.matchAll(/'([\w.-]+)'/g)].map(([, found]) => escape(found));
}

/** @param {string} text */
function escape(text) {
  return text.replace(/\./g, '\\.');
}
