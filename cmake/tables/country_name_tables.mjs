// Makes country_name_tables.h: what people call countries, in German, in English and at home.
//   node country_name_tables.mjs OUT.h metadata.max.json
// Source: the CLDR of this Node's ICU (Intl.DisplayNames); the further names are our own knowledge.
import { readFileSync, writeFileSync } from 'node:fs';

const [out, metadataFile] = process.argv.slice(2);
const { countries } = JSON.parse(readFileSync(metadataFile, 'utf8'));

/** @type {Record<string, string[]>} */
const FURTHER = {
  AE: ['UAE', 'Emirates', 'VAE', 'Emirate'],
  AT: ['Oesterreich', 'A'],
  BA: ['Bosnia', 'Bosnien'],
  BE: ['Belgique'],
  BO: ['Plurinational State of Bolivia'],
  CD: ['DR Congo', 'DRC', 'DR Kongo'],
  CH: ['Suisse', 'Svizzera'],
  CI: ["Cote d'Ivoire", 'Ivory Coast', 'Elfenbeinküste'],
  CN: ["People's Republic of China", 'VR China'],
  CV: ['Kap Verde'],
  CZ: ['Czech Republic', 'Czechia', 'Tschechische Republik', 'Česká republika'],
  DE: ['Bundesrepublik Deutschland', 'BRD', 'Federal Republic of Germany', 'D'],
  FK: ['Falkland Islands'],
  GB: [
    'UK',
    'Great Britain',
    'Britain',
    'England',
    'Scotland',
    'Wales',
    'Northern Ireland',
    'Großbritannien',
    'Schottland',
    'Nordirland',
  ],
  HK: ['Hong Kong', 'Hongkong'],
  IE: ['Republic of Ireland', 'Republik Irland'],
  IR: ['Islamic Republic of Iran'],
  KR: ['Korea', 'Republic of Korea', 'Republik Korea'],
  LA: ['Lao PDR'],
  MD: ['Republic of Moldova', 'Moldawien', 'Republik Moldau'],
  MK: ['Macedonia', 'Mazedonien'],
  MM: ['Burma', 'Birma'],
  MO: ['Macau', 'Macao'],
  NL: ['Holland', 'The Netherlands'],
  PS: ['Palestine', 'Palästina'],
  RU: ['Russian Federation', 'Russische Föderation'],
  SY: ['Syrian Arab Republic'],
  SZ: ['Swaziland', 'Swasiland'],
  TR: ['Turkey', 'Türkiye'],
  TW: ['Taiwan, Province of China'],
  TZ: ['United Republic of Tanzania'],
  US: [
    'USA',
    'U.S.A.',
    'U.S.',
    'United States of America',
    'America',
    'Amerika',
    'Vereinigte Staaten von Amerika',
  ],
  VA: ['Holy See', 'Vatican', 'Vatikan'],
  VE: ['Bolivarian Republic of Venezuela'],
  VN: ['Viet Nam'],
};

const languages = ['de', 'en'].map(
  (language) => new Intl.DisplayNames(language, { type: 'region' }),
);
// In alphabets that letters are folded in.
const SCRIPTS = ['Latn', 'Grek', 'Cyrl'];

/** ["Polska"] @param {string} region */
function ownName(region) {
  const { language, script = '' } = new Intl.Locale('und', { region }).maximize();
  const name = new Intl.DisplayNames(`${language}-${script}`, { type: 'region' }).of(region) ?? '';
  return SCRIPTS.includes(script) ? [name] : [];
}

// Names that differ in capitals and accents alone are one.
const fold = (/** @type {string} */ name) =>
  name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
const isFirst = (
  /** @type {string} */ name,
  /** @type {number} */ i,
  /** @type {string[]} */ all,
) => all.findIndex((other) => fold(other) === fold(name)) === i;

const lines = Object.keys(countries)
  .filter((region) => region !== '001')
  .map((region) => {
    const names = languages.map((language) => language.of(region) ?? '');
    names.push(...(FURTHER[region] ?? []), ...ownName(region));
    return `  "${region}${names.filter(isFirst).join('|')}\\n"`;
  });

writeFileSync(
  out,
  `// Made by cmake/tables/country_name_tables.mjs.
#pragma once
#include <string_view>
namespace kartei {
// A line for each: "DEDeutschland|Germany".
inline constexpr std::string_view kCountryNames =
${lines.join('\n')};
}  // namespace kartei
`,
);
