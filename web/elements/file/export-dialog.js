// Asks how a list is to be written: format, delimiter, encoding, columns. What was chosen last is
// offered first; at the beginning, what a spreadsheet in the language of the page opens.

import { ask } from '../base/confirm-dialog.js';
import { element } from '../base/dom.js';
import { choiceField } from '../base/form-field.js';
import { loadPreference, storePreference } from '../base/preferences.js';
import { spreadsheetDelimiter } from './spreadsheet-delimiter.js';

/** @import { Key, Words } from '../../i18n/translate.js' */
/** @import { ExportOptions } from '../../types.js' */

/** @typedef {{format: 'csv' | 'json', options: ExportOptions}} ExportChoice */

/** @type {[string, Key][]} */
const delimiters = [
  [',', 'import.delimiter.comma'],
  [';', 'import.delimiter.semicolon'],
  ['\t', 'import.delimiter.tab'],
];

/** @type {[string, Key][]} */
const encodings = [
  ['utf-8-bom', 'export.encoding.excel'],
  ['utf-8', 'import.encoding.utf-8'],
  ['utf-16le', 'import.encoding.utf-16le'],
  ['windows-1252', 'import.encoding.windows-1252'],
  ['iso-8859-15', 'import.encoding.iso-8859-15'],
];

const columns = [
  'name',
  'email',
  'country_code',
  'phone',
  'tags',
  'created_at',
  'updated_at',
  'last_contact_at',
  'source',
  'attributes',
];

/**
 * @param {ShadowRoot} root  where the dialog is shown
 * @param {Words} words
 * @param {number} count  contacts
 * @returns {Promise<ExportChoice | null>} null where nothing is to be exported
 */
export async function askExport(root, words, count) {
  const last = loadChoice(words.locale);
  const formats = ['csv', 'json'].map((format) => radio(words, format, format === last.format));
  const csv = { delimiter: last.delimiter, encoding: last.encoding };
  const named = (/** @type {[string, Key][]} */ choices) =>
    choices.map(([value, key]) => [value, words.text(key)]);
  const csvFields = element(
    'div',
    { class: 'export-fields' },
    choiceField(words.text('import.delimiter'), named(delimiters), csv.delimiter, (value) => {
      csv.delimiter = value;
    }),
    choiceField(words.text('import.encoding'), named(encodings), csv.encoding, (value) => {
      csv.encoding = value;
    }),
  );
  const boxes = columns.map((column) => columnBox(words, column));
  const complaint = element('p', { class: 'field-error', role: 'alert' });

  const read = () => ({
    format: formats.find(({ input }) => input.checked)?.input.value ?? 'csv',
    ...csv,
  });
  const chosen = () => boxes.filter(({ input }) => input.checked).map(({ input }) => input.value);
  const show = () => {
    csvFields.hidden = read().format !== 'csv';
    if (chosen().length) complaint.textContent = '';
  };
  const hasColumn = () => {
    if (chosen().length) return true;
    complaint.textContent = words.text('export.no_column');
    boxes[0].input.focus();
    return false;
  };
  show();
  const isWanted = await ask(root, words, {
    title: words.text('export.title'),
    properties: { class: 'export', onchange: show },
    fields: [
      group(words.text('export.format'), ...formats.map(({ label }) => label)),
      csvFields,
      group(words.text('export.columns'), ...boxes.map(({ label }) => label)),
      complaint,
    ],
    button: element('button', { class: 'primary' }, words.text('export.do', { count })),
    isComplete: hasColumn,
  });
  if (!isWanted) return null;
  storePreference('export', JSON.stringify(read()));
  return toChoice(read(), chosen());
}

/** @typedef {{format: string, delimiter: string, encoding: string}} Chosen */

/**
 * @param {Chosen} chosen
 * @param {string[]} names
 * @returns {ExportChoice}
 */
function toChoice({ format, delimiter, encoding }, names) {
  // All are more than are named here: each further detail is a column of its own.
  const options = names.length === columns.length ? {} : { columns: names };
  if (format === 'json') return { format, options };
  const known = /** @type {NonNullable<ExportOptions['encoding']>} */ (encoding);
  return { format: 'csv', options: { ...options, delimiter, encoding: known } };
}

/**
 * @param {string} locale
 * @returns {Chosen}
 */
function loadChoice(locale) {
  const delimiter = spreadsheetDelimiter(locale);
  const usual = { format: 'csv', delimiter, encoding: 'utf-8-bom' };
  try {
    const last = { ...usual, ...JSON.parse(loadPreference('export') ?? '{}') };
    const isKnown = (/** @type {[string, Key][]} */ list, /** @type {unknown} */ value) =>
      list.some(([known]) => known === value);
    return {
      format: last.format === 'json' ? 'json' : 'csv',
      delimiter: isKnown(delimiters, last.delimiter) ? last.delimiter : usual.delimiter,
      encoding: isKnown(encodings, last.encoding) ? last.encoding : usual.encoding,
    };
  } catch {
    return usual;
  }
}

/**
 * @param {Words} words
 * @param {string} format
 * @param {boolean} checked
 */
function radio(words, format, checked) {
  const input = element('input', { type: 'radio', name: 'format', value: format, checked });
  const name = words.text(/** @type {Key} */ (`export.format.${format}`));
  return { input, label: element('label', {}, input, name) };
}

/**
 * @param {Words} words
 * @param {string} column
 */
function columnBox(words, column) {
  const input = element('input', { type: 'checkbox', value: column, checked: true });
  const name = words.text(/** @type {Key} */ (`field.${column}`));
  return { input, label: element('label', {}, input, name) };
}

/**
 * @param {string} name
 * @param {...Node} parts
 */
function group(name, ...parts) {
  return element(
    'fieldset',
    {},
    element('legend', {}, name),
    element('div', { class: 'choices' }, ...parts),
  );
}
