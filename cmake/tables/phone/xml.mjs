// Reads PhoneNumberMetadata.xml of libphonenumber itself, as its BuildMetadataFromXml does.
import assert from 'node:assert/strict';

/** @typedef {import('./plans.mjs').Plan} Plan */
/**
 * @typedef {{name: string, attributes: Record<string, string>, children: Element[],
 *   text: string}} Element
 */

const TYPES = {
  fixedLine: 'fixed_line',
  mobile: 'mobile',
  tollFree: 'toll_free',
  premiumRate: 'premium_rate',
  personalNumber: 'personal_number',
  voicemail: 'voicemail',
  uan: 'uan',
  pager: 'pager',
  voip: 'voip',
  sharedCost: 'shared_cost',
};

/**
 * Elements, attributes and text, which is all that the file has.
 * @param {string} text
 */
function parse(text) {
  const bare = text
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<!DOCTYPE[\s\S]*?\]>/, '')
    .replace(/<\?[\s\S]*?\?>/g, '');
  /** @type {Element} */
  const root = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  for (const [, closing, name, attributes, self, words] of bare.matchAll(
    /<(\/?)([\w:]+)((?:\s+[\w:]+="[^"]*")*)\s*(\/?)>|([^<]+)/g,
  )) {
    const top = open[open.length - 1];
    if (words !== undefined) {
      top.text += words.replaceAll('&amp;', '&');
    } else if (closing) {
      assert.equal(open.pop()?.name, name);
    } else {
      const pairs = [...attributes.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, key, value]) => [
        key,
        value,
      ]);
      const element = { name, attributes: Object.fromEntries(pairs), children: [], text: '' };
      top.children.push(element);
      if (!self) open.push(element);
    }
  }
  return root;
}

/** @param {Element} element @param {string} name */
const all = (element, name) => element.children.filter((child) => child.name === name);
/** @param {Element} element @param {string} name */
const one = (element, name) => all(element, name)[0];
const withoutSpace = (/** @type {string | undefined} */ text) => (text ?? '').replace(/\s/g, '');

/** "[7-9],11" @param {string | undefined} text */
function lengthsOf(text) {
  return (text ?? '').split(/,(?![^[]*\])/).flatMap((part) => {
    if (!part) return [];
    const range = /^\[(\d+)-(\d+)\]$/.exec(part);
    if (!range) return [Number(part)];
    const [from, to] = [Number(range[1]), Number(range[2])];
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });
}

/** @param {string} text */
export function readXml(text) {
  const territories = all(one(one(parse(text), 'phoneNumberMetadata'), 'territories'), 'territory');
  /** @type {Record<string, string[]>} */
  const codes = {};
  const plans = territories.map((territory) => {
    const {
      id,
      countryCode,
      mainCountryForCode,
      nationalPrefix = '',
      ...attributes
    } = territory.attributes;
    if (id !== '001') {
      const regions = (codes[countryCode] ??= []);
      mainCountryForCode === 'true' ? regions.unshift(id) : regions.push(id);
    }
    const national = new Set();
    const local = new Set();
    /** @type {Plan['types']} */
    const types = {};
    for (const element of territory.children) {
      const lengths = one(element, 'possibleLengths')?.attributes;
      if (!lengths || element.name === 'noInternationalDialling') continue;
      const own = lengthsOf(lengths.national);
      own.forEach((length) => national.add(length));
      lengthsOf(lengths.localOnly).forEach((length) => local.add(length));
      const type = /** @type {Record<string, string>} */ (TYPES)[element.name];
      if (type)
        types[type] = {
          pattern: withoutSpace(one(element, 'nationalNumberPattern').text),
          lengths: own,
        };
    }
    const sorted = (/** @type {Set<number>} */ set) => [...set].sort((a, b) => a - b);
    const rule = (/** @type {string | undefined} */ words) =>
      (words ?? '').replace('$NP', nationalPrefix).replace('$FG', '$1');
    const formats = (one(territory, 'availableFormats')?.children ?? []).map((format) => ({
      pattern: withoutSpace(format.attributes.pattern),
      prefix: all(format, 'leadingDigits').length
        ? withoutSpace(all(format, 'leadingDigits').at(-1)?.text)
        : null,
      format: one(format, 'format').text,
      rule: rule(
        format.attributes.nationalPrefixFormattingRule ?? attributes.nationalPrefixFormattingRule,
      ),
      international: one(format, 'intlFormat')?.text ?? one(format, 'format').text,
    }));
    return /** @type {Plan} */ ({
      region: id,
      code: countryCode,
      internationalPrefix: withoutSpace(attributes.internationalPrefix),
      nationalPrefix,
      nationalPrefixForParsing: withoutSpace(attributes.nationalPrefixForParsing) || nationalPrefix,
      transform: attributes.nationalPrefixTransformRule ?? '',
      leadingDigits: withoutSpace(attributes.leadingDigits),
      extensionPrefix: attributes.preferredExtnPrefix ?? '',
      general: {
        pattern: withoutSpace(one(one(territory, 'generalDesc'), 'nationalNumberPattern').text),
        lengths: sorted(national),
        localLengths: sorted(local).filter((length) => !national.has(length)),
      },
      types,
      formats: formats.map((format) => ({
        ...format,
        international: format.international === 'NA' ? '' : format.international,
      })),
    });
  });
  return { codes, plans };
}
