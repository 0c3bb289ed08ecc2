// Makes collation_tables.h out of the root collation of CLDR (UTS #35, part 5) and the Unicode
// Character Database:
//   node collation_tables.mjs OUT.h allkeys_CLDR.txt UnicodeData.txt
//
// core/base/collation_elements.cpp unpacks the tables; whatever it takes for granted is asserted
// here, so that a new version of CLDR either fits or stops the build.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { varint } from './packing/varint.mjs';
import { rows } from './unicode/rows.mjs';

const [out, allKeys, unicodeData] = process.argv.slice(2);

// --- sources -----------------------------------------------------------------------------------

/** @typedef {[number, number, number]} Element  primary, secondary and tertiary weight */

const parseHex = (/** @type {string} */ text) =>
  text.split(' ').map((/** @type {string} */ hex) => parseInt(hex, 16));

const decomposed = new Set(
  rows(unicodeData)
    .filter(([, , , , , decomposition]) => decomposition && !decomposition.startsWith('<'))
    .map(([hex]) => parseInt(hex, 16)),
);
/** Texts are decomposed before they are looked up. */
const isNormal = (/** @type {number} */ c) => !decomposed.has(c) && !(c >= 0xac00 && c <= 0xd7a3);

const entries = rows(allKeys)
  .filter(([cell]) => !cell.startsWith('@'))
  .map(([cell, weights]) => ({
    codePoints: parseHex(cell),
    elements: [...weights.matchAll(/\[[.*](\w+)\.(\w+)\.(\w+)\]/g)].map(
      ([, ...cells]) => /** @type {Element} */ (cells.map((hex) => parseInt(hex, 16))),
    ),
  }))
  .filter(({ codePoints }) => codePoints.every(isNormal));

// --- what is kept ------------------------------------------------------------------------------

// All of the BMP, and of the other planes what names are written with or decorated with: letters of
// Latin and Cyrillic, mathematical letters, enclosed letters, pictures.
const blocks = [
  [0, 0xfffc],
  [0xfffe, 0xfffe],
  [0x10780, 0x107bf],
  [0x1d400, 0x1d7ff],
  [0x1df00, 0x1e08f],
  [0x1f000, 0x1ffff],
];
// Characters that stand for several, as one of these kinds: Arabic ligatures of contextual forms,
// words and numbers in a square, radicals, enclosed letters. A kilobyte and a half with brotli.
const omittedSequences = [
  [0x2e80, 0x2fff],
  [0x3200, 0x33ff],
  [0xfb50, 0xfefc],
  [0x1f100, 0x1f2ff],
];
const isWithin = (/** @type {number[][]} */ ranges, /** @type {number} */ c) =>
  ranges.some(([first, last]) => c >= first && c <= last);
// From here on, primary weights are implicit (UTS #10, 10.1.3): computed where they are needed.
const kFirstImplicit = 0xfb00;

const kept = entries.filter(
  ({ codePoints: [c], elements }) =>
    isWithin(blocks, c) &&
    elements.every(([primary]) => primary < kFirstImplicit) &&
    !(elements.length > 1 && isWithin(omittedSequences, c)),
);
const singles = new Map(
  kept
    .filter(({ codePoints }) => codePoints.length === 1)
    .map(({ codePoints: [c], elements }) => [c, elements]),
);

// --- weights -----------------------------------------------------------------------------------

const kCommonSecondary = 0x20;
const distinct = (/** @type {number[]} */ values) => [...new Set(values)].sort((a, b) => a - b);

