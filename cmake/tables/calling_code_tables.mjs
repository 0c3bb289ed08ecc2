// Makes calling_code_tables.h out of libphonenumber's metadata as libphonenumber-js ships it:
//   node calling_code_tables.mjs OUT.h metadata.max.json
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';

const [out, metadataFile] = process.argv.slice(2);
const metadata = JSON.parse(readFileSync(metadataFile, 'utf8'));

// A country is an array here; libphonenumber-js/source/metadata.js names its places. The version is
// the layout's.
assert.equal(metadata.version, 4);
const possibleLengths = (country) => country[3];
const nationalPrefix = (country) => country[5] || '';

const entries = [];
for (const [digits, regions] of Object.entries(metadata.country_calling_codes)) {
  const countries = regions.map((region) => metadata.countries[region]);
  entries.push({ digits, regions, countries });
}
for (const [digits, entry] of Object.entries(metadata.nonGeographic)) {
  entries.push({ digits, regions: [], countries: [entry] });
}
entries.sort((a, b) => (a.digits < b.digits ? -1 : 1));

assert(entries.length >= 200);
entries.forEach(({ digits }, i) => {
  assert.match(digits, /^[1-9][0-9]{0,2}$/);
  // Prefix-free: what a code begins would stand right after it.
  assert(!entries[i + 1]?.digits.startsWith(digits));
});

const lengthsMask = (countries) =>
  countries.flatMap(possibleLengths).reduce((mask, length) => mask | (1 << length), 0);
const row = ({ digits, regions, countries }) => {
  const texts = [digits, regions.join(' '), nationalPrefix(countries[0])];
  return `    {${texts.map((text) => `"${text}"`).join(', ')}, ${lengthsMask(countries)}},`;
};
writeFileSync(
  out,
  `// Made by cmake/tables/calling_code_tables.mjs.
#pragma once
#include "contact/country.h"
namespace kartei {
inline constexpr CallingCode kCallingCodes[] = {
${entries.map(row).join('\n')}
};
}  // namespace kartei
`,
);
