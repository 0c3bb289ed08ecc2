// The attribute `columns` of <kartei-check>: what is expected of a file, as JSON.

import { ContactError } from '../../check.js';

/** @import { CheckColumn } from '../../check-types.js' */

/**
 * @param {string | null} json
 * @returns {CheckColumn[] | undefined}
 * @throws {ContactError} request_malformed: it is no JSON
 */
export function readColumns(json) {
  try {
    return json ? JSON.parse(json) : undefined;
  } catch (error) {
    const message = String(error);
    throw new ContactError({ code: 'request_malformed', message, field: 'columns' });
  }
}

/**
 * Whether both are the same columns, however they are written: whoever renders anew at each change
 * sets them anew.
 * @param {string | null} before
 * @param {string | null} after
 */
export function areSameColumns(before, after) {
  return canonical(before) === canonical(after);
}

/** @param {string | null} json */
function canonical(json) {
  const sort = (/** @type {string} */ _key, /** @type {unknown} */ value) =>
    value instanceof Object && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort())
      : value;
  try {
    return json ? JSON.stringify(JSON.parse(json), sort) : '';
  } catch {
    return json;
  }
}