// An element is a letter, with the common secondary weight, or a mark, without a primary weight, or
// nothing. So one number says it, in the order of marks and then letters: its rank.
const all = kept.flatMap(({ elements }) => elements);
for (const [primary, secondary, tertiary] of all) {
  assert(primary ? secondary === kCommonSecondary : secondary !== kCommonSecondary);
  assert(primary || secondary ? tertiary >= 2 && tertiary < 32 : !tertiary);
}
const marks = distinct(all.filter(([primary]) => !primary).map(([, secondary]) => secondary));
const letters = distinct(all.map(([primary]) => primary)).filter(Boolean);
assert(marks[0] === 0);
// One byte each in a key, of which 0 to 3 have another meaning.
assert(marks.length - 1 <= 252);
const rank = (/** @type {Element} */ [primary, secondary]) =>
  primary ? marks.length + letters.indexOf(primary) : marks.indexOf(secondary);

// --- contractions --------------------------------------------------------------------------------

// A vowel sign that is written before its consonant, and sorted after it (UTS #10, 10.1): every
// contraction that only swaps two. `seconds`: to which of these consonants.
const isSwap = ({ codePoints: [first, second, ...rest], elements }) =>
  rest.length === 0 &&
  JSON.stringify(elements) ===
    JSON.stringify([...(singles.get(second) ?? []), ...(singles.get(first) ?? [])]);
const sequences = kept.filter(({ codePoints }) => codePoints.length > 1);
const swaps = new Map();
for (const {
  codePoints: [first, second],
} of sequences.filter(isSwap)) {
  swaps.set(first, [...(swaps.get(first) ?? []), second]);
}
/** @param {number[]} sorted */
function runsOf(sorted) {
  const runs = [];
  for (const c of sorted) {
    const run = runs.at(-1);
    // What is between two of them has no entry of its own.
    const joins = run && ![...singles.keys()].some((x) => x > run[1] && x < c);
    if (joins) run[1] = c;
    else runs.push([c, c]);
  }
  return runs;
}
const firstsBySeconds = new Map();
for (const [first, seconds] of swaps) {
  firstsBySeconds.set(seconds.join(), [...(firstsBySeconds.get(seconds.join()) ?? []), first]);
}
const swapRows = [...firstsBySeconds.values()].flatMap((firsts) =>
  runsOf(firsts).flatMap((run) =>
    runsOf(swaps.get(firsts[0]).sort((a, b) => a - b)).map((seconds) => [...run, ...seconds]),
  ),
);

// The others in steps of two, the first of which may be a contraction itself. Each is looked up as
// a code point of its own, among the surrogates, which no text has.
const kFirstContraction = 0xd800;
const contractions = sequences.filter((entry) => !isSwap(entry));
contractions.sort(
  (a, b) =>
    a.codePoints.length - b.codePoints.length ||
    a.codePoints.map((c, i) => c - b.codePoints[i]).find((difference) => difference !== 0) ||
    0,
);
const isSame = (/** @type {number[]} */ a, /** @type {number[]} */ b) => a.join() === b.join();
const pairs = contractions.map(({ codePoints }) => {
  const second = codePoints.at(-1);
  if (codePoints.length === 2) return [codePoints[0], second];
  const prefix = contractions.findIndex((other) =>
    isSame(other.codePoints, codePoints.slice(0, -1)),
  );
  assert(prefix >= 0);
  return [kFirstContraction + prefix, second];
});
assert(pairs.every((pair) => pair.every((c) => c < 0x10000)));
for (let i = 1; i < pairs.length; ++i) {
  assert((pairs[i - 1][0] - pairs[i][0] || pairs[i - 1][1] - pairs[i][1]) < 0);
}
contractions.forEach(({ elements }, i) => singles.set(kFirstContraction + i, elements));

// --- columns -------------------------------------------------------------------------------------

