// Which commands a text finds, and in which order.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findCommands } from '../../web/elements/dashboard/command-search.js';

/** @import { Command } from '../../web/elements/dashboard/command-palette.js' */

const never = () => assert.fail('only looked for');

/** @param {string} label @param {string} [further] */
const command = (label, further) =>
  /** @type {Command} */ ({ id: label, label, further, mark: never, run: never });

/**
 * The labels of what is found among these.
 * @param {string} text
 * @param {Command[]} commands
 */
const found = (text, ...commands) =>
  findCommands([{ title: 'All', commands }], text).flatMap((group) =>
    group.commands.map(({ label }) => label),
  );

test('the beginning of a word comes before the middle of one', () => {
  const commands = [command('Report'), command('Import contacts'), command('Port of call')];
  assert.deepEqual(found('port', ...commands), ['Port of call', 'Report', 'Import contacts']);
  // Two letters are inside of almost everything.
  assert.deepEqual(found('po', ...commands), ['Port of call']);
});

test('each word has to be there, in any order', () => {
  const commands = [command('Import contacts', 'CSV'), command('Export contacts', 'CSV JSON')];
  assert.deepEqual(found('con exp', ...commands), ['Export contacts']);
  assert.deepEqual(found('csv import', ...commands), ['Import contacts']);
  assert.deepEqual(found('import json', ...commands), []);
});

test('whatever the case, the accents and the spelling of umlauts', () => {
  const commands = [command('Rückgängig'), command('Straße'), command('Élodie')];
  for (const text of ['rückg', 'RUCKG', 'rueckg', 'ru\u0308ckga\u0308ngig']) {
    assert.deepEqual(found(text, ...commands), ['Rückgängig'], text);
  }
  assert.deepEqual(found('strasse', ...commands), ['Straße']);
  assert.deepEqual(found('elo', ...commands), ['Élodie']);
});

test('no text finds all, signs alone find nothing, and empty groups are left out', () => {
  assert.deepEqual(found('', command('One'), command('Two')), ['One', 'Two']);
  assert.deepEqual(found('!?', command('One')), []);
  assert.deepEqual(findCommands([{ title: 'None', commands: [] }], ''), []);
});
