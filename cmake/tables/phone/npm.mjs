// Reads metadata.max.json of the npm package libphonenumber-js. Its places are named in that
// package's source/metadata.js; the version is the layout's.
import assert from 'node:assert/strict';

/** @typedef {import('./plans.mjs').Plan} Plan */

// In the order of PHONE_TYPES.
const PLACES = {
  fixed_line: 0,
  mobile: 1,
  toll_free: 2,
  premium_rate: 3,
  personal_number: 4,
  voicemail: 5,
  uan: 6,
  pager: 7,
  voip: 8,
  shared_cost: 9,
};

/** @param {string} text */
export function readNpm(text) {
  const metadata = JSON.parse(text);
  assert.equal(metadata.version, 4);
  /** @param {string} region @param {any[]} entry @returns {Plan} */
  const plan = (region, entry) => {
    const [
      code,
      idd,
      general,
      lengths,
      formats,
      prefix,
      rule,
      prefixForParsing,
      transform,
      ,
      leading,
      types,
    ] = entry;
    /** @type {Plan['types']} */
    const descriptions = {};
    for (const [type, place] of Object.entries(PLACES)) {
      // '' says that mobile is as fixed line.
      let description = types?.[place];
      if (description && description[0] === '') description = types[PLACES.fixed_line];
      if (!description) continue;
      descriptions[type] = { pattern: description[0], lengths: description[1] ?? lengths };
    }
    return {
      region,
      code,
      internationalPrefix: idd || '',
      nationalPrefix: prefix || '',
      nationalPrefixForParsing: prefixForParsing || prefix || '',
      transform: transform || '',
      leadingDigits: leading || '',
      extensionPrefix: entry[13] || '',
      general: { pattern: general, lengths, localLengths: [] },
      types: descriptions,
      formats: (formats || []).map(
        (/** @type {any[]} */ [pattern, format, prefixes, formatRule, , international]) => ({
          pattern,
          prefix: prefixes?.length ? prefixes.at(-1) : null,
          format,
          rule: formatRule || rule || '',
          international: international || format,
        }),
      ),
    };
  };
  return {
    codes: /** @type {Record<string, string[]>} */ (metadata.country_calling_codes),
    plans: [
      ...Object.entries(metadata.countries).map(([region, entry]) => plan(region, entry)),
      ...Object.values(metadata.nonGeographic).map((entry) => plan('001', entry)),
    ],
  };
}