const kMore = 32;
// Near to the last rank, a step is one byte; elsewhere a byte says the higher bits of the rank.
const kFar = 190;
const columns = {
  /** @type {number[]} */ runs: [],
  /** @type {number[]} */ steps: [],
  /** @type {number[]} */ farRanks: [],
  /** @type {number[]} */ tertiaries: [],
  /** @type {number[]} */ moreCounts: [],
  /** @type {number[]} */ moreRanks: [],
  /** @type {number[]} */ moreTertiaries: [],
};
const codePoints = [...singles.keys()].sort((a, b) => a - b);
let end = 0;
let runCount = 0;
for (let i = 0, j = 0; i < codePoints.length; i = j) {
  for (j = i + 1; codePoints[j] === codePoints[j - 1] + 1;) ++j;
  columns.runs.push(...varint(codePoints[i] - end), ...varint(j - i));
  end = codePoints[j - 1] + 1;
  ++runCount;
}
assert(kFar + ((marks.length + letters.length) >> 8) < 256);
let previous = 0;
for (const c of codePoints) {
  const [first, ...more] = singles.get(c) ?? [];
  const step = rank(first) - previous - 1;
  const near = step < 0 ? -2 * step - 1 : 2 * step;
  columns.steps.push(near < kFar ? near : kFar + (rank(first) >> 8));
  if (near >= kFar) columns.farRanks.push(rank(first) & 255);
  previous = rank(first);
  columns.tertiaries.push(first[2] | (more.length ? kMore : 0));
  if (more.length) columns.moreCounts.push(more.length);
  for (const element of more) {
    columns.moreRanks.push(rank(element) & 255, rank(element) >> 8);
    columns.moreTertiaries.push(element[2]);
  }
}

// --- output --------------------------------------------------------------------------------------

const table = (
  /** @type {string} */ type,
  /** @type {string} */ name,
  /** @type {unknown[]} */ cells,
) => `inline constexpr ${type} ${name}[] = {${cells.join()}};`;
const struct = (/** @type {number[]} */ cells) => `{${cells.join()}}`;

const header = [
  '// Made by cmake/tables/collation_tables.mjs.',
  '#pragma once',
  '#include <cstdint>',
  'namespace kartei::collation {',
  '',
  '// Ranks of weights: 0 is none, then marks (secondary), then letters (primary).',
  `inline constexpr unsigned kMarkCount = ${marks.length};`,
  `inline constexpr unsigned kRankCount = ${marks.length + letters.length};`,
  '',
  '// Code points that have elements, as runs: how many are left out before it, its length.',
  '// Numbers in bytes of seven bits, the lowest first.',
  `inline constexpr unsigned kRunCount = ${runCount};`,
  table('uint8_t', 'kRuns', columns.runs),
  '// Of each: the rank of its first element. Below kFar, the distance to one behind that of the',
  '// last (0, -1, 1, -2 as 0, 1, 2, 3); else kFar + its higher bits, and the lower eight in',
  '// kFarRanks.',
  `inline constexpr uint8_t kFar = ${kFar};`,
  table('uint8_t', 'kSteps', columns.steps),
  table('uint8_t', 'kFarRanks', columns.farRanks),
  '// Of each: the tertiary weight of its first element, and whether it has more.',
  `inline constexpr uint8_t kMore = ${kMore};`,
  table('uint8_t', 'kTertiaries', columns.tertiaries),
  '// Of each that has more: how many more. Of each of those: its rank, in two bytes, and its',
  '// tertiary weight.',
  table('uint8_t', 'kMoreCounts', columns.moreCounts),
  table('uint8_t', 'kMoreRanks', columns.moreRanks),
  table('uint8_t', 'kMoreTertiaries', columns.moreTertiaries),
  '',
  '// Contractions, sorted: two code points that are looked up as one, kFirstContraction + its',
  '// place here.',
  `inline constexpr char32_t kFirstContraction = ${kFirstContraction};`,
  'struct Pair {',
  '  uint16_t first, second;',
  '};',
  table('Pair', 'kPairs', pairs.map(struct)),
  '// Vowel signs that are sorted behind the consonant that they are written before.',
  'struct Swap {',
  '  uint16_t first, last, first_consonant, last_consonant;',
  '};',
  table('Swap', 'kSwaps', swapRows.map(struct)),
  '}  // namespace kartei::collation',
];
writeFileSync(out, header.join('\n') + '\n');
