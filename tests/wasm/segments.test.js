// Segments through the public door: named filters and lists, in filters, counted, taken back.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { ContactError, openContacts } from 'kartei';

/** @type {import('../../web/kartei.js').ContactBook} */
let book;
/** @type {string[]} */
let ids;
beforeEach(async () => {
  book = await openContacts({ storage: 'memory' });
  ids = [];
  for (const name of ['Anna', 'Bert', 'Carla']) ids.push((await book.save({ name })).id);
});

/**
 * @param {string} code
 * @param {string} [field]
 * @returns {(error: unknown) => boolean}
 */
const refusal =
  (code, field = '') =>
  (error) => {
    assert.ok(error instanceof ContactError);
    assert.deepEqual([error.code, error.field], [code, field]);
    return true;
  };

const counts = async () => (await book.segments()).map(({ name, count }) => `${name} ${count}`);

/** @param {import('../../web/types.js').Filter} filter */
const names = async (filter) => (await book.search({ filter })).rows.map(({ name }) => name);

test('a filter gets a name, a live count, and is part of other filters', async () => {
  let changes = 0;
  book.addEventListener('change', () => ++changes);
  const filter = { text: 'a' };
  const { id, entry } = await book.saveSegment({ name: 'With a', filter });
  assert.equal(changes, 1);
  assert.deepEqual(await book.segments(), [{ id, name: 'With a', filter, count: 2 }]);
  assert.deepEqual((await book.segments({ counts: false }))[0].count, null);
  await book.save({ name: 'Anton' });
  assert.deepEqual(await counts(), ['With a 3']);
  assert.deepEqual(await names({ not: { segment: id } }), ['Bert']);
  assert.equal(await book.count({ segment: id }, { except: [ids[0]] }), 2);
  assert.equal((await book.facets({ segment: id })).source[0].count, 3);
  const csv = await (await book.exportCsv({ filter: { segment: id }, columns: ['name'] })).text();
  assert.equal(csv.trim().split('\r\n').length, 4);
  await book.undo({ entry });
  assert.deepEqual(await counts(), []);
  await book.redo();
  assert.deepEqual(await counts(), ['With a 3']);
  const [{ kind, name }] = (await book.history()).entries.slice(-4);
  assert.deepEqual([kind, name], ['segment', 'With a']);
});

test('a list is made of a selection, frozen, added to and taken from', async () => {
  const live = await book.saveSegment({ name: 'Live', filter: { text: 'a' } });
  const frozen = await book.freezeSegment(live.id, { name: 'Frozen' });
  assert.equal(frozen.count, 2);
  const list = await book.saveSegment({ name: 'List', contacts: { ids: [ids[1]] } });
  await book.remove({ ids: [ids[0]] });
  assert.deepEqual(await counts(), ['Frozen 1', 'List 1', 'Live 1']);
  await book.restore({ ids: [ids[0]] });
  assert.deepEqual(await counts(), ['Frozen 2', 'List 1', 'Live 2']);
  const contacts = { filter: { segment: live.id } };
  const added = await book.saveSegment({ id: list.id, contacts, edit: 'add' });
  assert.equal(added.count, 2);
  const removed = await book.saveSegment({ id: list.id, contacts: { ids }, edit: 'remove' });
  assert.equal(removed.count, 3);
  await book.undo({ entry: removed.entry });
  assert.deepEqual(await names({ segment: list.id }), ['Anna', 'Bert', 'Carla']);
  await book.freezeSegment(live.id);
  const all = await book.segments();
  assert.deepEqual(
    all.map(({ filter }) => filter),
    [null, null, null],
  );
});

test('what cannot be is refused with its place, and says which segments it is about', async () => {
  const a = await book.saveSegment({ name: 'A', filter: { text: 'x' } });
  const filter = { any: [{ text: 'y' }, { not: { segment: a.id } }] };
  const b = await book.saveSegment({ name: 'B', filter });
  await assert.rejects(
    book.saveSegment({ id: a.id, filter: { all: [{ segment: b.id }] } }),
    (error) => {
      assert.ok(error instanceof ContactError);
      assert.equal(error.code, 'segment_cycle');
      assert.equal(error.field, 'filter.all.0.segment');
      assert.equal(error.issues[0].segment, 'B');
      return true;
    },
  );
  await assert.rejects(book.deleteSegment(a.id), (error) => {
    assert.ok(error instanceof ContactError);
    assert.equal(error.code, 'segment_in_use');
    assert.deepEqual(
      error.issues.map(({ segment, field }) => [segment, field]),
      [['B', 'filter.any.1.not.segment']],
    );
    return true;
  });
  const refused = refusal('segment_name_taken', 'name');
  await assert.rejects(book.saveSegment({ name: 'b', filter }), refused);
  await assert.rejects(
    book.saveSegment({ name: ' ', filter }),
    refusal('segment_name_missing', 'name'),
  );
  await assert.rejects(
    book.search({ filter: { all: [{ segment: 'gone' }] } }),
    refusal('segment_unknown', 'filter.all.0.segment'),
  );
  await assert.rejects(book.deleteSegment('gone'), refusal('segment_unknown'));
  await assert.rejects(
    book.saveSegment({ id: a.id, contacts: { ids }, edit: 'add' }),
    refusal('segment_not_list'),
  );
  await assert.rejects(
    book.saveSegment({ name: 'C', contacts: { filter: { all: [{ segment: 'gone' }] } } }),
    refusal('segment_unknown', 'filter.all.0.segment'),
  );
});

test('segments are in backups', async () => {
  const list = await book.saveSegment({ name: 'List', contacts: { ids: [ids[0], ids[2]] } });
  await book.saveSegment({ name: 'Others', filter: { not: { segment: list.id } } });
  const backup = await book.backup();
  const other = await openContacts({ storage: 'memory' });
  await other.restoreBackup(backup, { mode: 'replace' });
  assert.deepEqual(await other.segments(), await book.segments());
  // Merging brings contacts only.
  const third = await openContacts({ storage: 'memory' });
  await third.restoreBackup(backup, { mode: 'merge' });
  assert.deepEqual(await third.segments(), []);
});
