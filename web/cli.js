#!/usr/bin/env node
// kartei check FILE.csv: what the page's import would say about a file; kartei email, phone and
// headers: what it would say about single values; kartei sort: texts in the order of its lists;
// kartei parse: the rows of a file; kartei convert: a table into another format. On the same wasm,
// in node.
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { convert, fileProblem, findTarget, openInput } from './convert.js';
import { openCsvReader, openSorter } from './tables-instance.js';
import { ContactError, openContacts } from './kartei.js';
import { readBytes } from './worker/file-bytes.js';
import { SAMPLE_BYTES, readChunks } from './worker/input.js';

/** @typedef {import('./kartei.js').ImportReview} ImportReview */
/** @typedef {import('./types.js').ReviewRow} ReviewRow */

const HELP = `kartei check FILE.csv [--json] [--rejected OUT.csv] [--country-code +49]
kartei email [--profile practical|html5|rfc5321]
kartei phone [--country DE|+49]
kartei headers
kartei sort [--locale de|de-u-co-phonebk|en]
kartei parse FILE.csv [--dialect] [--delimiter D] [--quote Q] [--encoding E]
kartei convert IN OUT [--delimiter D] [--encoding E] [--from-delimiter D] [--from-quote Q]
               [--from-encoding E] [--header yes|no] [--skip-rows N]

check

  Reads a CSV file and says which rows are good, which are duplicates and which are rejected,
  with row, column and reason. Nothing is written.
  --json                 the report as one JSON object
  --rejected OUT.csv     writes the rejected rows: their columns, then row, column, reason_code
                         and reason
  --country-code CODE    for phone numbers that have no calling code

email, phone, headers
  One JSON value per line of the standard input, one JSON answer per line of the output, in the
  same order.
  email: "a@b.de" -> {valid, code, column (1-based, in code points), normalized, suggestion}
  phone: "0151…" or {"input": "0151…", "country": "DE"} -> {parsed, valid, possible, type, region,
  country_code, national_number, extension, e164, national, international}
  The country is a region, a calling code, or "" for none. No value is null.
  headers: ["Name", "E-Mail"] or {"headers": […], "rows": [[…]]} -> {"columns": [{header, field
  (name, first_name, email, phone, country_code, company … or null), confidence (0 to 1)}]}

sort

  Reads one JSON string per line of the standard input and writes them in the order of people's
  lists (Unicode collation, CLDR's root): accents and capitals count only where letters are equal.
  Equal ones stay in their order. Nothing is written if a line is no string.
  --locale LOCALE        de (the default; DIN 5007-1: ä as a), de-u-co-phonebk (DIN 5007-2: ä as
                         ae), en (the same as de); a region may follow the language (de-CH)

parse

  Prints the rows of a file, the header's too, each as one JSON array of texts on a line of its own.
  --dialect              instead, how the file is written: encoding, delimiter, quote, escape,
                         line_end, has_header, skip_rows, confidence
  --delimiter, --quote, --encoding
                         what is not to be detected; an empty quote is none

convert

  Writes the table of IN as OUT, each CSV or JSON by its name (.json; .csv, .txt, .tsv, .tab): CSV
  as a JSON array with one object per row, by the header; such an array as CSV; CSV as CSV. All
  values are texts, and all of them are kept. Cells that a spreadsheet would take for a formula get
  an apostrophe in CSV, which is taken off where CSV is read. OUT is whole or as it was.
  --delimiter, --encoding
                         of CSV that is written: "," (.tsv, .tab: a tab) and utf-8 if absent;
                         utf-8-bom (for Excel), utf-16le, utf-16be, windows-1252, iso-8859-15,
                         cp850 (MS-DOS), macintosh
  --from-delimiter, --from-quote, --from-encoding, --header, --skip-rows
                         of CSV that is read, where it is not to be detected; --skip-rows 0 keeps
                         what stands before the table

FILE and IN may be a pipe (/dev/stdin), which is read to its end first.

Exit status: 0 all rows are good, 1 some are rejected, 2 the input cannot be used or the output
cannot be written.
`;

