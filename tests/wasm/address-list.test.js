// Lists of addresses as mail programs copy them become tables, and nothing else does.
import assert from 'node:assert/strict';
import test from 'node:test';
import { asTable, tableOfAddresses } from '../../web/address-list.js';
import { openContacts } from '../../web/kartei.js';

const table = (/** @type {string[][]} */ ...rows) =>
  ['name,email', ...rows.map((row) => row.map((cell) => `"${cell}"`).join(','))].join('\n');

test('addresses on one line are as many contacts', () => {
  const expected = table(['', 'a@b.de'], ['', 'c@d.de'], ['', 'e@f.de']);
  for (const list of [
    'a@b.de; c@d.de; e@f.de',
    'a@b.de,c@d.de,e@f.de,',
    "'a@b.de'; <c@d.de>; e@f.de;\r\n",
    'a@b.de;\nc@d.de;\ne@f.de\n',
    'a@b.de, c@d.de,\n  e@f.de',
  ]) {
    assert.equal(tableOfAddresses(list), expected, list);
  }
});

test('names stand before addresses, with and without quotes and commas', () => {
  const expected = table(['Berg, Anna', 'a@b.de'], ["Ben O'Neil", 'c@d.de']);
  for (const list of [
    "Berg, Anna <a@b.de>; Ben O'Neil <c@d.de>",
    '"Berg, Anna" <a@b.de>, "Ben O\'Neil" <c@d.de>',
    "Berg, Anna <a@b.de>;\nBen O'Neil <c@d.de>;\n",
  ]) {
    assert.equal(tableOfAddresses(list), expected, list);
  }
});

test('tables stay what they are', () => {
  for (const text of [
    'name,email\nAnna,a@b.de\n',
    'Name;E-Mail;;\nAnna;a@b.de;;\n',
    'Anna;a@b.de',
    'a@b.de;c@d.de\ne@f.de;g@h.de\n',
    'a@b.de\nc@d.de\n',
    'a@b.de',
    'a@b.de;',
    'Berg, Anna <a@b.de>, Kurz, Ben <c@d.de>',
    '',
  ]) {
    assert.equal(tableOfAddresses(text), null, text);
  }
});

test('a long line of no list is looked at once', () => {
  const line = 'a "b, c '.repeat(30_000);
  const start = performance.now();
  assert.equal(tableOfAddresses(`${line}@,`), null);
  assert.ok(performance.now() - start < 1000);
});

test('an import takes a list, also of Windows, and leaves what is too long for one', async () => {
  const book = await openContacts({ storage: 'memory' });
  const bytes = Uint8Array.from('M\xFCller, J\xF6rg <j@m.de>; Ute <u@m.de>', (c) =>
    c.charCodeAt(0),
  );
  const file = new File([bytes], 'list.txt');
  const { columns } = await book.previewCsv(file);
  assert.deepEqual(
    columns.map((column) => column.target),
    ['name', 'email'],
  );
  await (await book.importFile(file)).commit();
  const { rows } = await book.search({ sort: [{ field: 'name' }] });
  assert.deepEqual(
    rows.map((contact) => [contact.name, contact.email]),
    [
      ['Müller, Jörg', 'j@m.de'],
      ['Ute', 'u@m.de'],
    ],
  );
  const long = new Blob(['a@b.de;'.repeat(50_000)]);
  assert.equal(await asTable(long), long);
});
