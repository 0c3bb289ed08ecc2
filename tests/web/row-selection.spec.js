// What is selected: ids, or all matches of a filter but for some.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RowSelection } from '../../web/elements/row-selection.js';

const anna = { text: 'anna' };
const bert = { text: 'bert' };

test('all matches but some are a question with exceptions', () => {
  const selection = new RowSelection();
  selection.selectMatches(anna, 12_345);
  selection.toggle('a');
  selection.toggle('b');
  assert.equal(selection.count, 12_343);
  assert.ok(!selection.has('a') && selection.has('c'));
  assert.deepEqual(selection.toSelection(), { filter: anna, except: ['a', 'b'] });
  selection.toggle('a');
  assert.deepEqual(selection.toSelection(), { filter: anna, except: ['b'] });
  selection.add(['b']);
  assert.deepEqual(selection.toSelection(), { filter: anna });
  assert.ok(!selection.hasExceptions);
});

test('when nothing is left of all matches, nothing is selected', () => {
  const selection = new RowSelection();
  selection.selectMatches(anna, 2);
  selection.toggle('a');
  selection.toggle('b');
  assert.equal(selection.count, 0);
  assert.ok(!selection.isAllMatches);
  selection.toggle('a');
  assert.deepEqual(selection.toSelection(), { ids: ['a'] });
});

test('all matches are away under another filter, and back with their own', () => {
  const selection = new RowSelection();
  selection.selectMatches(anna, 10);
  selection.toggle('a');
  selection.filterChanged(bert);
  assert.equal(selection.count, 0);
  assert.ok(!selection.has('c'));
  assert.deepEqual(selection.away, { filter: anna, count: 9 });
  assert.deepEqual(selection.toSelection(), { ids: [] });
  // The answer to the other filter says nothing about these.
  selection.updateMatches(3);
  selection.filterChanged({ ...anna });
  assert.equal(selection.count, 9);
  assert.equal(selection.away, null);
  assert.ok(!selection.has('a') && selection.has('c'));
});

test('whoever selects under another filter gives up what is away', () => {
  const selection = new RowSelection();
  selection.selectMatches(anna, 10);
  selection.filterChanged(bert);
  selection.toggle('z');
  assert.deepEqual(selection.toSelection(), { ids: ['z'] });
  selection.filterChanged(anna);
  assert.deepEqual(selection.toSelection(), { ids: ['z'] });
});

test('ids stay under another filter, and it is asked whether they shall', () => {
  const selection = new RowSelection();
  selection.add(['a', 'b']);
  assert.ok(!selection.isOfEarlierList);
  selection.filterChanged(bert);
  assert.ok(selection.isOfEarlierList);
  selection.keep();
  assert.ok(!selection.isOfEarlierList);
  assert.equal(selection.count, 2);
});