/** What each command knows of the options. @type {Record<string, string[]>} */
const OPTIONS = {
  check: ['json', 'rejected', 'country-code'],
  email: ['profile'],
  phone: ['country'],
  headers: [],
  sort: ['locale'],
  parse: ['dialect', 'delimiter', 'quote', 'encoding'],
  convert: [
    'delimiter',
    'encoding',
    'from-delimiter',
    'from-quote',
    'from-encoding',
    'header',
    'skip-rows',
  ],
};

// How many rejected rows a person is shown; --json has the counts of all.
const SHOWN_ROWS = 20;

const LINES_AT_A_TIME = 2_000;

/**
 * @param {string} file
 * @param {string | undefined} countryCode
 * @returns {Promise<ImportReview>}
 */
async function read(file, countryCode) {
  const blob = await openInput(file);
  const book = await openContacts({ storage: 'memory' });
  return book.importFile(blob, {
    file_name: basename(file),
    ...(countryCode && { default_country_code: countryCode }),
  });
}

/**
 * What each column is called in a report: its header; with its place where it has none, or one that
 * an earlier column has.
 * @param {string[]} headers
 */
const columnKeys = (headers) =>
  headers.map((header, i) => {
    if (!header) return `column_${i + 1}`;
    return headers.indexOf(header) < i ? `${header} (column ${i + 1})` : header;
  });

/** @param {ImportReview} review */
function report(review) {
  const { counts, summary } = review;
  return {
    rows: counts.rows,
    valid: counts.rows - counts.rejected,
    rejected: counts.rejected,
    duplicates: summary.duplicates_in_file,
    issues: summary.problems,
    dialect: summary.dialect,
    mapping: Object.fromEntries(
      columnKeys(summary.headers).map((key, i) => [key, summary.mapping[i]]),
    ),
  };
}

/**
 * A file's text cannot move the cursor or colour the terminal.
 * @param {string} text
 */
const printable = (text) => text.replace(/\p{Cc}/gu, '\uFFFD');

/** @param {ReviewRow} row */
function describe({ row, cells, issues: [issue] }) {
  const value = issue.column ? cells[issue.column - 1] : undefined;
  const shown = value === undefined ? '' : ` ${JSON.stringify(printable(value.slice(0, 60)))}`;
  const place = issue.column ? `row ${row}, column ${issue.column}` : `row ${row}`;
  return `  ${place}: ${issue.message}${shown} (${issue.code})`;
}

/** @param {ImportReview} review */
async function describeReview(review) {
  const { rows, valid, rejected, duplicates, dialect, mapping } = report(review);
  const { rows: shown } = await review.page({ only: 'rejected', limit: SHOWN_ROWS });
  const columns = Object.entries(mapping).map(([header, target]) => `${header} → ${target}`);
  return [
    `${rows} rows: ${valid} good (${duplicates} duplicates in the file), ${rejected} rejected`,
    `${dialect.encoding}, delimiter ${JSON.stringify(dialect.delimiter)}`,
    printable(columns.join(', ')),
    ...shown.map(describe),
    ...(rejected > shown.length ? [`  … and ${rejected - shown.length} more`] : []),
  ].join('\n');
}

/**
 * The lines of the standard input. Not by node:readline, for which U+2028, which JSON may hold,
 * ends a line.
 */
async function* inputLines() {
  let rest = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    const [first, ...lines] = chunk.split('\n');
    if (lines.length > 0) {
      yield rest + first;
      rest = lines.pop();
      yield* lines;
    } else {
      rest += first;
    }
  }
  if (rest) yield rest;
}

/**
 * The JSON values of the standard input's lines, some thousand at a time: memory stays as it is,
 * however many there are.
 * @param {(values: any[]) => Promise<void>} use
 * @param {(value: any) => string} [refuse]  why a value cannot be used, or nothing
 */
async function readLines(use, refuse = () => '') {
  let row = 0;
  /** @type {any[]} */
  let values = [];
  for await (const line of inputLines()) {
    ++row;
    let message = '';
    try {
      values.push(JSON.parse(line));
      message = refuse(values.at(-1));
    } catch {
      message = 'This is no JSON.';
    }
    if (message) throw new ContactError({ code: 'request_malformed', message, row });
    if (values.length === LINES_AT_A_TIME) {
      await use(values);
      values = [];
    }
  }
  await use(values);
}

