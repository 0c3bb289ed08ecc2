// Makes idna_tables.h out of the Unicode Character Database:
//   node idna_tables.mjs OUT.h UnicodeData.txt DerivedNormalizationProps.txt DerivedJoiningType.txt
//
// Which code points may stand in a U-label is derived as RFC 5892 says, for the Unicode version of
// these files. core/contact/idna.cpp reads the tables.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { gaps } from './packing/varint.mjs';
import { rows } from './unicode/rows.mjs';

const [out, unicodeData, normalizationProperties, joiningTypes] = process.argv.slice(2);

const kEnd = 0x110000;
const range = (first, last = first) =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i);
const parseRange = (cell) => range(...cell.split('..').map((hex) => parseInt(hex, 16)));

// --- sources -----------------------------------------------------------------------------------

const categories = new Map();
const bidiClasses = new Map();
const lower = new Map();
let firstOfRange = 0;
for (const [hex, name, category, , bidi, , , , , , , , , lowercase] of rows(unicodeData)) {
  const c = parseInt(hex, 16);
  if (name.endsWith(', First>')) firstOfRange = c;
  for (const each of range(name.endsWith(', Last>') ? firstOfRange : c, c)) {
    categories.set(each, category);
    bidiClasses.set(each, bidi);
  }
  if (lowercase) lower.set(c, parseInt(lowercase, 16));
}
// NFKC_Casefold changes it: RFC 5892's Unstable (2.2), and the default-ignorable ones besides.
const unstable = new Set(
  rows(normalizationProperties)
    .filter(([, property]) => property === 'Changes_When_NFKC_Casefolded')
    .flatMap(([cell]) => parseRange(cell)),
);
assert(unstable.has(0x41) && !unstable.has(0x61));
const joining = new Map(
  rows(joiningTypes).flatMap(([cell, type]) => parseRange(cell).map((c) => [c, type])),
);

// --- RFC 5892 ----------------------------------------------------------------------------------

// 2.6, without those that depend on their context, which idna.cpp knows one by one.
const alwaysValid = new Set([0xdf, 0x3c2, 0x6fd, 0x6fe, 0xf0b, 0x3007]);
const contextual = new Set([
  ...[0xb7, 0x375, 0x5f3, 0x5f4, 0x30fb, 0x200c, 0x200d],
  ...range(0x660, 0x669),
  ...range(0x6f0, 0x6f9),
]);
const neverValid = new Set([
  ...[0x640, 0x7fa, 0x302e, 0x302f, 0x303b, ...range(0x3031, 0x3035)],
  // 2.4, IgnorableBlocks.
  ...[...range(0x20d0, 0x20ff), ...range(0x1d100, 0x1d1ff), ...range(0x1d200, 0x1d24f)],
  // 2.9, OldHangulJamo.
  ...[...range(0x1100, 0x11ff), ...range(0xa960, 0xa97f), ...range(0xd7b0, 0xd7ff)],
]);
const letterDigits = ['Ll', 'Lu', 'Lo', 'Nd', 'Lm', 'Mn', 'Mc'];
const isValid = (c) =>
  alwaysValid.has(c) ||
  contextual.has(c) ||
  (!neverValid.has(c) && !unstable.has(c) && letterDigits.includes(categories.get(c)));

// --- properties --------------------------------------------------------------------------------

const flags = { valid: 1, mark: 2, joinsNext: 4, joinsPrevious: 8 };
const kBidiShift = 4;
// RFC 5893 tells no more apart, for what may stand in a label.
const bidiClass = (c) =>
  ({ L: 0, R: 1, AL: 1, AN: 2, EN: 3, NSM: 5 })[bidiClasses.get(c)] ?? 4; /* neutral */
const properties = (c) => {
  if (!isValid(c)) return 0;
  let bits = flags.valid | (bidiClass(c) << kBidiShift);
  if (categories.get(c).startsWith('M')) bits |= flags.mark;
  if ('LD'.includes(joining.get(c) ?? 'U')) bits |= flags.joinsNext;
  if ('RD'.includes(joining.get(c) ?? 'U')) bits |= flags.joinsPrevious;
  return bits;
};

// Capitals of what is valid. Those that become ASCII (the Kelvin sign) are left to NFC or refused.
const capitals = [...lower.keys()]
  .filter((c) => c >= 0x80 && lower.get(c) >= 0x80 && isValid(lower.get(c)))
  .sort((a, b) => a - b);
const isCapital = new Set(capitals);
for (const c of capitals) assert(!isValid(c) && !isCapital.has(lower.get(c)));

// Capitals are looked up as what they become, so that they need not interrupt a run.
const kCodePointShift = 8;
const runs = [];
for (let c = 0x80; c < kEnd; ++c) {
  if (isCapital.has(c)) continue;
  const value = properties(c);
  assert(value < 1 << kCodePointShift);
  if (runs.at(-1)?.value !== value) runs.push({ first: c, value });
}

const lowerRuns = [];
for (const c of capitals) {
  const run = lowerRuns.at(-1);
  const delta = lower.get(c) - c;
  const step = run && c - run.last;
  if (run && run.delta === delta && step <= 2 && (!run.step || run.step === step)) {
    Object.assign(run, { last: c, step, count: run.count + 1 });
  } else {
    lowerRuns.push({ first: c, last: c, delta, step: 0, count: 1 });
  }
}
for (const run of lowerRuns) assert(run.first < 0x20000 && run.count < 0x4000);

// --- output --------------------------------------------------------------------------------------

const header = [
  '// Made by cmake/tables/idna_tables.mjs.',
  '#pragma once',
  '#include <cstdint>',
  'namespace kartei::idna {',
  '',
  '// Of each run from U+0080 on: how far its first code point is from that of the run before',
  '// (cmake/tables/packing), and the properties of all of it.',
  `inline constexpr uint8_t kRunGaps[] = {${gaps(runs.map(({ first }) => first))}};`,
  `inline constexpr uint8_t kRunProperties[] = {${runs.map(({ value }) => value)}};`,
  '',
  '// `count` capitals from `first`, by ones or by twos; the small letters are they + delta.',
  'struct LowerRun {',
  '  uint32_t first : 17;',
  '  uint32_t by_twos : 1;',
  '  uint32_t count : 14;',
  '  int32_t delta;',
  '  constexpr char32_t last() const { return first + (count - 1) * (by_twos ? 2 : 1); }',
  '};',
  'inline constexpr LowerRun kLowerRuns[] = {',
  ...lowerRuns.map((run) => `{${run.first},${run.step === 2 ? 1 : 0},${run.count},${run.delta}},`),
  '};',
  '}  // namespace kartei::idna',
];
writeFileSync(out, header.join('\n') + '\n');
