// Small choices that this browser remembers.

const prefix = 'kartei:';

/**
 * @typedef {'language' | 'theme' | 'shortcuts' | 'notices_later' | 'notice_room' | 'export' |
 *   'columns'} Preference
 */

/**
 * @param {Preference} name
 * @returns {string | null} null where nothing was chosen, or nothing can be remembered
 */
export function loadPreference(name) {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    return null;
  }
}

/**
 * @param {Preference} name
 * @param {string} value
 */
export function storePreference(name, value) {
  try {
    localStorage.setItem(prefix + name, value);
  } catch {
    // It holds until the page is left.
  }
}
