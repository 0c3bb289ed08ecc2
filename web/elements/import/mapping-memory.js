// How a person has mapped the columns of files with these headers, kept in this browser for the
// next file of that kind.

/** @import { ColumnTarget, Preview } from '../../types.js' */

const key = 'kartei-mappings';
const mostMappings = 50;

/** @returns {[string, ColumnTarget[]][]} newest first */
function load() {
  try {
    const stored = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(stored) ? stored.filter((pair) => Array.isArray(pair?.[1])) : [];
  } catch {
    return [];
  }
}

/** @param {Preview} preview */
const nameOf = ({ columns }) => JSON.stringify(columns.map(({ header }) => header));

/** @param {Preview} preview */
const hasHeaders = ({ columns }) => columns.some(({ header }) => header !== '');

/**
 * @param {Preview} preview
 * @returns {ColumnTarget[] | null} null where nothing was chosen for such headers
 */
export function loadMapping(preview) {
  const name = nameOf(preview);
  const mapping = load().find(([stored]) => stored === name)?.[1];
  return mapping?.length === preview.columns.length ? mapping : null;
}

/** @param {Preview} preview  as it is mapped now */
export function storeMapping(preview) {
  if (!hasHeaders(preview)) return;
  const name = nameOf(preview);
  const others = load().filter(([stored]) => stored !== name);
  const mapping = preview.columns.map(({ target }) => target);
  try {
    localStorage.setItem(key, JSON.stringify([[name, mapping], ...others].slice(0, mostMappings)));
  } catch {
    // Then it is chosen again the next time.
  }
}
