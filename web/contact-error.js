/** @typedef {import('./types.js').Issue} Issue */

/**
 * How Kartei says no: a code that programs compare, the field and the place in the input.
 * `issues` lists what is wrong one by one, where there is more than one thing (contact_invalid).
 * `missing_bytes` is how much room is missing (storage_full), 0 where that is unknown.
 */
export class ContactError extends Error {
  /** @param {Partial<Issue> & {code: string, issues?: Issue[], missing_bytes?: number}} error */
  constructor({ code, message = code, field = '', row = 0, column = 0, ...further }) {
    const { issues = [], missing_bytes = 0 } = further;
    super(message);
    this.name = 'ContactError';
    this.code = code;
    this.field = field;
    this.row = row;
    this.column = column;
    this.issues = issues;
    this.missing_bytes = missing_bytes;
  }

  /** The same as plain data, which crosses a port. */
  toJSON() {
    const { code, message, field, row, column, issues, missing_bytes } = this;
    return { code, message, field, row, column, issues, missing_bytes };
  }
}

export const cancelled = () => new ContactError({ code: 'cancelled' });

/** @param {AbortSignal} [signal] */
export function stopIfAborted(signal) {
  if (signal?.aborted) throw cancelled();
}
