// The `pattern` of an expected column.
import { ContactError } from './contact-error.js';

/**
 * As the `pattern` of an <input> is read: it has to match the whole value.
 * @param {string} pattern
 */
export function compilePattern(pattern) {
  try {
    // A RegExp would be read as its own source, slashes and all, and match nothing.
    if (typeof pattern !== 'string') throw new TypeError('a pattern is a string');
    // By itself first (HTML, pattern attribute): half a group would take the anchors away.
    return new RegExp(`^(?:${new RegExp(pattern, 'v').source})$`, 'v');
  } catch (error) {
    throw new ContactError({ code: 'request_malformed', message: String(error), field: 'columns' });
  }
}
