// The file a person can start an import with: a header that is recognised, and one example.

import { spreadsheetDelimiter } from './spreadsheet-delimiter.js';

const templates = {
  de: [
    ['Name', 'E-Mail', 'Vorwahl', 'Telefon', 'Schlagwörter'],
    ['Anna Beispiel', 'anna.beispiel@example.org', '+49', '030 23125 101', 'Kunden'],
  ],
  en: [
    ['Name', 'E-mail', 'Calling code', 'Phone', 'Tags'],
    ['Grace Whitfield', 'grace@example.org', '+44', '020 7946 0312', 'customer'],
  ],
};

/**
 * The text of the file.
 * @param {'de' | 'en'} locale
 */
export function csvTemplate(locale) {
  const delimiter = spreadsheetDelimiter(locale);
  return templates[locale].map((row) => `${row.join(delimiter)}\r\n`).join('');
}
