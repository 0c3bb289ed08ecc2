// What stands between the cells of a CSV file that a spreadsheet opens at a double click: where a
// comma begins the decimals, as in German, another character has to do.

/** @param {string} locale */
export function spreadsheetDelimiter(locale) {
  return locale === 'de' ? ';' : ',';
}
