// Makes unicode_tables.h out of the Unicode Character Database:
//   node unicode_tables.mjs OUT.h UnicodeData.txt CaseFolding.txt CompositionExclusions.txt
//
// core/base/unicode.cpp reads the tables; whatever it takes for granted is asserted here, so that a
// new Unicode version either fits or stops the build.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { differences, gaps } from './packing/varint.mjs';
import { rows } from './unicode/rows.mjs';

const [out, unicodeData, caseFolding, compositionExclusions] = process.argv.slice(2);

const codePoint = (hex) => parseInt(hex, 16);

// --- sources -----------------------------------------------------------------------------------

const characters = new Map(); // code point -> {name, category, combiningClass}
const decompositions = new Map(); // code point -> [a] or [a, b], canonical, one step
for (const [hex, name, category, combiningClass, , decomposition] of rows(unicodeData)) {
  const c = codePoint(hex);
  characters.set(c, { name, category, combiningClass: Number(combiningClass) });
  if (decomposition && !decomposition.startsWith('<')) {
    decompositions.set(c, decomposition.split(' ').map(codePoint));
  }
}
const combiningClass = (c) => characters.get(c)?.combiningClass ?? 0;
const excluded = new Set(rows(compositionExclusions).map(([hex]) => codePoint(hex)));

const isHangul = (c) => c >= 0xac00 && c <= 0xd7a3;
const isVowelOrTrailingJamo = (c) => (c >= 0x1161 && c <= 0x1175) || (c >= 0x11a8 && c <= 0x11c2);

function decompose(c) {
  assert(!isHangul(c));
  return (decompositions.get(c) ?? [])
    .flatMap((part) => decompose(part))
    .concat(decompositions.has(c) ? [] : [c]);
}

// Full_Composition_Exclusion, UAX #15, section 5.
const composes = (c) => {
  const [first, second] = decompositions.get(c);
  return second !== undefined && !excluded.has(c) && !combiningClass(c) && !combiningClass(first);
};
const compositions = [...decompositions.keys()].filter(composes);
const joins = new Set(compositions.map((c) => decompositions.get(c)[1]));

// --- folding -----------------------------------------------------------------------------------

const foldings = new Map(); // code point -> code points, for what decomposition leaves
for (const [hex, status, mapping] of rows(caseFolding)) {
  if (status === 'C' || status === 'F') {
    foldings.set(codePoint(hex), mapping.split(' ').map(codePoint));
  }
}
const text = (string) => [...string].map((character) => character.codePointAt(0));
for (const [from, to] of [
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['þ', 'th'],
  ['ð', 'd'],
  ['ı', 'i'],
  ['ȷ', 'j'],
  // One key on a keyboard, whatever a word processor made of it.
  ...['‘', '’', '‛', 'ʻ', 'ʼ', 'ʹ'].map((apostrophe) => [apostrophe, "'"]),
  ...['‐', '‑', '‒', '–', '—', '―', '−'].map((hyphen) => [hyphen, '-']),
]) {
  foldings.set(from.codePointAt(0), text(to));
}
for (const [c, { name, category }] of characters) {
  const stroke = /^LATIN SMALL LETTER ([A-Z]) WITH (DIAGONAL )?STROKE$/.exec(name);
  if (stroke) foldings.set(c, text(stroke[1].toLowerCase()));
  if (category === 'Zs' && c !== 0x20) foldings.set(c, [0x20]);
  if (/^FULLWIDTH /.test(name) && c <= 0xff5e) foldings.set(c, [c - 0xfee0]);
}

// Marks that modify a letter (not vowel signs and viramas, combining classes 0 and 9, which in
// Indic scripts are what other scripts write as letters), and characters that cannot be seen.
const isDropped = (c) => {
  const { name = '', category = '' } = characters.get(c) ?? {};
  return (
    ![0, 9].includes(combiningClass(c)) ||
    category === 'Cf' ||
    category === 'Me' ||
    /VARIATION SELECTOR|GRAPHEME JOINER/.test(name)
  );
};

