// Makes country_name_tables.h: what people call countries, in German and English.
//   node country_name_tables.mjs OUT.h metadata.max.json
// Source: the CLDR of this Node's ICU (Intl.DisplayNames); the further names are our own knowledge.
import { readFileSync, writeFileSync } from 'node:fs';

const [out, metadataFile] = process.argv.slice(2);
const { countries } = JSON.parse(readFileSync(metadataFile, 'utf8'));

/** @type {Record<string, string[]>} */
const FURTHER = {
  AE: ['UAE', 'Emirates', 'VAE', 'Emirate'],
  BA: ['Bosnia', 'Bosnien'],
  BO: ['Plurinational State of Bolivia'],
  CD: ['DR Congo', 'DRC', 'DR Kongo'],
  CI: ["Cote d'Ivoire", 'Ivory Coast', 'Elfenbeinküste'],
  CN: ["People's Republic of China", 'VR China'],
  CV: ['Kap Verde'],
  CZ: ['Czech Republic', 'Czechia', 'Tschechische Republik'],
  DE: ['Bundesrepublik Deutschland', 'BRD', 'Federal Republic of Germany'],
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
const rows = Object.keys(countries)
  .filter((region) => region !== '001')
  .flatMap((region) => {
    const names = new Set([
      ...languages.map((language) => language.of(region)),
      ...(FURTHER[region] ?? []),
    ]);
    return [...names].map((name) => `  {"${name}", "${region}"},`);
  });

writeFileSync(
  out,
  `// Made by cmake/tables/country_name_tables.mjs.
#pragma once
namespace kartei {
struct CountryName {
  const char* name;
  const char* region;
};
inline constexpr CountryName kCountryNames[] = {
${rows.join('\n')}
};
}  // namespace kartei
`,
);
