// The small module through its public door, in node.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ContactError, checkCsv } from '../../web/check.js';
import { LARGE_FILE, withoutGrowth } from './no-memory.js';

const columns = /** @type {const} */ ([
  { name: 'email', type: 'email', required: true, unique: true },
  { name: 'phone', type: 'phone' },
  { name: 'state', allowed: ['lead', 'customer'] },
  { name: 'code', pattern: '[A-Z]\\d{1,3}' },
]);

/** @param {string} text */
const file = (text) => new Blob([text]);

/**
 * @param {string} text
 * @param {object} [options]
 */
const check = (text, options = {}) =>
  checkCsv(file(text), { columns: /** @type {any} */ (columns), ...options });

const mixed =
  'E-Mail;Telefon;State;Code;Notiz\n' +
  'anna@x.de;+49 30 1234567;LEAD;A1;eins\n' +
  'bert;;;;zwei\n' +
  'ANNA@x.de;;;;drei\n' +
  'carl@x.de;030 1234567;lead;a1;vier\n';

test('counts, issues and mapping; rows = good + duplicates + rejected', async () => {
  const found = await check(mixed);
  assert.deepEqual(found.counts, { rows: 4, good: 1, duplicates: 1, rejected: 2 });
  assert.deepEqual(found.issues, {
    email_missing_at: 1,
    cell_duplicate: 1,
    phone_calling_code_missing: 1,
  });
  assert.deepEqual(found.mapping, ['email', 'phone', 'state', 'code', '']);
  assert.equal(found.dialect.delimiter, ';');
  const { total, rows } = await found.page({ only: 'rejected', offset: 1 });
  assert.equal(total, 2);
  assert.deepEqual(
    rows[0].issues.map(({ code, field, row, column }) => ({ code, field, row, column })),
    [
      { code: 'phone_calling_code_missing', field: 'phone', row: 5, column: 2 },
      { code: 'cell_pattern', field: 'code', row: 5, column: 4 },
    ],
  );
});

test('what is mended is good, and the clean file has the expected names', async () => {
  const found = await check(mixed);
  await found.fixCell({ row: 3, column: 1, value: 'bert@x.de' });
  await found.fixCell({ row: 5, column: 4, value: 'B22' });
  assert.deepEqual(await found.assumeCountryCode('DE'), {
    rows: 4,
    good: 3,
    duplicates: 1,
    rejected: 0,
  });
  const clean = await (await found.goodCsv()).text();
  assert.equal(
    clean,
    'email,phone,state,code,Notiz\r\nanna@x.de,+49 30 1234567,lead,A1,eins\r\n' +
      'bert@x.de,,,,zwei\r\ncarl@x.de,030 1234567,lead,B22,vier\r\n',
  );
  const normal = await (await found.goodCsv({ normalize: true, only_expected: true })).text();
  assert.match(normal, /^email,phone,state,code\r\n[^]*\r\ncarl@x.de,\+49301234567,lead,B22\r\n/);
});

test('rejected rows come back with place and reason, and can be checked again', async () => {
  const found = await check(mixed);
  const rejected = await found.rejectedCsv({ reasons: { email_missing_at: 'Kein @' } });
  const text = await rejected.text();
  // Blob.text() drops the byte order mark.
  assert.equal(rejected.size, Buffer.byteLength(text) + 3);
  assert.match(text, /^E-Mail;Telefon;State;Code;Notiz;row;column;reason_code;reason\r\n/);
  assert.match(text, /bert;;;;zwei;3;1;email_missing_at;Kein @\r\n/);
  const again = await check(text.replace('bert;', 'bert@x.de;'));
  assert.equal(again.counts.good, 1);
});

test('a pattern has to match the whole value, and is refused where it is none', async () => {
  const codes = await check('email,code\na@x.de,A1\nb@x.de,A1x\nc@x.de,\n');
  assert.deepEqual(codes.issues, { cell_pattern: 1 });
  await assert.rejects(
    checkCsv(file('a\n1\n'), { columns: [{ name: 'a', pattern: '(' }] }),
    (error) => error instanceof ContactError && error.code === 'request_malformed',
  );
});

