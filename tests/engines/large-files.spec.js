// A check and an import of a large file, which several workers read at once, say the same as one
// reader: node has no workers.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { checkCsv } from '../../web/check.js';
import { openContacts } from '../../web/kartei.js';
import { engines } from './engines.js';
import { serveSite } from './site.js';
import { World } from './world.js';

/** @import { ContactBook } from '../../web/contact-book.js' */

/** @typedef {(row: number) => string} MakeNote */

/** @type {Awaited<ReturnType<typeof serveSite>>} */
let site;
before(async () => {
  site = await serveSite();
});
after(() => site.close());

/**
 * More than 10 MB with addresses that are wrong, or stand twice and far from each other.
 * @param {MakeNote} makeNote
 */
function makeFile(makeNote) {
  const rows = ['email;phone;note'];
  for (let i = 0; i < 160_000; i++) {
    const email = i % 11 === 0 ? `nobody${i}` : `Person${i % 80_000}@example.org`;
    rows.push(`${email};+49 30 ${100_000 + i};${makeNote(i) || 'Grüße aus Köln und Umgebung'}`);
  }
  return new File([rows.join('\r\n')], 'people.csv');
}

/**
 * What is in them, shortly.
 * @param {Blob[]} blobs
 */
async function digest(blobs) {
  const digests = [];
  for (const blob of blobs) {
    const bytes = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
    digests.push(Array.from(new Uint8Array(bytes)).join());
  }
  return digests;
}

/**
 * What a check says, and up to where it said that it has read.
 * @param {File} file
 * @param {typeof checkCsv} check
 * @param {typeof digest} digestAll
 */
async function describeCheck(file, check, digestAll) {
  /** @type {number[]} */
  const ends = [];
  const checked = await check(file, { onProgress: ({ done }) => ends.push(done) });
  const { counts, issues, dialect } = checked;
  const rows = [];
  for (const only of /** @type {const} */ (['rejected', 'duplicates'])) {
    rows.push(await checked.page({ only, offset: 0, limit: 20 }));
    rows.push(await checked.page({ only, offset: 5_000, limit: 20 }));
  }
  const digests = await digestAll([await checked.goodCsv(), await checked.rejectedCsv()]);
  checked.close();
  return { ends, said: { counts, issues, dialect, rows, digests } };
}

/**
 * What an import of it says, and what is in the book then.
 * @param {File} file
 * @param {ContactBook} book
 * @param {typeof digest} digestAll
 */
async function describeImport(file, book, digestAll) {
  await book.save({ name: 'Anna', email: 'person7@example.org' });
  await book.save({ name: 'Bert', country_code: '+49', phone: '30 100012' });
  /** @type {number[]} */
  const ends = [];
  const review = await book.importFile(file, { onProgress: ({ done }) => ends.push(done) });
  const pages = [];
  // These are made up for each book.
  const own = ['id', 'created_at', 'updated_at', 'imports'];
  for (const only of /** @type {const} */ (['rejected', 'duplicates', 'new'])) {
    const page = await review.page({ only, offset: 4_000, limit: 20 });
    pages.push(JSON.parse(JSON.stringify(page, (key, value) => (own.includes(key) ? 0 : value))));
  }
  const rejected = await review.rejectedCsv();
  await review.commit();
  const columns = /** @type {const} */ (['name', 'email', 'country_code', 'phone', 'notes']);
  const exported = await book.exportCsv({ columns: [...columns], sort: [{ field: 'email' }] });
  const digests = await digestAll([rejected, exported]);
  const { contacts } = await book.state();
  return { ends, said: { counts: review.counts, pages, digests, contacts } };
}

/** @type {Record<string, {makeNote: MakeNote, isReadAtOnce: boolean}>} */
const files = {
  'plain rows': { makeNote: () => '', isReadAtOnce: true },
  // Any of which may be taken for the beginning of one.
  'rows of many lines': {
    makeNote: (row) => (row % 500 === 0 ? `"${'a@x.de;;\nb@x.de;1;\n'.repeat(400)}"` : ''),
    isReadAtOnce: true,
  },
  // Behind which only one knows where a row begins.
  'a quote that nothing closes': {
    makeNote: (row) => (row === 20_000 ? '"open' : ''),
    isReadAtOnce: false,
  },
};

/**
 * Slices end where rows do; who reads alone takes pieces of one size.
 * @param {number[]} ends
 * @param {boolean} isReadAtOnce
 */
function assertReadBy(ends, isReadAtOnce) {
  const sizes = ends.slice(1).map((end, i) => end - ends[i]);
  const repeated = sizes.filter((size, i) => size === sizes[i - 1]);
  assert.equal(repeated.length < sizes.length / 4, isReadAtOnce, sizes.join());
}

for (const engine of engines) {
  describe(engine, () => {
    /** @type {World} */
    let world;
    before(async () => {
      world = await World.start(engine, site);
    });
    after(() => world.end());

    for (const [name, { makeNote, isReadAtOnce }] of Object.entries(files)) {
      test(`a large file is checked: ${name}`, async () => {
        const file = makeFile(makeNote);
        const expected = await describeCheck(file, checkCsv, digest);
        const tab = await world.openTab();
        const { ends, said } = /** @type {typeof expected} */ (
          await tab.page.evaluate(`(async () => {
            const { checkCsv } = await import('./check.js');
            return (${describeCheck})((${makeFile})(${makeNote}), checkCsv, ${digest});
          })()`)
        );
        assert.deepEqual(said, expected.said);
        assert.ok(said.counts.rows > 150_000);
        assertReadBy(ends, isReadAtOnce);
        await tab.close();
        world.assertQuiet();
      });

      test(`a large file is imported: ${name}`, async () => {
        const file = makeFile(makeNote);
        const book = await openContacts({ name: 'large', storage: 'memory' });
        const expected = await describeImport(file, book, digest);
        book.close();
        const tab = await world.openTab('crm');
        const { ends, said } = /** @type {typeof expected} */ (
          await tab.page.evaluate(`(async () => {
            return (${describeImport})((${makeFile})(${makeNote}), books.crm, ${digest});
          })()`)
        );
        assert.deepEqual(said, expected.said);
        assert.ok(said.contacts > 60_000);
        assertReadBy(ends, isReadAtOnce);
        await tab.run(({ books }) => books.crm.destroy());
        await tab.close();
        world.assertQuiet();
      });
    }
  });
}
