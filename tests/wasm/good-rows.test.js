// 100,000 rows as they come in lists, of eight countries: what is good in them is taken, and what
// is bad is not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openContacts } from 'kartei';
import { generateContacts } from '../../bench/contacts/generator.mjs';

const COLUMNS = /** @type {const} */ (['name', 'email', 'phone', 'country_code', 'created_at']);
const ROWS = 25_000;

/** @import { Row } from '../../bench/contacts/generator.mjs' */

/** @param {string} cell */
const quoted = (cell) => `"${cell.replaceAll('"', '""')}"`;

/** @param {Row} row */
const toInput = ({ phone, country_code }) => ({
  input: phone,
  country: `+${country_code.replace(/^(\+|00)/, '')}`,
});

for (const seed of [1, 2, 3, 20261125]) {
  test(`${ROWS} rows, seed ${seed}: what is good is taken, what is bad is not`, async () => {
    const rows = [...generateContacts(ROWS, seed)];
    const lines = rows.map((row) => COLUMNS.map((column) => quoted(row[column])).join(','));
    const book = await openContacts({ storage: 'memory' });
    const file = new Blob([`${COLUMNS.join(',')}\n${lines.join('\n')}\n`]);
    const review = await book.importFile(file, { duplicates: 'create' });
    const rejected = new Set();
    while (rejected.size < review.counts.rejected) {
      const page = await review.page({ only: 'rejected', offset: rejected.size, limit: 1000 });
      for (const { row } of page.rows) rejected.add(row - 2);
    }
    const hasBadEmail = (/** @type {Row} */ row) => row.email !== '' && !row.emailIsGood;
    const hasBadPhone = (/** @type {Row} */ row) => row.phone !== '' && !row.phoneIsGood;
    const refused = rows.filter((_, i) => rejected.has(i));
    const taken = rows.filter((_, i) => !rejected.has(i));
    const wronglyRefused = refused.filter((row) => !hasBadEmail(row) && !hasBadPhone(row));
    assert.deepEqual(wronglyRefused.slice(0, 5), []);
    assert.deepEqual(taken.filter(hasBadEmail).slice(0, 5), []);
    // A number that nobody has yet, but could have: blocks of them come faster than tables.
    const unknown = await book.checkPhones(taken.filter(hasBadPhone).map(toInput));
    assert.deepEqual(unknown.filter(({ possible }) => possible !== 'IS_POSSIBLE').slice(0, 5), []);
    assert.ok(refused.length > ROWS / 20);

    const phones = rows.filter(({ phoneIsGood }) => phoneIsGood);
    const answers = await book.checkPhones(phones.map(toInput));
    const misread = phones.filter(({ e164 }, i) => answers[i].e164 !== e164);
    assert.deepEqual(misread.slice(0, 5), []);
  });
}