test('a pattern is one by itself: half a group does not take its anchors away', async () => {
  const half = { columns: [{ name: 'a', pattern: 'a)|(?:b' }] };
  await assert.rejects(checkCsv(file('a\naxxx\n'), half), { code: 'request_malformed' });
});

test('a pattern that is no string is refused, not matched against nothing', async () => {
  for (const pattern of /** @type {any[]} */ ([/[A-Z]\d/, 12, 0, true, null, ['a']])) {
    await assert.rejects(checkCsv(file('a\n1\n'), { columns: [{ name: 'a', pattern }] }), {
      code: 'request_malformed',
      field: 'columns',
    });
  }
  const open = [
    { name: 'a', pattern: '' },
    { name: 'b', pattern: undefined },
  ];
  assert.equal((await checkCsv(file('a,b\n1,2\n'), { columns: open })).counts.good, 1);
});

test('options that make no sense are refused, and so are files that are none', async () => {
  const refusal = (/** @type {string} */ text, /** @type {any} */ options) =>
    checkCsv(file(text), options).then(
      () => 'none',
      (error) => error.code,
    );
  assert.equal(
    await refusal('a\n1\n', { columns: [{ name: 'a', type: 'shoe' }] }),
    'request_malformed',
  );
  assert.equal(await refusal('a\n1\n', { colums: [] }), 'request_malformed');
  assert.equal(await refusal('a\n1\n', { default_country_code: '+999' }), 'country_code_unknown');
  assert.equal(await refusal('', {}), 'csv_empty');
  assert.equal(await refusal('\0\0\0\0', {}), 'csv_not_text');
});

test('what is no file, no column or no cell is refused as such', async () => {
  const code = (/** @type {() => Promise<unknown>} */ call) =>
    call().then(
      () => 'none',
      (error) => `${error.code} ${error.field}`,
    );
  const any = (/** @type {any} */ value) => value;
  assert.equal(await code(() => checkCsv(any('name'))), 'request_malformed file');
  for (const wrong of [null, 'x', {}, [null]]) {
    const call = () => checkCsv(file('a\n1\n'), { columns: any(wrong) });
    assert.equal(await code(call), 'request_malformed columns');
  }
  const found = await check(mixed);
  const fix = any({ row: 3, column: 1 });
  assert.equal(await code(() => found.fixCell(fix)), 'request_malformed value');
  assert.equal(
    await code(() => found.fixCell({ row: 3, column: 2 ** 32 + 1, value: 'x' })),
    'request_malformed column',
  );
  found.close();
  assert.equal(await code(() => found.page()), 'cancelled ');
});

test('a check can be cancelled, and says how far it is', async () => {
  const large = file(`email\n${'a@x.de\n'.repeat(500_000)}`);
  const abort = new AbortController();
  /** @type {number[]} */
  const seen = [];
  const onProgress = ({ done = 0, total = 0 }) => {
    seen.push(done);
    assert.equal(total, large.size);
    abort.abort();
  };
  await assert.rejects(
    checkCsv(large, { signal: abort.signal, onProgress }),
    (error) => error instanceof ContactError && error.code === 'cancelled',
  );
  assert.ok(seen.length >= 1 && seen[0] < large.size);
});

test('a check that is cancelled late, or before it begins, gives no answer', async () => {
  const abort = new AbortController();
  const late = check(mixed, { signal: abort.signal, onProgress: () => abort.abort() });
  await assert.rejects(late, { code: 'cancelled' });
  const before = checkCsv(file(''), { signal: AbortSignal.abort() });
  await assert.rejects(before, { code: 'cancelled' });
  // While it begins.
  const starting = new AbortController();
  const begun = checkCsv(file(''), { signal: starting.signal });
  starting.abort();
  await assert.rejects(begun, { code: 'cancelled' });
});

