// A key in the search box over many contacts, beside what a JavaScript application would take: the
// exact count and the first fifty rows by name, each in a Chromium with a new profile.
//   node bench/query.mjs ROWS
import { serve } from '../scripts/serve.mjs';
import { inNewBrowser } from './import/browser.mjs';
import { contactsFile } from './import/contacts-file.mjs';
import { typedTexts } from './query/typed.js';

/**
 * @typedef {object} Run
 * @property {number} preparation  milliseconds, before the first search
 * @property {Record<string, {times: number[], total: number}>} answers  by text
 * @property {Record<string, number>} [extras]
 * @property {number} [contacts]
 * @property {Dashboard} [dashboard]
 */

/**
 * @typedef {object} Dashboard
 * @property {{firstRows: number, opened: number}[]} visits  ms since the page began to load
 * @property {{key: string, time: number}[]} keys
 */

// The first one knows no rows of last time.
const VISITS = 3;
// What the next page shows first is kept in the second after the last change.
const KEEP_MS = 2500;

// Between two keys, as people type who are quick.
const KEY_MS = 150;

const [rowCount = '1000000'] = process.argv.slice(2);
const file = contactsFile(Number(rowCount));
const server = await serve({ port: 0, root: new URL('..', import.meta.url).pathname });
const url = `${server.url}bench/query/page.html`;

/** @param {string} peer  or '' for Kartei */
async function run(peer) {
  const { result, peak } = await inNewBrowser({ url, file }, async (page) => {
    const run = await page.evaluate((name) => {
      const { queryKartei, queryPeer } = /** @type {any} */ (globalThis);
      return name ? queryPeer(name) : queryKartei();
    }, peer);
    return peer ? run : { ...run, dashboard: await runDashboard(page) };
  });
  return { ...result, peak };
}

/**
 * The page that people use, over the book that the run above has left: from its start to its first
 * rows and to the open book, and from each key to the painted rows that answer it.
 * @param {import('playwright-core').Page} page
 * @returns {Promise<Dashboard>}
 */
async function runDashboard(page) {
  await page.addInitScript({ path: new URL('query/dashboard.js', import.meta.url).pathname });
  const search = page.getByRole('searchbox');
  const measure = () => page.evaluate(() => /** @type {any} */ (globalThis).measured());
  const visits = [];
  while (visits.length < VISITS) {
    await page.goto('about:blank');
    await page.goto(`${server.url}web/`);
    while (!(await measure()).opened) await page.waitForTimeout(50);
    const { firstRows, opened } = await measure();
    visits.push({ firstRows, opened });
    await page.waitForTimeout(KEEP_MS);
  }
  for (const text of typedTexts().filter((text) => text.length >= 3)) {
    await search.fill('');
    await page.waitForTimeout(KEY_MS);
    await search.pressSequentially(text, { delay: KEY_MS });
    await page.waitForTimeout(KEY_MS);
  }
  return { visits, keys: (await measure()).keys };
}

/** @type {Record<string, Run & {peak: number}>} */
const runs = {
  Kartei: await run(''),
  'JavaScript arrays': await run('arrays'),
  'SQLite, indexes': await run('indexes'),
  'SQLite, trigrams': await run('trigrams'),
};
await server.close();

// --- what came out -------------------------------------------------------------------------------

/** @param {number[]} times @param {number} share */
const quantile = (times, share) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))];
const ms = (/** @type {number} */ time) => time.toFixed(1).padStart(8);

const groups = new Map([
  ['one letter', (/** @type {string} */ text) => text.length === 1],
  ['two', (/** @type {string} */ text) => text.length === 2],
  ['three', (/** @type {string} */ text) => text.length === 3],
  ['four to six', (/** @type {string} */ text) => text.length > 3 && !text.includes(' ')],
  ['two words', (/** @type {string} */ text) => text.includes(' ')],
  ['all', () => true],
]);
console.log(`${rowCount} rows; milliseconds: median and 99th percentile of all keys`);
console.log(' '.repeat(20), ...[...groups.keys()].map((name) => name.padStart(17)));
for (const [name, { answers }] of Object.entries(runs)) {
  const cells = [...groups.values()].map((isIn) => {
    const times = typedTexts()
      .filter(isIn)
      .flatMap((text) => answers[text].times);
    return `${ms(quantile(times, 0.5))} ${ms(quantile(times, 0.99))}`;
  });
  console.log(name.padEnd(20), ...cells);
}
for (const [name, { preparation, peak, extras = {} }] of Object.entries(runs)) {
  const more = Object.entries(extras).map(([what, time]) => `${what} ${time.toFixed(1)} ms`);
  console.log(
    `${name.padEnd(20)} prepared in ${(preparation / 1000).toFixed(1)} s, ${Math.round(peak)} MB`,
    more.join(', '),
  );
}
const { visits, keys } = runs.Kartei.dashboard ?? { visits: [], keys: [] };
for (const [visit, { firstRows, opened }] of visits.entries()) {
  console.log(
    `the page, visit ${visit + 1}: first rows after ${Math.round(firstRows)} ms,`,
    `the book is open after ${Math.round(opened)}`,
  );
}
const answered = keys.filter(({ time }) => time > 0).map(({ time }) => time);
console.log(
  `the page: ${answered.length} of ${keys.length} keys,`,
  `to painted rows: median ${ms(quantile(answered, 0.5))} ms, 95 % ${ms(quantile(answered, 0.95))}`,
);
// Kartei finds more, by spellings of umlauts; and fewer zeros, because its phones are in
// international form. Anything else that it does not find is said here.
const fewer = typedTexts().filter(
  (text) => runs.Kartei.answers[text].total < runs['JavaScript arrays'].answers[text].total,
);
for (const text of fewer) {
  const [ours, theirs] = [runs.Kartei, runs['JavaScript arrays']].map((r) => r.answers[text].total);
  console.log(`fewer hits for "${text}": ${ours}, the arrays ${theirs}`);
}
