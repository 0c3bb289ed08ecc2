// Makes phone_tables.h out of libphonenumber's metadata:
//   node phone_tables.mjs OUT.h metadata.max.json        as libphonenumber-js (npm) has it
//   node phone_tables.mjs OUT.h PhoneNumberMetadata.xml  as libphonenumber itself has it
//
// Everything that a pattern could say of a number is one walk over an automaton, digit by digit:
// which types it is of, which format it gets, where a prefix ends. The nodes are packed;
// core/contact/numbering_plan.cpp unpacks them.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import {
  Automata,
  firstMatch,
  preferredMatch,
  prefixMatch,
  wholeMatch,
} from './phone/automaton.mjs';
import { readNpm } from './phone/npm.mjs';
import { pack } from './phone/pack.mjs';
import { PHONE_TYPES } from './phone/plans.mjs';
import { readXml } from './phone/xml.mjs';

/** @typedef {import('./phone/automaton.mjs').Match} Match */
/** @typedef {import('./phone/plans.mjs').Plan} Plan */

const MAX_GROUPS = 3;
const MAX_FORMATS = 63;

/** Each value once, and its place. @template T */
class Pool {
  /** @type {T[]} */
  values = [];
  /** @type {Map<string, number>} */
  #places = new Map();

  /** @param {T} value */
  place(value) {
    const key = JSON.stringify(value);
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.values.length);
    return this.values.push(value) - 1;
  }
}

const [out, metadataFile] = process.argv.slice(2);
const text = readFileSync(metadataFile, 'utf8');
const { codes, plans } = metadataFile.endsWith('.xml') ? readXml(text) : readNpm(text);
assert(plans.length >= 200);

const automata = new Automata();
// Apart, so that a module which shows no number in a format of its country is linked without.
const formatAutomata = new Automata();
const outcomes = /** @type {Pool<[Match | null, Match | null]>} */ (new Pool());
const lengths = /** @type {Pool<number>} */ (new Pool());
const templates = /** @type {Pool<string>} */ (new Pool());
const formats =
  /** @type {Pool<{groups: [number, number][], national: number, international: number}>} */ (
    new Pool()
  );
// Label 0 and mask 0 stand for nothing.
outcomes.place([null, null]);
lengths.place(0);

const mask = (/** @type {number[]} */ numbers) => numbers.reduce((bits, n) => bits | (1 << n), 0);

/** "(\d{2})(\d{3,13})" @param {string} pattern @returns {[number, number][]} */
function groupsOf(pattern) {
  assert.match(pattern, /^(\(\\d(\{\d+(,\d+)?\})?\))+$/);
  return [...pattern.matchAll(/\\d(?:\{(\d+)(?:,(\d+))?\})?/g)].map(
    ([, least = '1', most = least]) => [Number(least), Number(most)],
  );
}

/** @param {Plan} plan */
function formatNodes(plan) {
  assert(plan.formats.length <= MAX_FORMATS);
  if (plan.formats.length === 0) return 0;
  // Of those that hold the first, and the first that may be used after a calling code.
  return firstMatch(formatAutomata, plan.formats, (numbers) => {
    const national = numbers.length ? numbers[0] + 1 : 0;
    const international = numbers.find((number) => plan.formats[number].international);
    return national | ((international === undefined ? 0 : international + 1) << 6);
  });
}

/** @param {string} pattern */
const prefixNodes = (pattern) =>
  pattern
    ? preferredMatch(automata, pattern, (goesOn, ends) => {
        for (const match of [goesOn, ends]) assert((match?.groups.length ?? 0) <= MAX_GROUPS);
        return outcomes.place([goesOn, ends]);
      })
    : 0;