test('a check that is closed keeps no memory, whoever keeps the check', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  const { Instance } = WebAssembly;
  /** @type {WeakRef<WebAssembly.Instance>[]} */
  const instances = [];
  const watched = class extends Instance {
    /** @param {[WebAssembly.Module, WebAssembly.Imports]} args */
    constructor(...args) {
      super(...args);
      instances.push(new WeakRef(this));
    }
  };
  Object.assign(WebAssembly, { Instance: watched });
  const found = await check(mixed).finally(() => Object.assign(WebAssembly, { Instance }));
  assert.equal(instances.length, 1);
  const isKept = async () => {
    // What was looked at stays until the turn is over.
    for (let turn = 0; turn < 10; turn++) {
      await new Promise((resolve) => setTimeout(resolve));
      collect();
    }
    return instances[0].deref() !== undefined;
  };
  assert.ok(await isKept());
  found.close();
  assert.equal(await isKept(), false);
  assert.equal(found.counts.rows, 4);
});

test('a mending of many rows is tried, done and undone', async () => {
  const found = await check('email;phone\nanna@gmial.com;030 1234567\nbert@gmial.com;\n');
  const code = { problem: 'phone_calling_code_missing', country_code: '+49' };
  assert.deepEqual(await found.tryFix(code), {
    rows: 1,
    samples: [{ row: 2, column: 2, before: '030 1234567', after: '+49301234567', rows: 1 }],
  });
  assert.equal(found.counts.rejected, 1);
  assert.equal((await found.fixAll(code)).rejected, 0);
  assert.equal((await found.undoFix()).rejected, 1);
  assert.equal((await found.undoFix()).rejected, 1);

  const { total, rows } = await found.page({ only: 'suggested', offset: 1 });
  assert.equal(total, 2);
  assert.deepEqual(rows[0].suggestions, [
    { column: 1, field: 'email', suggestion: 'bert@gmail.com' },
  ]);
  assert.equal((await found.tryFix({ email_domains: [] })).rows, 2);
  await found.fixAll({ email_domains: ['gmial.com'] });
  assert.equal((await found.page({ only: 'suggested' })).total, 0);
  assert.match(await (await found.goodCsv()).text(), /bert@gmail\.com/);
  const failure = await found.fixAll({ ...code, country_code: '+999' }).catch((error) => error);
  assert.equal(failure.code, 'country_code_unknown');
});

test('a file of which no column is known is not clean, and says so', async () => {
  const found = await checkCsv(file('Nr,Ort\n7,Bonn\n8,Ulm\n'));
  assert.deepEqual(found.counts, { rows: 2, good: 0, duplicates: 0, rejected: 2 });
  assert.deepEqual(found.issues, { csv_columns_unrecognised: 2 });
  assert.ok(found.isUnrecognised);
  assert.deepEqual(found.columns, ['name', 'email', 'phone', 'country_code']);
  const rejected = await (await found.rejectedCsv()).text();
  assert.match(rejected, /^7,Bonn,2,,csv_columns_unrecognised,/m);
  const named = await checkCsv(file('Nr,Ort\n7,Bonn\n'), { mapping: ['', 'name'] });
  assert.equal(named.counts.good, 1);
  assert.ok(!named.isUnrecognised);
});

test('where nothing is expected, the columns of contacts are', async () => {
  const found = await checkCsv(file('Name,Vorwahl,Handy\nA,49,0151 23456789\nB,,12\n'));
  assert.deepEqual(found.mapping, ['name', 'country_code', 'phone']);
  assert.deepEqual(found.counts, { rows: 2, good: 1, duplicates: 0, rejected: 1 });
});

test('a file that there is no memory for is refused', () =>
  withoutGrowth(() => assert.rejects(check(LARGE_FILE), { code: 'memory_full' })));

test('a pattern sees letters, not bytes', async () => {
  const columns = [{ name: 'code', pattern: 'ä[€😀]' }];
  const { counts } = await checkCsv(file('code\nä😀\nä€\n😀\n'), { columns });
  assert.deepEqual(counts, { rows: 3, good: 2, duplicates: 0, rejected: 1 });
});
