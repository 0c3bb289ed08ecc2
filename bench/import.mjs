// A whole import, and its parts, beside what a JavaScript application would take: the same file, in
// turn, each time in a Chromium with a new profile.
//   node bench/import.mjs ROWS ROUNDS
import { readFileSync, statSync, writeFileSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { serve } from '../scripts/serve.mjs';
import { PHONE } from './contacts/names.mjs';
import { inNewBrowser } from './import/browser.mjs';
import { contactsFile } from './import/contacts-file.mjs';
import { mainCountry } from './import/main-country.js';
import { PeerChecker } from './import/peer-checker.js';

/**
 * @typedef {object} Run
 * @property {number} total  milliseconds
 * @property {number[]} [again]  the same, of what was done again in the same worker
 * @property {Record<string, number>} [stages]
 * @property {Record<string, number>} counts
 * @property {string} [first]
 * @property {number} peak       MB
 * @property {number} processor  milliseconds
 */

const require = createRequire(import.meta.url);
const [rowCount = '1000000', roundCount = '3'] = process.argv.slice(2);
const file = contactsFile(Number(rowCount));
const megabytes = statSync(file).size / 1e6;
const server = await serve({ port: 0, root: new URL('..', import.meta.url).pathname });
const url = `${server.url}bench/import/page.html`;

const worker = (/** @type {string} */ script, /** @type {string} */ task) => ({ script, task });
// What the page does by itself is named by its function.
/** @type {Record<string, {script: string, task: string}>} */
const tasks = {
  'import: Kartei': worker('', 'importWithKartei'),
  'import: uDSV to SQLite': worker('peer-worker.js', 'import'),
  'parse: Kartei': worker('kartei-worker.js', 'parse'),
  'parse: uDSV': worker('peer-worker.js', 'parse with uDSV'),
  'parse: Papa Parse': worker('peer-worker.js', 'parse with Papa Parse'),
  'parse: decoding to a string': worker('peer-worker.js', 'decode'),
  'parse: scan': worker('kartei-worker.js', 'scan'),
  'check: Kartei': worker('', 'checkWithKartei'),
  'check: Papa Parse and the rest': worker('', 'checkWithPeers'),
};

/** @type {Record<string, Run[]>} */
const runs = {};
for (let round = 0; round < Number(roundCount); ++round) {
  for (const [name, { script, task }] of Object.entries(tasks)) {
    const { result, ...used } = await inNewBrowser({ url, file }, (page) =>
      page.evaluate(
        ([script, task]) => {
          const page = /** @type {any} */ (globalThis);
          return script ? page.runInWorker(script, task) : page[task]();
        },
        [script, task],
      ),
    );
    (runs[name] ??= []).push({ ...result, ...used });
  }
}
await server.close();

// --- what came out -------------------------------------------------------------------------------

const median = (/** @type {number[]} */ numbers) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const seconds = (/** @type {number} */ ms) => (ms / 1000).toFixed(ms < 1000 ? 3 : 2);
const totals = (/** @type {string} */ name) => runs[name].map(({ total }) => total);
const totalsAgain = (/** @type {string} */ name) =>
  runs[name].map(({ again = [] }) => median(again));
const processor = (/** @type {string} */ name) => runs[name].map((run) => run.processor);
const peaks = (/** @type {string} */ name) => runs[name].map(({ peak }) => peak);
const counts = (/** @type {string} */ name) => runs[name][0].counts;

console.log(`${rowCount} rows, ${megabytes.toFixed(1)} MB, ${roundCount} rounds`);
for (const [name, list] of Object.entries(runs)) {
  const [least, most] = [Math.min(...totals(name)), Math.max(...totals(name))];
  const rate = (megabytes / median(totals(name))) * 1000;
  const { stages = {} } = list.find(({ total }) => total === median(totals(name))) ?? {};
  const parts = Object.entries(stages).map(([stage, ms]) => `${stage} ${seconds(ms)}`);
  if (list[0].again?.length) parts.push(`again ${seconds(median(totalsAgain(name)))}`);
  console.log(
    `${name.padEnd(32)} ${seconds(median(totals(name))).padStart(7)} s ` +
      `(${seconds(least)} to ${seconds(most)}), ${rate.toFixed(0).padStart(5)} MB/s, ` +
      `processor ${seconds(median(processor(name)))} s, ` +
      `peak ${median(peaks(name)).toFixed(0)} MB${parts.length ? `: ${parts.join(', ')}` : ''}`,
  );
}

/**
 * Whose round is compared with whose: both ran one after the other.
 * @param {string} label
 * @param {string} ours
 * @param {string} theirs
 * @param {number} goal
 * @param {(name: string) => number[]} measure
 */
function compare(label, ours, theirs, goal, measure = totals) {
  const mine = measure(ours);
  const ratios = measure(theirs).map((value, round) => value / mine[round]);
  const [least, most] = [Math.min(...ratios), Math.max(...ratios)].map((r) => r.toFixed(1));
  const verdict = median(ratios) >= goal ? 'reached' : 'missed';
  console.log(
    `${label}: ${median(ratios).toFixed(1)} times (${least} to ${most}); goal ${goal}, ${verdict}`,
  );
}

/** @type {[string, string]} */
const imports = ['import: Kartei', 'import: uDSV to SQLite'];
compare('import, speed', ...imports, 10);
compare('import, processor time', ...imports, 10, processor);
compare('import, memory', ...imports, 2, peaks);
compare('parse, beside uDSV', 'parse: Kartei', 'parse: uDSV', 5);
compare('parse, beside Papa Parse', 'parse: Kartei', 'parse: Papa Parse', 10);
compare('parse again, beside uDSV', 'parse: Kartei', 'parse: uDSV', 5, totalsAgain);
compare('parse again, beside Papa Parse', 'parse: Kartei', 'parse: Papa Parse', 10, totalsAgain);
compare(
  'check, beside Papa Parse and the rest',
  'check: Kartei',
  'check: Papa Parse and the rest',
  20,
);
const share = median(totals('parse: scan')) / median(totals('parse: Kartei'));
console.log(`parse: ${(100 * share).toFixed(0)} % of the speed of the bare scan`);

// --- the same rows? ------------------------------------------------------------------------------

/** @typedef {import('libphonenumber-js/max').PhoneNumber} PhoneNumber */
/** @type {Record<string, (number: PhoneNumber, country: keyof typeof PHONE) => boolean>} */
const phoneRules = {
  // What an application asks for.
  valid: (number) => number.isValid(),
  // What Kartei asks for: a length that the country has, the calling code that the row names, and
  // no national prefix among the digits.
  possible: (number, country) =>
    number.isPossible() &&
    number.countryCallingCode === PHONE[country].cc &&
    !(PHONE[country].np === '0' && number.nationalNumber.startsWith('0')),
};

/**
 * What must come out, by the peers' own parts.
 * @param {string} rule
 */
function expectedCounts(rule) {
  const known = `${file}.counts-${rule}.json`;
  if (existsSync(known)) return JSON.parse(readFileSync(known, 'utf8'));
  const { inferSchema, initParser } = require('udsv');
  const { isEmail } = require('validator');
  const text = readFileSync(file, 'utf8');
  const readPhone = (/** @type {string} */ phone, /** @type {string} */ countryCode) => {
    const country = mainCountry(countryCode);
    const number = parsePhoneNumberFromString(phone, country);
    return number && phoneRules[rule](number, country) ? number.number : '';
  };
  const rows = initParser(inferSchema(text)).stringArrs(text);
  const checker = new PeerChecker({ isEmail, readPhone });
  const contacts = checker.check(rows).length;
  // A check rejects what is wrong, which nothing is not, and compares the others.
  const good = rows.filter(
    ([, email, phone, code]) => (!email || isEmail(email)) && (!phone || readPhone(phone, code)),
  );
  const goodChecker = new PeerChecker({ isEmail, readPhone });
  goodChecker.check(good);
  const expected = {
    contacts,
    ...checker.counts,
    rejected: rows.length - good.length,
    good_duplicates: goodChecker.counts.duplicates,
  };
  writeFileSync(known, JSON.stringify(expected));
  return expected;
}

let isGood = true;
/**
 * @param {string} name
 * @param {Record<string, number>} found
 * @param {Record<string, number>} expected
 */
function checkCounts(name, found, expected) {
  const words = Object.entries(found).map(([key, value]) => {
    const isSame = value === expected[key];
    isGood &&= isSame;
    return `${value} ${key}${isSame ? '' : ` (expected ${expected[key]})`}`;
  });
  console.log(`${name.padEnd(32)} ${words.join(', ')}`);
}
const [valid, possible] = [expectedCounts('valid'), expectedCounts('possible')];
const cells = { cells: Number(rowCount) * 5 };
checkCounts('import: uDSV to SQLite', counts('import: uDSV to SQLite'), valid);
checkCounts('import: Kartei', counts('import: Kartei'), possible);
checkCounts('check: Papa Parse and the rest', counts('check: Papa Parse and the rest'), valid);
checkCounts('check: Kartei', counts('check: Kartei'), possible);
for (const name of ['parse: Kartei', 'parse: uDSV', 'parse: Papa Parse']) {
  checkCounts(name, counts(name), cells);
}
console.log(
  `${valid.bad_phones - possible.bad_phones} phones are possible but not valid: ` +
    'Kartei takes them (docs/decisions.md)',
);
process.exitCode = isGood ? 0 : 1;
