// What both readers of phone metadata make: one numbering plan per region, or per calling code that
// is no country's (region "001").

/** @typedef {{pattern: string, lengths: number[]}} Description */

/**
 * @typedef {object} Plan
 * @property {string} region
 * @property {string} code                      digits of the calling code
 * @property {string} internationalPrefix       a pattern, '' for none
 * @property {string} nationalPrefix
 * @property {string} nationalPrefixForParsing  a pattern, '' for none
 * @property {string} transform                 what a match of it becomes: '9$1', '' for nothing
 * @property {string} leadingDigits             a pattern, '' for none
 * @property {string} extensionPrefix           '' for ' ext. '
 * @property {Description & {localLengths: number[]}} general
 * @property {Record<string, Description>} types
 * @property {{pattern: string, prefix: string | null, format: string, rule: string,
 *   international: string}[]} formats
 *   rule: what stands for the first group where the format is a national one; international: ''
 *   where there is none
 */

// From the bit 1 on; bit 0 is the general description.
export const PHONE_TYPES = [
  'fixed_line',
  'mobile',
  'toll_free',
  'premium_rate',
  'shared_cost',
  'voip',
  'personal_number',
  'pager',
  'uan',
  'voicemail',
];