/**
 * Answers each line of the standard input.
 * @param {(values: any[]) => Promise<object[]>} check
 * @param {(value: any) => string} refuse
 */
async function answerLines(check, refuse) {
  await readLines(async (values) => {
    const answers = await check(values);
    await write(answers.map((one) => `${JSON.stringify(one)}\n`).join(''));
  }, refuse);
  return 0;
}

const refuseOthers = {
  string: (/** @type {any} */ value) =>
    typeof value === 'string' ? '' : 'A JSON string is expected.',
  phone: (/** @type {any} */ value) =>
    typeof (value?.input ?? value) === 'string' ? '' : 'A JSON string is expected, or {"input"}.',
  headers: (/** @type {any} */ value) =>
    Array.isArray(value?.headers ?? value) ? '' : 'A JSON array is expected, or {"headers"}.',
};

/**
 * The strings of the standard input, sorted.
 * @param {string} locale
 */
async function sort(locale) {
  const sorter = await openSorter(locale);
  /** @type {string[]} */
  const texts = [];
  await readLines(async (values) => {
    sorter.add(values);
    for (const value of values) texts.push(value);
  }, refuseOthers.string);
  const places = sorter.finish();
  for (let i = 0; i < places.length; i += LINES_AT_A_TIME) {
    const lines = Array.from(places.subarray(i, i + LINES_AT_A_TIME), (place) => texts[place]);
    await write(lines.map((text) => `${JSON.stringify(text)}\n`).join(''));
  }
  return 0;
}

/**
 * @param {string} text  for standard output, which may be slower than we are
 */
async function write(text) {
  if (text && !process.stdout.write(text)) await once(process.stdout, 'drain');
}

/**
 * @param {string} file
 * @param {Record<string, string | boolean | undefined>} options
 */
async function parse(file, { dialect, delimiter, quote, encoding }) {
  const blob = await openInput(file);
  const known = Object.entries({ delimiter, quote, encoding }).filter(([, value]) => value != null);
  const reader = await openCsvReader(Object.fromEntries(known));
  if (dialect) {
    const found = reader.detect(await readBytes(blob, 0, SAMPLE_BYTES));
    await write(`${JSON.stringify(found)}\n`);
    return 0;
  }
  const sink = (/** @type {Uint8Array} */ lines) => process.stdout.write(lines.slice());
  for await (const chunk of readChunks(blob, () => {})) {
    reader.read(sink, chunk);
    if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain');
  }
  reader.read(sink);
  return 0;
}

/**
 * What convert is told of the CSV that it reads.
 * @param {Record<string, string | boolean | undefined>} options
 */
function readDialect({ header = '', ...options }) {
  const rows = options['skip-rows'] ?? '';
  if (!['', 'yes', 'no'].includes(`${header}`) || !/^\d*$/.test(`${rows}`)) {
    throw new ContactError({
      code: 'request_malformed',
      message: '--header is yes or no, --skip-rows a number.',
    });
  }
  const known = Object.entries({
    delimiter: options['from-delimiter'],
    quote: options['from-quote'],
    encoding: options['from-encoding'],
    has_header: header ? header === 'yes' : undefined,
    skip_rows: rows ? Number(rows) : undefined,
  });
  return Object.fromEntries(known.filter(([, value]) => value != null));
}

/**
 * What is wrong with the options is known before anything is read.
 * @param {string[]} args
 */
function readArgs(args) {
  const known = readOptions(args);
  const [command] = known.positionals;
  const options = Object.hasOwn(OPTIONS, command ?? '') ? OPTIONS[command] : undefined;
  const wrong = Object.keys(known.values).find((name) => options && !options.includes(name));
  if (wrong && !known.values.help) {
    const message = `--${wrong} is no option of kartei ${command} (see kartei --help)`;
    throw new ContactError({ code: 'request_malformed', message, field: wrong });
  }
  return known;
}