function fold(c) {
  if (isHangul(c)) return [c];
  return decompose(c).flatMap((part) =>
    isDropped(part) ? [] : foldings.has(part) ? foldings.get(part).flatMap(fold) : [part],
  );
}
const folds = (c) => foldings.has(c) && !decompositions.has(c) && !isDropped(c);

// --- properties, as a two-stage table ------------------------------------------------------------

const flags = { joins: 1, mayChange: 2, decomposes: 4, folds: 8, dropped: 16 };
const properties = (c) => {
  let bits = 0;
  const first = isHangul(c) ? c : decompose(c)[0];
  const canJoin = (x) => joins.has(x) || isVowelOrTrailingJamo(x);
  if (combiningClass(first) || canJoin(first)) bits |= flags.joins;
  if ((decompositions.has(c) && !composes(c)) || canJoin(c)) bits |= flags.mayChange;
  if (decompositions.has(c)) bits |= flags.decomposes;
  if (folds(c)) bits |= flags.folds;
  if (isDropped(c)) bits |= flags.dropped;
  return (combiningClass(c) << 8) | bits;
};

// Two ranges far out have one value each and are left to the reader.
const kIdeographs = [0x2f800, 0x2fa1d];
const kTags = [0xe0001, 0xe01ef];
const special = [...characters.keys()].filter((c) => properties(c) !== 0);
const ideographProperties = flags.mayChange | flags.decomposes;
for (const c of special.filter((x) => x >= 0x20000)) {
  const [low, high, value] =
    c <= kIdeographs[1] ? [...kIdeographs, ideographProperties] : [...kTags, flags.dropped];
  assert(c >= low && c <= high && properties(c) === value);
}
for (let c = kIdeographs[0]; c <= kIdeographs[1]; ++c) assert(decompositions.has(c));

const values = [...new Set([0, ...special.map(properties)])];
assert(values.length <= 256);
const trieEnd = special.findLast((c) => c < 0x20000) + 1;

function twoStages(shift) {
  const size = 1 << shift;
  const blocks = new Map();
  const index = [];
  for (let start = 0; start < trieEnd; start += size) {
    const block = Array.from({ length: size }, (_, i) => values.indexOf(properties(start + i)));
    const key = block.join();
    if (!blocks.has(key)) blocks.set(key, { number: blocks.size, block });
    index.push(blocks.get(key).number);
  }
  const leaves = [...blocks.values()].flatMap(({ block }) => block);
  return { shift, index, leaves, isSmall: blocks.size <= 256, bytes: index.length + leaves.length };
}
const trie = [4, 5, 6, 7]
  .map(twoStages)
  .filter(({ isSmall }) => isSmall)
  .sort((a, b) => a.bytes - b.bytes)[0];

// --- decompositions and compositions -------------------------------------------------------------

const compatibility = [0xf900, 0xfad9];
const isCompatibilityIdeograph = (c) =>
  (c >= compatibility[0] && c <= compatibility[1]) || (c >= kIdeographs[0] && c <= kIdeographs[1]);