const quote = (/** @type {string} */ words) =>
  `"${words.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

const isMain = (/** @type {Plan} */ plan) =>
  plan.region === '001' || codes[plan.code][0] === plan.region;
// The plans of one calling code stand together, the main one first, the others as they are asked
// which of them has a number.
const order = (/** @type {Plan} */ plan) =>
  plan.region === '001' ? 0 : codes[plan.code].indexOf(plan.region);
plans.sort((a, b) => (a.code === b.code ? order(a) - order(b) : a.code < b.code ? -1 : 1));

const rows = plans.map((plan) => {
  assert.match(plan.code, /^[1-9][0-9]{0,2}$/);
  const types = PHONE_TYPES.map((type) => plan.types[type]);
  // Only those of the main plan are ever used.
  const firstFormat = formats.values.length;
  let formatNode = 0;
  if (isMain(plan)) {
    formatNode = formatNodes(plan);
    for (const { pattern, format, rule, international } of plan.formats) {
      const national = rule ? format.replace(/\$\d/, (first) => rule.replace('$1', first)) : format;
      formats.values.push({
        groups: groupsOf(pattern),
        national: templates.place(national),
        international: templates.place(international),
      });
    }
  }
  const prefixPattern = plan.nationalPrefixForParsing;
  const nodes = [
    wholeMatch(automata, [plan.general.pattern, ...types.map((type) => type?.pattern ?? null)]),
    plan.leadingDigits ? prefixMatch(automata, plan.leadingDigits) : 0,
    formatNode,
    prefixNodes(plan.internationalPrefix),
    prefixNodes(prefixPattern),
  ];
  const lengthPlaces = [
    plan.general.lengths,
    plan.general.localLengths,
    ...types.map((type) => type?.lengths ?? []),
  ];
  const { region, code, nationalPrefix, transform, extensionPrefix } = plan;
  const words = [region, code, nationalPrefix, transform, extensionPrefix || ' ext. '].map(quote);
  const places = lengthPlaces.map((list) => lengths.place(mask(list)));
  return `  {{${words.join(', ')}}, {${nodes}}, ${firstFormat}, {${places}}},`;
});

/** @param {string} name @param {Automata} made */
function columns(name, { nodes }) {
  assert(nodes.length < 65536);
  const packed = pack(nodes);
  return `inline constexpr size_t k${name}s = ${nodes.length};
inline constexpr uint8_t k${name}Labels[] = {
${lines(packed.labels)}
};
inline constexpr uint8_t k${name}Digits[] = {
${lines(packed.digits)}
};
inline constexpr uint8_t k${name}Targets[] = {
${lines(packed.targets)}
};`;
}

const match = (/** @type {Match | null} */ found) => {
  const groups = (found?.groups ?? []).map((group) => `{${group ?? [-1, -1]}}`);
  return `{${found ? found.length : -1}, ${groups.length}, {{${groups.join(', ')}}}}`;
};
const lines = (/** @type {number[]} */ bytes) => bytes.join(',').replace(/(.{90}[^,]*,)/g, '$1\n');
const format = (/** @type {typeof formats.values[0]} */ { groups, national, international }) => {
  const lengthsOf = groups.map((group) => `{${group}}`);
  return `  {${groups.length}, {{${lengthsOf}}}, {${national}, ${international}}},`;
};

writeFileSync(
  out,
  `// Made by cmake/tables/phone_tables.mjs.
#pragma once
#include "contact/numbering_plan.h"
namespace kartei {
// The columns of the nodes: cmake/tables/phone/pack.mjs.
${columns('PhoneNode', automata)}
${columns('FormatNode', formatAutomata)}
inline constexpr PrefixOutcome kPrefixOutcomes[] = {
${outcomes.values.map(([goesOn, ends]) => `  {${match(goesOn)}, ${match(ends)}},`).join('\n')}
};
inline constexpr uint32_t kLengthMasks[] = {${lengths.values.join(', ')}};
inline constexpr std::string_view kFormatTemplates[] = {
  ${templates.values.map(quote).join(', ')}
};
inline constexpr NumberFormat kNumberFormats[] = {
${formats.values.map(format).join('\n')}
};
inline constexpr NumberingPlan kNumberingPlans[] = {
${rows.join('\n')}
};
}  // namespace kartei
`,
);
