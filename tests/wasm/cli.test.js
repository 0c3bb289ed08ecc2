import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../web/cli.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'kartei-cli-'));
after(() => rmSync(folder, { recursive: true }));

const PLAIN = {
  encoding: 'utf-8',
  delimiter: ',',
  quote: '"',
  escape: '"',
  skip_initial_space: false,
  has_header: true,
  skip_rows: 0,
  line_end: 'lf',
  confidence: 1,
};

/**
 * @param {string | Uint8Array} contents
 * @param {...string} options
 */
function check(contents, ...options) {
  const file = join(folder, 'contacts.csv');
  writeFileSync(file, contents);
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'check', file, ...options], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('a good file: status 0', () => {
  const { status, stdout } = check('name,email\nAnna,a@example.org\n');
  assert.equal(status, 0);
  assert.match(stdout, /^1 rows: 1 good/);
});

test('rejected rows: status 1, each with its place and reason', () => {
  const { status, stdout } = check('name,email\nAnna,a@example.org\nBert,bert\n\u001b[31m,x@\n');
  assert.equal(status, 1);
  assert.match(
    stdout,
    /row 3, column 2: The e-mail address has no @\. "bert" \(email_missing_at\)/,
  );
  assert.doesNotMatch(stdout, /\u001b/);
});

test('rejected rows do not take the place of the file that they are of', () => {
  const file = join(folder, 'contacts.csv');
  const contents = 'name,email\nAnna,a@example.org\nBert,bert\n';
  assert.equal(check(contents, '--rejected', file).status, 2);
  assert.equal(readFileSync(file, 'utf8'), contents);
});

test('columns of one header are reported each', () => {
  const { stdout } = check('Name,E-Mail,Name\nAnna,a@example.org,B\n', '--json');
  assert.deepEqual(Object.keys(JSON.parse(stdout).mapping), ['Name', 'E-Mail', 'Name (column 3)']);
});

