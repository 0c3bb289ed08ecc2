// What was typed and not saved yet, kept in this browser until it is saved or discarded.

/** @import { FormValues } from './form-values.js' */

/** @typedef {{values: FormValues, time: string}} StoredDraft */

const prefix = 'kartei-draft:';

/**
 * @param {string} id  of the contact, or 'new'
 * @returns {StoredDraft | null}
 */
export function loadDraft(id) {
  try {
    const draft = JSON.parse(localStorage.getItem(prefix + id) ?? 'null');
    const isWhole = Array.isArray(draft?.values?.tags) && Array.isArray(draft.values.attributes);
    return isWhole ? draft : null;
  } catch {
    return null;
  }
}

/**
 * @param {string} id
 * @param {FormValues} values
 */
export function storeDraft(id, values) {
  try {
    localStorage.setItem(prefix + id, JSON.stringify({ values, time: new Date().toISOString() }));
  } catch {
    // Without storage the draft lives as long as the form does.
  }
}

/** @param {string} id */
export function dropDraft(id) {
  try {
    localStorage.removeItem(prefix + id);
  } catch {
    // There was none.
  }
}
