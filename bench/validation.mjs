// E-mail addresses and phone numbers: Kartei's core as wasm beside what a JavaScript application
// would take, on the same rows in the same process, in turn.
//   node bench/validation.mjs MODULE.mjs ROWS ROUNDS
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const isEmail = createRequire(import.meta.url)('validator').isEmail;
const [modulePath, rowCount = '100000', roundCount = '7'] = process.argv.slice(2);
const { default: loadBench } = await import(pathToFileURL(modulePath).href);
const bench = await loadBench();

// mulberry32: the same rows each time.
let state = 20261125;
const random = (/** @type {number} */ limit) => {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) % limit;
};
const digits = (/** @type {number} */ count) =>
  Array.from({ length: count }, () => random(10)).join('');

// As German contact lists have them: mobiles and fixed lines, national and international, some from
// abroad, one in twenty wrong.
const phones = Array.from({ length: Number(rowCount) }, () => {
  const kinds = [
    () => `0151 ${digits(8)}`,
    () => `+49 (0)170/${digits(7)}`,
    () => `030-${digits(7)}`,
    () => `0049 89 ${digits(6)}`,
    () => `+4366${digits(8)}`,
    () => `+41 79 ${digits(3)} ${digits(2)} ${digits(2)}`,
    () => `+1 (212) 5${digits(2)}-${digits(4)}`,
    () => `+44 20 7${digits(3)} ${digits(4)}`,
    () => `089/${digits(8)}`,
    () => `0800 ${digits(7)}`,
  ];
  return random(20) === 0 ? digits(random(6)) || '-' : kinds[random(kinds.length)]();
});
const emails = Array.from({ length: Number(rowCount) }, () => {
  const name = `${'abcdefghijklmnop'.slice(random(8), 9 + random(7))}.${digits(3)}`;
  const domain = ['gmail.com', 'web.de', 'gmx.net', 'example.co.uk', 'firma-mueller.de'][random(5)];
  const wrong = ['@', '..', ' ', '@@', '.@'];
  return random(20) === 0 ? `${name}${wrong[random(5)]}${domain}` : `${name}@${domain}`;
});
const phoneLines = phones.join('\n');
const emailLines = emails.join('\n');

/** @type {Record<string, () => number>} what it found valid */
const runs = {
  'phone: Kartei': () => bench.checkPhones(phoneLines, 'DE').valid,
  'phone: libphonenumber-js/max': () => {
    let valid = 0;
    let bytes = 0;
    for (const phone of phones) {
      const number = parsePhoneNumberFromString(phone, 'DE');
      if (!number) continue;
      if (number.isValid()) ++valid;
      bytes += number.format('E.164').length;
    }
    return bytes > 0 ? valid : 0;
  },
  'e-mail: Kartei': () => bench.checkEmails(emailLines).valid,
  'e-mail: validator.js': () => emails.filter((email) => isEmail(email)).length,
};

/** @type {Record<string, number[]>} rows a second */
const rates = {};
/** @type {Record<string, number>} */
const found = {};
for (let round = 0; round <= Number(roundCount); ++round) {
  for (const [name, run] of Object.entries(runs)) {
    const start = performance.now();
    found[name] = run();
    const seconds = (performance.now() - start) / 1000;
    // The first round is for the compilers.
    if (round > 0) (rates[name] ??= []).push(Number(rowCount) / seconds);
  }
}

const median = (/** @type {number[]} */ numbers) =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const whole = (/** @type {number} */ number) => Math.round(number).toLocaleString('en');
for (const [name, list] of Object.entries(rates)) {
  const range = `${whole(Math.min(...list))} to ${whole(Math.max(...list))}`;
  console.log(
    `${name.padEnd(30)} ${whole(median(list)).padStart(12)} a second (${range}), ` +
      `${whole(found[name])} of ${whole(Number(rowCount))} valid`,
  );
}
const ratio = (/** @type {string} */ ours, /** @type {string} */ theirs) =>
  (median(rates[ours]) / median(rates[theirs])).toFixed(1);
console.log(`phone: ${ratio('phone: Kartei', 'phone: libphonenumber-js/max')} times as fast`);
console.log(`e-mail: ${ratio('e-mail: Kartei', 'e-mail: validator.js')} times as fast`);