/** @param {string[]} args */
function readOptions(args) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        rejected: { type: 'string' },
        'country-code': { type: 'string' },
        country: { type: 'string' },
        profile: { type: 'string' },
        locale: { type: 'string' },
        dialect: { type: 'boolean' },
        delimiter: { type: 'string' },
        quote: { type: 'string' },
        encoding: { type: 'string' },
        'from-delimiter': { type: 'string' },
        'from-quote': { type: 'string' },
        'from-encoding': { type: 'string' },
        header: { type: 'string' },
        'skip-rows': { type: 'string' },
      },
    });
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    throw new ContactError({ code: 'request_malformed', message });
  }
}

/**
 * @param {string[]} args
 * @returns {Promise<number>} the exit status
 */
async function main(args) {
  const { values, positionals } = readArgs(args);
  const [command, file, ...rest] = positionals;
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (['email', 'phone', 'headers'].includes(command) && !file) {
    const { country = '' } = values;
    const profile = /** @type {any} */ (values.profile ?? 'practical');
    const book = await openContacts({ storage: 'memory' });
    const checks = {
      email: (/** @type {string[]} */ lines) => book.checkEmails(lines, { profile }),
      phone: (/** @type {string[]} */ lines) => book.checkPhones(lines, { country }),
      headers: (/** @type {string[][]} */ lines) => book.checkHeaders(lines),
    };
    const asked = /** @type {keyof typeof checks} */ (command);
    return answerLines(checks[asked], refuseOthers[asked === 'email' ? 'string' : asked]);
  }
  if (command === 'sort' && !file) return sort(values.locale ?? 'de');
  if (command === 'parse' && file && rest.length === 0) return parse(file, values);
  if (command === 'convert' && rest.length === 1) {
    const { delimiter, encoding } = values;
    const dialect = readDialect(values);
    const done = await convert(file, rest[0], { delimiter, encoding, dialect });
    if (done.skippedRows && !('skip_rows' in dialect)) {
      const rows = `${done.skippedRows} rows before the table left out`;
      process.stderr.write(`kartei: ${rows} (--skip-rows 0)\n`);
    }
    const what = /\.json$/i.test(file) ? 'objects' : 'rows';
    if (done.bytes === 0) process.stderr.write(`kartei: no ${what}, so ${rest[0]} is empty\n`);
    return 0;
  }
  if (command !== 'check' || !file || rest.length > 0) {
    process.stderr.write(HELP);
    return 2;
  }
  // Before it is read: the rejected rows alone must not take the place of all of them.
  const rejected = values.rejected && (await findTarget(file, values.rejected));
  const review = await read(file, values['country-code']);
  if (rejected) {
    const rows = await review.rejectedCsv();
    await writeFile(rejected, new Uint8Array(await rows.arrayBuffer())).catch((error) => {
      const message = fileProblem(rejected, error);
      throw new ContactError({ code: 'request_malformed', message, field: 'rejected' });
    });
  }
  const text = values.json ? JSON.stringify(report(review)) : await describeReview(review);
  process.stdout.write(`${text}\n`);
  return review.counts.rejected > 0 ? 1 : 0;
}

process.stdout.on('error', (error) => {
  // Whoever has read enough, as head does, knows it.
  const { code } = /** @type {NodeJS.ErrnoException} */ (error);
  if (code !== 'EPIPE') process.stderr.write(`kartei: ${fileProblem('the output', error)}\n`);
  process.exit(2);
});
// There is nobody left to be told, and the exit status says it.
process.stderr.on('error', () => {});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const { message, row, column } = /** @type {ContactError} */ (error);
  const code = error instanceof ContactError ? error.code : 'internal';
  // JSON has no rows: there it is the line.
  const what = code === 'json_malformed' ? 'line' : 'row';
  const place = row ? ` (${what} ${row}${column ? `, column ${column}` : ''})` : '';
  if (process.argv.includes('--json')) {
    process.stdout.write(`${JSON.stringify({ error: { code, message, row, column } })}\n`);
  }
  process.stderr.write(`kartei: ${message}${place}\n`);
  process.exitCode = 2;
}