const range = ([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i);
const ideographs = [...range(compatibility), ...range(kIdeographs)].map((c) => {
  const [target, second] = decompositions.get(c) ?? [0];
  assert(second === undefined && (target < 0x10000 || target >> 16 === 2));
  return target;
});
const plane2 = ideographs.reduce((bytes, target, i) => {
  bytes[i >> 3] = (bytes[i >> 3] ?? 0) | ((target >> 16 === 2 ? 1 : 0) << (i & 7));
  return bytes;
}, []);

const pairs = [...decompositions.keys()].filter((c) => !isCompatibilityIdeograph(c));
pairs.sort((a, b) => a - b);
for (const c of pairs) {
  assert(c < 0x20000);
  for (const part of decompositions.get(c)) assert(part >> 16 === c >> 16);
  assert(decompose(c).length <= 4);
  assert(!decompositions.has(decompositions.get(c)[1]));
}
// Whether it is composed again, in the lowest bit.
const composing = pairs.map((c) => 2 * c + (composes(c) ? 1 : 0));
const part = (i) => pairs.map((c) => decompositions.get(c)[i] ?? 0);

// --- foldings ------------------------------------------------------------------------------------

const singles = [];
const strings = [];
for (const c of [...foldings.keys()].filter(folds).sort((a, b) => a - b)) {
  const folded = fold(c);
  for (const part of folded) assert.deepEqual(fold(part), [part]);
  if (folded.length === 1) {
    singles.push({ c, delta: folded[0] - c });
  } else {
    assert(folded.length <= 3 && [c, ...folded].every((x) => x < 0x10000));
    strings.push([c, ...folded, 0].slice(0, 4));
  }
}
// Runs of one distance, by ones or twos: capitals stand in a row or beside their small letters.
const runs = [];
for (const { c, delta } of singles) {
  const run = runs.at(-1);
  const step = run && c - run.last;
  if (run && run.delta === delta && step <= 2 && (!run.step || run.step === step)) {
    Object.assign(run, { last: c, step, count: run.count + 1 });
  } else {
    runs.push({ first: c, last: c, delta, step: 0, count: 1 });
  }
}
for (const run of runs) assert(run.first < 0x20000 && run.count < 0x4000);

// --- output --------------------------------------------------------------------------------------

const table = (type, name, cells) => `inline constexpr ${type} ${name}[] = {${cells.join()}};`;
const struct = (cells) => `{${cells.join()}}`;
const lower16 = (c) => c & 0xffff;

const header = [
  '// Made by cmake/tables/unicode_tables.mjs.',
  '#pragma once',
  '#include <cstddef>',
  '#include <cstdint>',
  'namespace kartei::unicode {',
  '',
  '// Code point -> block of kLeaves -> place in kProperties: combining class << 8 | flags.',
  `inline constexpr unsigned kBlockShift = ${trie.shift};`,
  `inline constexpr char32_t kTrieEnd = ${trieEnd};`,
  table('uint8_t', 'kBlocks', trie.index),
  table('uint8_t', 'kLeaves', trie.leaves),
  table('uint16_t', 'kProperties', values),
  '',
  '// Canonical decompositions, one step deep, sorted. Their columns, each of differences',
  '// (cmake/tables/packing): 2 * code point + whether it is composed again; the first part; the',
  '// second one, 0 for none.',
  `inline constexpr size_t kDecompositionCount = ${pairs.length};`,
  table('uint8_t', 'kDecomposed', gaps(composing)),
  table('uint8_t', 'kFirstParts', differences(part(0))),
  table('uint8_t', 'kSecondParts', differences(part(1))),
  '// CJK compatibility ideographs, U+F900 to U+FAD9 and U+2F800 to U+2FA1D: the lower 16 bits of',
  '// what each stands for, and whether that is in plane 2.',
  table('uint16_t', 'kIdeographs', ideographs.map(lower16)),
  table('uint8_t', 'kIdeographsInPlane2', plane2),
  '',
  '// `count` code points from `first`, by ones or by twos, that fold to themselves + delta.',
  'struct FoldRun {',
  '  uint32_t first : 17;',
  '  uint32_t by_twos : 1;',
  '  uint32_t count : 14;',
  '  int32_t delta;',
  '  constexpr char32_t last() const { return first + (count - 1) * (by_twos ? 2 : 1); }',
  '};',
  table(
    'FoldRun',
    'kFoldRuns',
    runs.map((run) => struct([run.first, run.step === 2 ? 1 : 0, run.count, run.delta])),
  ),
  '// A code point that folds to several; unused parts are 0.',
  'struct FoldString {',
  '  uint16_t code_point;',
  '  uint16_t parts[3];',
  '};',
  table(
    'FoldString',
    'kFoldStrings',
    strings.map(([c, ...parts]) => struct([c, struct(parts)])),
  ),
  '}  // namespace kartei::unicode',
];
writeFileSync(out, header.join('\n') + '\n');
