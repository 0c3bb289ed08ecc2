// Makes country_name_tables.h: what people call countries, in German, in English, at home and by
// three letters.
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

// ISO 3166-1, both codes of each ("DE" and "DEU"); Kosovo has none but this one.
const ALPHA_3 =
  'ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA ' +
  'AZAZE BABIH BBBRB BDBGD BEBEL BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES ' +
  'BRBRA BSBHS BTBTN BVBVT BWBWA BYBLR BZBLZ CACAN CCCCK CDCOD CFCAF CGCOG CHCHE CICIV CKCOK ' +
  'CLCHL CMCMR CNCHN COCOL CRCRI CUCUB CVCPV CWCUW CXCXR CYCYP CZCZE DEDEU DJDJI DKDNK DMDMA ' +
  'DODOM DZDZA ECECU EEEST EGEGY EHESH ERERI ESESP ETETH FIFIN FJFJI FKFLK FMFSM FOFRO FRFRA ' +
  'GAGAB GBGBR GDGRD GEGEO GFGUF GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ GRGRC GSSGS ' +
  'GTGTM GUGUM GWGNB GYGUY HKHKG HMHMD HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD ' +
  'IOIOT IQIRQ IRIRN ISISL ITITA JEJEY JMJAM JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA ' +
  'KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO LBLBN LCLCA LILIE LKLKA LRLBR LSLSO LTLTU LULUX LVLVA ' +
  'LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ ' +
  'MRMRT MSMSR MTMLT MUMUS MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM NCNCL NENER NFNFK NGNGA NINIC ' +
  'NLNLD NONOR NPNPL NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG PHPHL PKPAK PLPOL PMSPM ' +
  'PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB RURUS RWRWA SASAU SBSLB SCSYC ' +
  'SDSDN SESWE SGSGP SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD STSTP SVSLV ' +
  'SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF TGTGO THTHA TJTJK TKTKL TLTLS TMTKM TNTUN TOTON TRTUR ' +
  'TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA UMUMI USUSA UYURY UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR ' +
  'VNVNM VUVUT WFWLF WSWSM XKXKX YEYEM YTMYT ZAZAF ZMZMB ZWZWE';
const threeLetters = new Map(
  ALPHA_3.split(' ').map((codes) => [codes.slice(0, 2), codes.slice(2)]),
);

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
    // "DEU|", "AT|AUT|": a line begins with the region.
    const code = threeLetters.get(region) ?? region;
    names.unshift(...(code.startsWith(region) ? [code] : [region, code]));
    return `  "${names.filter(isFirst).join('|')}\\n"`;
  });

writeFileSync(
  out,
  `// Made by cmake/tables/country_name_tables.mjs.
#pragma once
#include <string_view>
namespace kartei {
// A line for each, which begins with its region: "DEU|Deutschland|Germany", "AT|AUT|Österreich".
inline constexpr std::string_view kCountryNames =
${lines.join('\n')};
}  // namespace kartei
`,
);
