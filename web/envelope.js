// What a wasm module answers (wasm/dispatch.h).
import { ContactError } from './contact-error.js';

/**
 * @param {string} envelope  {"value": …} or {"error": …}
 * @returns {any}
 */
export function unwrap(envelope) {
  const { value, error } = JSON.parse(envelope);
  if (error) throw new ContactError(error);
  return value;
}
