// A CSV file of any size with known faults and duplicates, and what must come out of it.

const GIVEN = ['Anna', 'Jörg', 'Zoë', 'Łukasz', 'Bernd', 'Ève', 'Ömer', 'Sörine'];
const FAMILY = ['Müller', 'Weiß', 'de la Cruz', 'Øster', '"Doc" Smith', 'Özdemir', 'Kaya, Dr.'];

/**
 * @typedef {object} ExpectedContact
 * @property {string} name
 * @property {string} email
 * @property {string} phone
 * @property {string} country_code
 * @property {Record<string, string>} attributes
 * @property {string} source
 */

/** @param {string} cell */
const quote = (cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/**
 * `rows` rows: each 50th with a bad address, each 40th an earlier contact under a new name (its
 * address in other letters), each 97th with nothing but a company. Duplicates are expected to be
 * updated.
 * @param {number} rows
 */
export function makeContacts(rows) {
  const counts = { rows, new: 0, updated: 0, skipped: 0, rejected: 0 };
  // By e-mail.
  /** @type {Map<string, ExpectedContact>} */
  const contacts = new Map();
  const lines = ['name,email,phone,country_code,Firma'];
  for (let i = 0; i < rows; ++i) {
    const name = `${GIVEN[i % GIVEN.length]} ${FAMILY[(i >> 3) % FAMILY.length]}`;
    const email = `person${i}@example.org`;
    const phone = i % 3 ? '' : `0151 ${String(1_000_000 + i)}`;
    const country_code = phone ? '+49' : '';
    const company = i % 10 ? '' : `Firma ${i % 700}`;
    if (i % 97 === 96) {
      ++counts.rejected;
      lines.push(',,,,Nur eine Firma');
    } else if (i % 50 === 49) {
      ++counts.rejected;
      lines.push([quote(name), `person${i}`, phone, country_code, company].join(','));
    } else if (i % 40 === 39 && contacts.has(`person${i - 20}@example.org`)) {
      ++counts.updated;
      const before = `person${i - 20}@example.org`;
      const typed = before.toUpperCase();
      const contact = contacts.get(before);
      contacts.delete(before);
      if (contact) contacts.set(typed, { ...contact, name: `Neu ${i}`, email: typed });
      lines.push([`Neu ${i}`, typed, '', '', ''].join(','));
    } else {
      ++counts.new;
      /** @type {Record<string, string>} */
      const attributes = company ? { Firma: company } : {};
      contacts.set(email, { name, email, phone, country_code, attributes, source: 'import' });
      lines.push([name, email, phone, country_code, company].map(quote).join(','));
    }
  }
  return { csv: `${lines.join('\r\n')}\r\n`, counts, contacts };
}
