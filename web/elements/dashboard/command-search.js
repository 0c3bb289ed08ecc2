// Finds commands by their names, in the words of the interface.

import { fold } from '../base/fold.js';

/** @import { Command, CommandGroup } from './command-palette.js' */

// Fewer letters stand in the middle of almost every word.
const leastInside = 3;

/**
 * Those whose names have every word of the text: at the beginning of a word first, then inside of
 * one. Groups of which nothing is left are left out.
 * @param {CommandGroup[]} groups
 * @param {string} text  empty: all of them
 * @returns {CommandGroup[]}
 */
export function findCommands(groups, text) {
  const needles = wordsOf(fold(text));
  // Signs alone name nothing.
  if (text.trim() && !needles.length) return [];
  return groups
    .map(({ title, commands }) => ({ title, commands: findIn(commands, needles) }))
    .filter(({ commands }) => commands.length > 0);
}

/**
 * @param {Command[]} commands
 * @param {string[]} needles
 */
function findIn(commands, needles) {
  return commands
    .map((command) => ({ command, rank: rankOf(command, needles) }))
    .filter(({ rank }) => rank < 2)
    .sort((a, b) => a.rank - b.rank)
    .map(({ command }) => command);
}

/**
 * @param {Command} command
 * @param {string[]} needles
 * @returns {number} 0: each begins a word; 1: each is somewhere; 2: one is nowhere
 */
function rankOf({ label, further = '' }, needles) {
  const name = `${label} ${further}`;
  const words = wordsOf(`${fold(name)} ${fold(spellUmlauts(name))}`);
  const ranks = needles.map((needle) => {
    if (words.some((word) => word.startsWith(needle))) return 0;
    const isInside = needle.length >= leastInside && words.some((word) => word.includes(needle));
    return isInside ? 1 : 2;
  });
  return Math.max(0, ...ranks);
}

/** @param {string} text */
const wordsOf = (text) => text.match(/[\p{L}\p{N}]+/gu) ?? [];

/** "Einträge" is also typed as "Eintraege". @param {string} text */
function spellUmlauts(text) {
  return text.normalize('NFC').replace(/[äöü]/gi, (letter) => `${fold(letter)}e`);
}