test('a file that cannot be used: status 2', () => {
  assert.equal(check('').status, 2);
  assert.match(check('a,b\n1,2\n').stderr, /No column is name.*\(row 1/);
  const missing = spawnSync(process.execPath, [cli, 'check', join(folder, 'none.csv')]);
  assert.equal(missing.status, 2);
  assert.equal(spawnSync(process.execPath, [cli]).status, 2);
});

test('--json is one object', () => {
  const text = 'Name;E-Mail;Telefon;Firma\nAnna;a@x.de;030 1234;X\nA;A@x.de;;\nB;b;;\n';
  const { status, stdout } = check(text, '--json', '--country-code', '+49');
  assert.equal(status, 1);
  assert.deepEqual(JSON.parse(stdout), {
    rows: 3,
    valid: 2,
    rejected: 1,
    duplicates: 1,
    issues: { email_missing_at: 1 },
    dialect: { ...PLAIN, delimiter: ';' },
    mapping: { Name: 'name', 'E-Mail': 'email', Telefon: 'phone', Firma: 'attribute' },
  });
  assert.equal(JSON.parse(check('', '--json').stdout).error.code, 'csv_empty');
});

/**
 * @param {string[]} args
 * @param {unknown[]} values  one a line
 */
function answers(args, values) {
  const input = values.map((value) => `${JSON.stringify(value)}\n`).join('');
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const lines = stdout.split('\n').filter(Boolean);
  return { status, stderr, answers: lines.map((line) => JSON.parse(line)) };
}

test('email: one answer a line, in order, by profile', () => {
  const values = ['Anna@EXAMPLE.org', 'anna', 'anna@gmial.com', '"a b"@example.org'];
  const practical = answers(['email'], values).answers;
  assert.deepEqual(practical[0], {
    valid: true,
    code: null,
    column: null,
    normalized: 'Anna@example.org',
    suggestion: null,
  });
  assert.equal(practical[1].code, 'email_missing_at');
  assert.equal(practical[2].suggestion, 'anna@gmail.com');
  assert.equal(practical[3].valid, false);
  assert.equal(answers(['email', '--profile', 'rfc5321'], values).answers[3].valid, true);
});

test('phone: as libphonenumber says it, by country', () => {
  const values = ['0151 12345678', { input: '(212) 555-0123', country: 'US' }, 'nobody'];
  const [german, american, none] = answers(['phone', '--country', 'DE'], values).answers;
  assert.deepEqual(german, {
    parsed: true,
    valid: true,
    possible: 'IS_POSSIBLE',
    type: 'MOBILE',
    region: 'DE',
    country_code: '+49',
    national_number: '15112345678',
    extension: null,
    e164: '+4915112345678',
    national: '01511 2345678',
    international: '+49 1511 2345678',
  });
  assert.equal(american.e164, '+12125550123');
  assert.equal(none.parsed, false);
  assert.equal(none.e164, null);
  assert.deepEqual(answers(['phone'], ['+49 30 1234567 ext. 9']).answers[0].extension, '9');
});

test('headers: by header, and by content where rows are given', () => {
  const { answers: columns } = answers(
    ['headers'],
    [
      ['Vorname', 'Nachname', 'E-Mail', 'Telefon', 'Firma', 'X'],
      { headers: ['Name', 'Ländervorwahl', ''], rows: [['Anna', 'DE', 'a@b.de']] },
    ],
  );
  const fields = columns.map((answer) =>
    answer.columns.map((/** @type {{field: string | null}} */ { field }) => field),
  );
  assert.deepEqual(fields, [
    ['first_name', 'last_name', 'email', 'phone', 'company', null],
    ['name', 'country', 'email'],
  ]);
  assert.deepEqual(columns[0].columns[2], { header: 'E-Mail', field: 'email', confidence: 1 });
  assert.equal(answers(['headers'], ['Name']).status, 2);
});

test('sort: strings in the order of the locale', () => {
  const names = ['Ofner', 'öffnen', 'Ofen', 'offen', 'Öffnen', 'Oetker', 'O\u2028', ' ', '', '"\n'];
  const order = (/** @type {string[]} */ ...args) => answers(['sort', ...args], names).answers;
  const first = ['', ' ', '"\n', 'O\u2028'];
  const german = [...first, 'Oetker', 'Ofen', 'offen', 'öffnen', 'Öffnen', 'Ofner'];
  assert.deepEqual(order(), german);
  assert.deepEqual(order('--locale', 'en-GB'), german);
  const phoneBook = order('--locale', 'de-u-co-phonebk');
  const second = ['öffnen', 'Öffnen', 'Oetker', 'Ofen', 'offen', 'Ofner'];
  assert.deepEqual(phoneBook, [...first, ...second]);
  assert.deepEqual(answers(['sort'], []), { status: 0, stderr: '', answers: [] });
  assert.deepEqual(answers(['sort'], ['b\ud800', 'a']).answers, ['a', 'b\ud800']);
});

test('a line that is none of what is asked about is refused with its number', () => {
  for (const [command, good, bad] of /** @type {const} */ ([
    ['email', 'a@x.de', 5],
    ['phone', '+49 30 1', null],
    ['phone', { input: '030 1', country: 'DE' }, ['030']],
    ['headers', ['name'], 'name'],
  ])) {
    const { status, stderr } = answers([command], [good, bad]);
    assert.equal(status, 2);
    assert.match(stderr, /A JSON (string|array) is expected.*\(row 2\)/);
  }
});

test('sort: a line that is no string is refused with its number, and nothing is written', () => {
  const run = (/** @type {string} */ input) =>
    spawnSync(process.execPath, [cli, 'sort'], { input, encoding: 'utf8' });
  for (const [input, row] of [
    ['"a"\nb\n', 2],
    ['"a"\n"b"\n1\n', 3],
    ['\n"a"', 1],
    ['"a"\r\n["b"]', 2],
  ]) {
    const { status, stdout, stderr } = run(`${input}`);
    assert.equal(status, 2);
    assert.equal(stdout, '');
    assert.match(stderr, new RegExp(`\\(row ${row}\\)`));
  }
  assert.equal(run('"b"\r\n"a"').stdout, '"a"\n"b"\n');
});

test('sort: a locale that is not known is refused with those that are', () => {
  const { status, stderr } = answers(['sort', '--locale', 'sv'], ['a']);
  assert.equal(status, 2);
  assert.match(stderr, /de, de-u-co-phonebk, en/);
});

test('rejected rows go into a file that can be mended and read again', () => {
  const out = join(folder, 'rejected.csv');
  const { status } = check('name,email\nAnna,a@x.de\nBen,b@x\n', '--rejected', out);
  assert.equal(status, 1);
  const text = readFileSync(out, 'utf8');
  assert.match(text, /name,email,row,column,reason_code,reason\r\nBen,b@x,3,2,email_/);
  assert.equal(check(text.replace('b@x,', 'b@x.de,')).status, 0);
});

test('parse: rows as lines of JSON, and how the file is written', () => {
  const file = join(folder, 'rows.csv');
  const parse = (/** @type {string[]} */ ...args) =>
    spawnSync(process.execPath, [cli, 'parse', file, ...args], { encoding: 'utf8' });
  writeFileSync(file, 'sep=;\nName;Ort\n"Anna ""A""";Köln\n', 'latin1');
  const rows = parse();
  assert.equal(rows.stdout, '["Name","Ort"]\n["Anna \\"A\\"","Köln"]\n');
  assert.equal(rows.status, 0);
  assert.deepEqual(JSON.parse(parse('--dialect').stdout), {
    ...PLAIN,
    encoding: 'windows-1252',
    delimiter: ';',
    skip_rows: 1,
  });
  const other = parse('--delimiter', ',', '--quote', '', '--encoding', 'iso-8859-15');
  assert.equal(other.stdout.split('\n')[0], '["Name;Ort"]');
  writeFileSync(file, 'PK\x03\x04');
  assert.equal(parse().status, 2);
});

/**
 * Runs kartei convert on a file of these contents.
 * @param {string} from  its name
 * @param {string | Uint8Array} contents
 * @param {string} to
 * @param {...string} options
 */
function convert(from, contents, to, ...options) {
  const [input, out] = [join(folder, from), join(folder, to)];
  writeFileSync(input, contents);
  rmSync(out, { force: true });
  const { status, stderr } = spawnSync(process.execPath, [cli, 'convert', input, out, ...options], {
    encoding: 'utf8',
  });
  const bytes = existsSync(out) ? readFileSync(out) : undefined;
  const hasParts = readdirSync(folder).some((name) => name.endsWith('.part'));
  assert.equal(hasParts, false, 'nothing is left beside OUT');
  return { status, stderr, bytes, text: bytes?.toString() };
}

test('convert: CSV to JSON, every cell under a key of its own', () => {
  const { status, text } = convert(
    'a.csv',
    'sep=;\nName;Name;;Größe\nAnna;"say ""hi""";\'=1;5;more\nBen\n',
    'a.json',
  );
  assert.equal(status, 0);
  assert.deepEqual(JSON.parse(text ?? ''), [
    { Name: 'Anna', Name_2: 'say "hi"', column_3: '=1', Größe: '5', column_5: 'more' },
    { Name: 'Ben' },
  ]);
  const title = convert('a.csv', 'Title\n\na,b,c\n1,2,3\n', 'a.json');
  assert.match(title.stderr, /1 rows before the table left out/);
  assert.deepEqual(JSON.parse(title.text ?? ''), [{ a: '1', b: '2', c: '3' }]);
  const rows = convert('a.csv', 'a,b\n1,2\n', 'a.json', '--header', 'no').text ?? '';
  assert.deepEqual(JSON.parse(rows)[0], { column_1: 'a', column_2: 'b' });
});

test('convert: JSON to CSV and back, safe for spreadsheets, nothing lost', () => {
  const objects = [
    { name: '=1+1', phone: '+49 30 123', n: '-5' },
    { name: "'=1", 'a,b': '＝2;=3\n', n: '' },
  ];
  for (const [name, encoding, first] of [
    ['b.csv', 'utf-8-bom', 0xef],
    ['b.tsv', 'utf-16le', 0xff],
    ['b.csv', 'utf-8', 'n'.charCodeAt(0)],
  ]) {
    const json = JSON.stringify(objects);
    const { status, bytes } = convert('b.json', json, `${name}`, '--encoding', `${encoding}`);
    assert.equal(status, 0);
    assert.equal(bytes?.[0], first);
    const again = convert(`${name}`, bytes ?? '', 'c.json').text ?? '';
    assert.deepEqual(JSON.parse(again), [
      { ...objects[0], 'a,b': '' },
      { name: "'=1", phone: '', n: '', 'a,b': '＝2;=3\n' },
    ]);
  }
  const { text } = convert(
    'b.json',
    '[{"n":12345678901234567890,"t":true,"o":{"a":[1]}}]',
    'b.csv',
  );
  assert.equal(text, 'n,t,o\r\n12345678901234567890,true,"{""a"":[1]}"\r\n');
});

test('convert: CSV to CSV, with another delimiter and encoding', () => {
  const { text } = convert('a.csv', 'a;b\n1,5;=2;3\n4\n', 'b.csv', '--delimiter', '|');
  assert.equal(text, 'a|b\r\n"1,5"|\'=2|3\r\n4\r\n');
  const { bytes } = convert('a.csv', 'Größe,€\n', 'b.tsv', '--encoding', 'windows-1252');
  assert.equal(bytes?.toString('latin1'), 'Größe\t\x80\r\n');
  const read = convert('b.tsv', bytes ?? '', 'b.csv', '--from-encoding', 'iso-8859-15');
  assert.equal(read.text, 'Größe,\x80\r\n');
});

test('convert: who may not read OUT may not read it afterwards', () => {
  const [input, out] = [join(folder, 'a.csv'), join(folder, 'private.csv')];
  for (const path of [input, out]) writeFileSync(path, 'a\n1\n');
  chmodSync(out, 0o600);
  assert.equal(spawnSync(process.execPath, [cli, 'convert', input, out]).status, 0);
  assert.equal(statSync(out).mode & 0o777, 0o600);
});

test('convert: what cannot be done leaves OUT as it was', () => {
  const out = join(folder, 'kept.csv');
  const fails = (/** @type {string} */ name, /** @type {string[]} */ ...args) => {
    writeFileSync(out, 'kept');
    const { status, stderr } = spawnSync(process.execPath, [cli, 'convert', ...args], {
      encoding: 'utf8',
    });
    assert.equal(status, 2, name);
    assert.equal(readFileSync(out, 'utf8'), 'kept', name);
    return stderr;
  };
  const [table, json] = [join(folder, 'a.csv'), join(folder, 'a.json')];
  writeFileSync(table, 'a,b\nx,中\n');
  assert.match(
    fails('encoding', table, out, '--encoding', 'windows-1252'),
    /no such character.*\(row 2, column 2\)/,
  );
  writeFileSync(json, '[{"a":1},{"a":}]');
  assert.match(
    fails('malformed', json, out),
    /JSON array of objects\. \(a value is expected\) \(line 1, column 15\)/,
  );
  writeFileSync(json, '{"a":1}');
  assert.match(fails('no array', json, out), /an array is expected: \[\) \(line 1, column 1\)/);
  writeFileSync(json, '[\n{},{}]');
  assert.match(fails('no columns', json, out), /no object has a key.*\(line 2, column 1\)/);
  assert.match(fails('same file', out, out), /same file/);
  symlinkSync(out, join(folder, 'link.csv'));
  assert.match(fails('same file by another name', join(folder, 'link.csv'), out), /same file/);
  fails('no such file', join(folder, 'none.csv'), out);
  fails('a folder', table, folder);
  fails('unknown kind', table, join(folder, 'out.xlsx'));
  fails('two times JSON', json, join(folder, 'b.json'));
  fails('encoding of JSON', table, json, '--encoding', 'utf-16le');
  fails('unknown encoding', table, out, '--encoding', 'utf-7');
  fails('unknown delimiter', table, out, '--delimiter', '"');
  fails('unknown answer', table, out, '--header', 'maybe');
  fails('no number', table, out, '--skip-rows', 'x');
});

test('convert: no objects are an empty file, and that is said', () => {
  const { status, stderr, text } = convert('a.json', '[]', 'a.csv');
  assert.deepEqual([status, text], [0, '']);
  assert.match(stderr, /no objects, so .*a\.csv is empty/);
  assert.equal(convert('a.json', '[{"a":1}]', 'a.csv').stderr, '');
  const none = convert('a.csv', 'a,b\n1,2\n', 'b.csv', '--skip-rows', '99');
  assert.match(none.stderr, /no rows, so .*b\.csv is empty/);
});

test('convert: keys of digits survive the way back, and parse sees them as the header', () => {
  const json = '[\n{"1":"10","2":"x"},\n{"1":"20","2":"y"}\n]\n';
  const { bytes } = convert('a.json', json, 'digits.csv');
  assert.equal(convert('digits.csv', bytes ?? '', 'b.json').text, json);
  const { stdout } = spawnSync(process.execPath, [
    cli,
    'parse',
    '--dialect',
    `${folder}/digits.csv`,
  ]);
  assert.equal(JSON.parse(`${stdout}`).has_header, true);
});

test('convert: a link to nothing is neither replaced nor followed', () => {
  const [input, link, gone] = ['a.csv', 'dangling.json', 'gone.json'].map((name) =>
    join(folder, name),
  );
  writeFileSync(input, 'a,b\n1,x\n');
  symlinkSync(gone, link);
  const run = () =>
    spawnSync(process.execPath, [cli, 'convert', input, link], { encoding: 'utf8' });
  const { status, stderr } = run();
  assert.equal(status, 2);
  assert.match(stderr, /dangling\.json: a link to a file that does not exist/);
  assert.equal(existsSync(gone), false);
  assert.equal(lstatSync(link).isSymbolicLink(), true);
  // Where there is a file, that one is written.
  writeFileSync(gone, 'old');
  assert.equal(run().status, 0);
  assert.equal(lstatSync(link).isSymbolicLink(), true);
  assert.deepEqual(JSON.parse(readFileSync(gone, 'utf8')), [{ a: '1', b: 'x' }]);
});

test('convert: 60 MB in bounded memory', () => {
  const input = join(folder, 'large.csv');
  const file = openSync(input, 'w');
  writeSync(file, 'name,email,note\n');
  const rows = 'Anna Berg,anna@example.org,"a, ""note"""\n'.repeat(15_000);
  for (let i = 0; i < 100; ++i) writeSync(file, rows);
  closeSync(file);
  const { href } = new URL('../../web/convert.js', import.meta.url);
  const script = `
    const { convert } = await import(${JSON.stringify(href)});
    await convert(process.argv[1], process.argv[2], {});
    await convert(process.argv[2], process.argv[3], {});
    process.stdout.write(String(process.resourceUsage().maxRSS));`;
  const [json, again] = [join(folder, 'large.json'), join(folder, 'again.csv')];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', script, input, json, again],
    { encoding: 'utf8' },
  );
  assert.equal(status, 0, stderr);
  assert.ok(statSync(json).size > 100e6);
  assert.ok(statSync(again).size > 60e6);
  // KiB: node with the module takes about 100 MB, and never so much as one of the files.
  assert.ok(Number(stdout) < 250 * 1024, `${stdout} KiB`);
});

test('many lines are answered in order; what is no JSON is refused with its line', () => {
  const values = Array.from({ length: 5_000 }, (_, i) => `person${i}@example.org`);
  const { status, answers: many } = answers(['email'], values);
  assert.equal(status, 0);
  assert.deepEqual(
    many.map(({ normalized }) => normalized),
    values,
  );
  const { status: failed, stderr } = spawnSync(process.execPath, [cli, 'email'], {
    input: '"a@b.de"\nanna\n',
    encoding: 'utf8',
  });
  assert.equal(failed, 2);
  assert.match(stderr, /row 2/);
});
