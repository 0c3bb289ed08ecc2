#!/usr/bin/env node
// kartei check FILE.csv: what the page's import would say about a file, on the same wasm, in node.
import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { ContactError, openContacts } from './kartei.js';

/** @typedef {import('./kartei.js').ImportReview} ImportReview */
/** @typedef {import('./types.js').ReviewRow} ReviewRow */

const HELP = `kartei check FILE.csv [--json] [--country-code +49]

Reads a CSV file and says which rows are good, which are duplicates and which are rejected, with
row, column and reason. Nothing is written.

  --json                 the report as one JSON object
  --country-code CODE    for phone numbers that have no calling code

Exit status: 0 all rows are good, 1 some are rejected, 2 the file cannot be used.
`;

// How many rejected rows a person is shown; --json has the counts of all.
const SHOWN_ROWS = 20;

/**
 * @param {string} file
 * @param {string | undefined} countryCode
 * @returns {Promise<ImportReview>}
 */
async function read(file, countryCode) {
  const blob = await openAsBlob(file).catch((error) => {
    throw new ContactError({ code: 'file_unreadable', message: `${file}: ${error.message}` });
  });
  const book = await openContacts({ storage: 'memory' });
  return book.importFile(blob, {
    file_name: basename(file),
    ...(countryCode && { default_country_code: countryCode }),
  });
}

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
      summary.headers.map((header, i) => [header || `column_${i + 1}`, summary.mapping[i]]),
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
 * @param {string[]} args
 * @returns {Promise<number>} the exit status
 */
async function main(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
      'country-code': { type: 'string' },
    },
  });
  const [command, file, ...rest] = positionals;
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (command !== 'check' || !file || rest.length > 0) {
    process.stderr.write(HELP);
    return 2;
  }
  const review = await read(file, values['country-code']);
  const text = values.json ? JSON.stringify(report(review)) : await describeReview(review);
  process.stdout.write(`${text}\n`);
  return review.counts.rejected > 0 ? 1 : 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const { code, message, row, column } = /** @type {ContactError} */ (error);
  const place = row ? ` (row ${row}${column ? `, column ${column}` : ''})` : '';
  if (process.argv.includes('--json') && error instanceof ContactError) {
    process.stdout.write(`${JSON.stringify({ error: { code, message, row, column } })}\n`);
  }
  process.stderr.write(`kartei: ${message}${place}\n`);
  process.exitCode = 2;
}
