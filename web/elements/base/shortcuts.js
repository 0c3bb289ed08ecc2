// The shortcuts of the dashboard, for whoever shows them: which keys do what.

import { element } from './dom.js';

/** @import { Key, Words } from '../../i18n/translate.js' */

/**
 * The screens that a "g" leads to, by the letter after it.
 * @type {Readonly<Record<string, 'contacts' | 'history' | 'trash' | 'sync' | 'settings'>>}
 */
export const screenOfLetter = {
  c: 'contacts',
  h: 'history',
  t: 'trash',
  y: 'sync',
  s: 'settings',
};

/**
 * The keys of each, those that have a name of their own in each language by its message.
 * @type {Map<Key, string[]>}
 */
export const shortcuts = new Map([
  ['shortcuts.search', ['/']],
  ['palette.title', ['shortcuts.key.ctrl', 'K']],
  ['shortcuts.new', ['n']],
  ['shortcuts.import', ['i']],
  ['shortcuts.export', ['e']],
  ...Object.entries(screenOfLetter).map(
    ([letter, screen]) =>
      /** @type {[Key, string[]]} */ ([`shortcuts.go_${screen}`, ['g', letter]]),
  ),
  ['shortcuts.help', ['?']],
  ['shortcuts.move', ['↑', '↓', '←', '→']],
  ['shortcuts.ends', ['shortcuts.key.ctrl', 'shortcuts.key.home_end']],
  ['shortcuts.open', ['shortcuts.key.enter']],
  ['shortcuts.edit_cell', ['F2']],
  ['shortcuts.next', ['j', 'k']],
  ['shortcuts.select', ['shortcuts.key.space']],
  ['shortcuts.select_all', ['shortcuts.key.ctrl', 'A']],
  ['shortcuts.delete', ['shortcuts.key.delete']],
  ['shortcuts.undo', ['shortcuts.key.ctrl', 'Z']],
  ['shortcuts.redo', ['shortcuts.key.ctrl', 'shortcuts.key.shift', 'Z']],
  ['shortcuts.save', ['shortcuts.key.ctrl', 'S']],
  ['shortcuts.save_and_close', ['shortcuts.key.ctrl', 'shortcuts.key.enter']],
  ['shortcuts.decide', ['1–4']],
  ['shortcuts.next_undecided', ['.']],
  ['shortcuts.leave', ['Esc']],
]);

// What a keyboard of Apple's has at the place of Ctrl, where in a text field Ctrl+K is another key.
const isApple = /^(Mac|iP)/.test(navigator.platform);

/**
 * @param {Words} words
 * @param {Key} name
 * @returns {HTMLElement[]}
 */
export function shortcutKeys(words, name) {
  return (shortcuts.get(name) ?? []).map((key) => element('kbd', {}, nameOfKey(words, key)));
}

/**
 * @param {Words} words
 * @param {string} key
 */
function nameOfKey(words, key) {
  if (key === 'shortcuts.key.ctrl' && isApple) return '⌘';
  return words.has(key) ? words.text(/** @type {Key} */ (key)) : key;
}

/** Whether it is one that may be switched off. @param {Key} name */
export function isSingleKey(name) {
  return !shortcuts.get(name)?.includes('shortcuts.key.ctrl');
}

/**
 * The key of the command palette, which is one also where keys are text.
 * @param {KeyboardEvent} event
 */
export function isPaletteKey({ key, ctrlKey, metaKey, shiftKey, altKey }) {
  const isCommand = isApple ? metaKey && !ctrlKey : ctrlKey && !metaKey;
  return key.toLowerCase() === 'k' && isCommand && !shiftKey && !altKey;
}
