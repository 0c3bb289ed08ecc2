// The address of a view: everything that changes what is shown is in the hash, so that reload, back
// and a sent link show the same. No contact data, only ids and filter texts.
//
//   #/contacts?q=anna&filter=[…]&segment=<id>&sort=name,-created_at
//   #/contacts/<id>   #/contacts/new   #/import   #/history   #/trash   #/sync   #/settings

import { attributePrefix } from '../contact/contact-columns.js';
import { isCondition, maxSearchCharacters } from '../filter/filter-conditions.js';
import { maxSortKeys } from '../table/grid-header.js';

/** @import { SortKey } from '../../types.js' */
/** @import { Condition } from '../filter/filter-conditions.js' */

/** @typedef {'contacts' | 'import' | 'history' | 'trash' | 'sync' | 'settings'} Screen */

/**
 * @typedef {object} Route
 * @property {Screen} screen
 * @property {string} opened  a contact's id, 'new', or ''
 * @property {string} text
 * @property {Condition[]} conditions
 * @property {string} segment  the id of the one that is open, or ''
 * @property {SortKey[]} sort
 */

/** @type {Screen[]} */
const screens = ['contacts', 'import', 'history', 'trash', 'sync', 'settings'];

/** @type {SortKey['field'][]} */
const sortable = [
  'name',
  'email',
  'country_code',
  'phone',
  'created_at',
  'updated_at',
  'last_contact_at',
];

/**
 * @param {string} hash
 * @returns {Route}
 */
export function parseRoute(hash) {
  const [path, query = ''] = splitOnce(hash.replace(/^#/, ''), '?');
  const [named, opened = ''] = path.split('/').filter(Boolean);
  const screen = screens.find((known) => known === named) ?? 'contacts';
  const parameters = new URLSearchParams(query);
  return {
    screen,
    opened: named === 'contacts' ? opened : '',
    text: (parameters.get('q') ?? '').slice(0, maxSearchCharacters),
    conditions: parseConditions(parameters.get('filter')),
    segment: parseSegment(parameters.get('segment')),
    sort: parseSort(parameters.get('sort')),
  };
}

/** @param {Route} route */
export function formatRoute({ screen, opened, text, conditions, segment, sort }) {
  const parameters = new URLSearchParams();
  if (text) parameters.set('q', text);
  if (conditions.length) parameters.set('filter', JSON.stringify(conditions));
  if (segment) parameters.set('segment', segment);
  // The name of an attribute may have a comma in it.
  const order = sort.map(
    ({ field, direction }) => (direction === 'desc' ? '-' : '') + encodeURIComponent(field),
  );
  if (order.join() !== 'name') parameters.set('sort', order.join());
  const query = parameters.toString();
  const path = screen === 'contacts' && opened ? `${screen}/${opened}` : screen;
  return `#/${path}${query ? `?${query}` : ''}`;
}

/**
 * What cannot be read is left out: an address may come from anywhere.
 * @param {string | null} json
 * @returns {Condition[]}
 */
function parseConditions(json) {
  try {
    const conditions = JSON.parse(json ?? '[]');
    return Array.isArray(conditions) ? conditions.filter(isCondition).slice(0, 20) : [];
  } catch {
    return [];
  }
}

/** @param {string | null} id */
const parseSegment = (id) => (/^[0-9a-f-]{36}$/.test(id ?? '') ? (id ?? '') : '');

/**
 * @param {string | null} text
 * @returns {SortKey[]}
 */
function parseSort(text) {
  /** @type {SortKey[]} */
  const keys = [];
  for (const part of (text ?? '').split(',')) {
    const field = decode(part.replace(/^-/, ''));
    const isAttribute = field.startsWith(attributePrefix) && field !== attributePrefix;
    if ((!isAttribute && !sortable.includes(field)) || keys.some((key) => key.field === field))
      continue;
    keys.push({ field, direction: part.startsWith('-') ? 'desc' : 'asc' });
  }
  return keys.length ? keys.slice(0, maxSortKeys) : [{ field: 'name', direction: 'asc' }];
}

/** @param {string} text */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * @param {string} text
 * @param {string} separator
 */
function splitOnce(text, separator) {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
