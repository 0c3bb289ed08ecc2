// How an application would check the rows of a file and compare them with those before.

/**
 * @typedef {object} Rules
 * @property {(email: string) => boolean} isEmail
 * @property {(phone: string, countryCode: string) => string} readPhone  E.164; '' where it is none
 */

export class PeerChecker {
  counts = { rows: 0, bad_emails: 0, bad_phones: 0, duplicates: 0 };
  #rules;
  /** @type {Map<string, number>} */
  #emails = new Map();
  /** @type {Map<string, number>} */
  #phones = new Map();
  #lastId = 0;

  /** @param {Rules} rules */
  constructor(rules) {
    this.#rules = rules;
  }

  /**
   * @param {string[][]} rows  name, email, phone, country_code, created_at
   * @returns what is new, each with an id before it
   */
  check(rows) {
    const { isEmail, readPhone } = this.#rules;
    const kept = [];
    for (const [name, email, phone, country_code, created_at] of rows) {
      ++this.counts.rows;
      const address = isEmail(email) ? email.toLowerCase() : '';
      const number = readPhone(phone, country_code);
      if (!address) ++this.counts.bad_emails;
      if (!number) ++this.counts.bad_phones;
      if (this.#emails.has(address) || this.#phones.has(number)) {
        ++this.counts.duplicates;
        continue;
      }
      const id = ++this.#lastId;
      if (address) this.#emails.set(address, id);
      if (number) this.#phones.set(number, id);
      kept.push([id, name, address || email, number || phone, country_code, created_at]);
    }
    return kept;
  }
}
