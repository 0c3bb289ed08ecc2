// Second step of an import: how the file is written, and which column is what.

import { nameCallingCodes } from './calling-codes.js';
import { element } from './dom.js';
import { icon } from './icons.js';
import { fileProblem } from './file-problem.js';
import { uniqueId } from './form-field.js';
import { shorten } from './shorten.js';

/** @import { Failure } from './book-shape.js' */
/** @import { CallingCode, DateOrder, Dialect, ImportOptions } from '../types.js' */
/** @import { Preview, PreviewColumn } from '../types.js' */
/** @import { Key, Words } from '../i18n/translate.js' */

const shownLength = 80;

/**
 * @typedef {object} ColumnsState
 * @property {string} name  of the file
 * @property {Preview} preview
 * @property {ImportOptions} options
 * @property {CallingCode[]} codes
 * @property {Failure | null} failure
 * @property {(options: ImportOptions) => void} change
 * @property {() => void} back
 * @property {() => void} next
 */

const targets = [
  'name',
  'first_name',
  'middle_name',
  'last_name',
  'email',
  'further_email',
  'country_code',
  'area_code',
  'phone',
  'further_phone',
  'tags',
  'created_at',
  'last_contact_at',
  'source',
  'attribute',
  'ignore',
];

/** @type {[string, Key][]} */
const delimiters = [
  [',', 'import.delimiter.comma'],
  [';', 'import.delimiter.semicolon'],
  ['\t', 'import.delimiter.tab'],
  ['|', 'import.delimiter.bar'],
];

const encodings = [
  'utf-8',
  'utf-8-bom',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'iso-8859-15',
  'cp850',
  'macintosh',
];

const dateOrders = ['unknown', 'day_first', 'month_first'];

const quotes = ['"', "'", ''];

// Below it somebody should look.
const sureConfidence = 0.9;

// More rows before a table are seldom titles.
const mostSkippedRows = 20;

/**
 * @param {Words} words
 * @param {ColumnsState} state
 */
export function columnsStep(words, state) {
  const { preview, failure, name, back, next } = state;
  // Of a head without rows there is nothing to be checked, nor to be sure of.
  const hasRows = preview.rows.length > 0;
  const isBlocked = preview.issues.length > 0 || !hasRows;
  return element(
    'div',
    { class: 'columns-step' },
    element('h3', {}, words.text('import.columns_title')),
    element('p', { class: 'file-name muted' }, icon('file'), name),
    failure && fileProblem(words, failure),
    ...preview.issues.map((issue) => fileProblem(words, /** @type {any} */ (issue))),
    dialectFields(words, state),
    hasRows && dialectConfidence(words, preview.dialect),
    element(
      'ul',
      { class: 'mapping', 'aria-label': words.text('import.columns_title') },
      ...preview.columns.map((column, i) => mappingRow(words, state, column, i)),
    ),
    previewTable(words, preview),
    element(
      'div',
      { class: 'step-actions' },
      element('button', { type: 'button', onclick: back }, words.text('import.back')),
      element(
        'button',
        { type: 'button', class: 'primary', disabled: isBlocked, onclick: next },
        words.text('import.check'),
      ),
    ),
  );
}

/**
 * @param {Words} words
 * @param {ColumnsState} state
 */
function dialectFields(words, { preview, options, codes, change }) {
  const { dialect } = preview;
  const encodingNames = encodings.map((encoding) => [encoding, words.text(encodingKey(encoding))]);
  const delimiterNames = delimiters.map(([delimiter, key]) => [delimiter, words.text(key)]);
  if (!delimiters.some(([delimiter]) => delimiter === dialect.delimiter)) {
    const isBlank = dialect.delimiter === ' ';
    const name = isBlank ? words.text('import.delimiter.blank') : dialect.delimiter;
    delimiterNames.push([dialect.delimiter, name]);
  }
  const quoteNames = quotes.map((quote) => [quote, quote || words.text('import.no_quote')]);
  const rowCounts = Array.from({ length: mostSkippedRows + 1 }, (_, count) => [
    String(count),
    count ? words.number(count) : words.text('import.skip_none'),
  ]);
  const headerNames = [
    ['yes', words.text('import.header.yes')],
    ['no', words.text('import.header.no')],
  ];
  const codeNames = nameCallingCodes(codes, words).map(({ code, name }) => [
    code,
    `${name} (${code})`,
  ]);
  return element(
    'div',
    { class: 'dialect' },
    select(words.text('import.encoding'), encodingNames, dialect.encoding, (value) =>
      change({ encoding: /** @type {Dialect['encoding']} */ (value) }),
    ),
    select(words.text('import.delimiter'), delimiterNames, dialect.delimiter, (value) =>
      change({ delimiter: value }),
    ),
    select(words.text('import.quote'), quoteNames, dialect.quote, (value) =>
      change({ quote: value }),
    ),
    select(words.text('import.skip_rows'), rowCounts, String(dialect.skip_rows), (value) =>
      change({ skip_rows: Number(value) }),
    ),
    select(words.text('import.header'), headerNames, dialect.has_header ? 'yes' : 'no', (value) =>
      change({ has_header: value === 'yes' }),
    ),
    select(
      words.text('import.default_code'),
      [['', words.text('import.no_default_code')], ...codeNames],
      options.default_country_code ?? '',
      (value) => change({ default_country_code: value }),
    ),
    preview.date_order && dateOrderField(words, preview.date_order, change),
  );
}

/**
 * Whoever has chosen it once can change it, but nobody has to say that it is unknown.
 * @param {Words} words
 * @param {DateOrder} order
 * @param {ColumnsState['change']} change
 */
function dateOrderField(words, order, change) {
  const orders = order === 'unknown' ? dateOrders : dateOrders.slice(1);
  return select(
    words.text('import.date_order'),
    orders.map((one) => [one, words.text(/** @type {Key} */ (`import.date_order.${one}`))]),
    order,
    (value) => change({ date_order: /** @type {DateOrder} */ (value) }),
  );
}

/**
 * How sure that is: the share of the first rows that agree.
 * @param {Words} words
 * @param {Dialect} dialect
 */
function dialectConfidence(words, { confidence }) {
  const isSure = confidence >= sureConfidence;
  const text = words.text('import.dialect_fits', { percent: words.percent(confidence) });
  const doubt = isSure ? '' : ` ${words.text('import.dialect_unsure')}`;
  return element(
    'p',
    { class: `dialect-fits ${isSure ? 'muted' : 'unsure'}` },
    icon(isSure ? 'check' : 'alert'),
    element('span', {}, text + doubt),
  );
}

/** @param {string} encoding */
function encodingKey(encoding) {
  return /** @type {Key} */ (`import.encoding.${encoding}`);
}

/**
 * @param {string} label
 * @param {string[][]} choices  value and name
 * @param {string} value
 * @param {(value: string) => void} change
 */
function select(label, choices, value, change) {
  const id = uniqueId('choice');
  const field = element(
    'select',
    { id, value, 'data-key': label, onchange: () => change(field.value) },
    ...choices.map(([choice, name]) => element('option', { value: choice }, name)),
  );
  return element('div', { class: 'field' }, element('label', { for: id }, label), field);
}

/**
 * @param {Words} words
 * @param {ColumnsState} state
 * @param {PreviewColumn} column
 * @param {number} index
 */
function mappingRow(words, { preview, change }, column, index) {
  const header = column.header || words.text('import.column_number', { number: index + 1 });
  const assign = (/** @type {string} */ target) => {
    const mapping = preview.columns.map((other) => other.target);
    change({ mapping: mapping.with(index, target) });
  };
  const choice = element(
    'select',
    {
      'aria-label': words.text('import.map_column', { column: header }),
      'data-key': `column-${index}`,
      value: column.target,
      onchange: () => assign(choice.value),
    },
    ...targets.map((target) =>
      element('option', { value: target }, words.text(/** @type {Key} */ (`target.${target}`))),
    ),
  );
  return element(
    'li',
    { class: column.target === 'ignore' ? 'ignored' : '' },
    element(
      'div',
      { class: 'column' },
      element('strong', {}, header),
      element('span', { class: 'samples muted' }, column.samples.join(' · ') || '–'),
    ),
    icon('arrow_left'),
    choice,
    confidence(words, column),
  );
}

/**
 * @param {Words} words
 * @param {PreviewColumn} column
 */
function confidence(words, { target, confidence: sureness }) {
  if (target === 'attribute' || target === 'ignore') {
    const key = target === 'ignore' ? 'import.will_ignore' : 'import.will_keep';
    return element('span', { class: 'confidence muted' }, words.text(key));
  }
  const isSure = sureness >= 0.8;
  return element(
    'span',
    { class: `confidence ${isSure ? 'sure' : 'unsure'}` },
    icon(isSure ? 'check' : 'alert'),
    words.text(isSure ? 'import.sure' : 'import.unsure'),
  );
}

/**
 * @param {Words} words
 * @param {Preview} preview
 */
function previewTable(words, { columns, rows }) {
  const headers = columns.map(({ header }, i) =>
    element(
      'th',
      { scope: 'col' },
      header || words.text('import.column_number', { number: i + 1 }),
    ),
  );
  const lines = rows.map((cells) =>
    element('tr', {}, ...cells.map((cell) => element('td', {}, shorten(cell, shownLength)))),
  );
  const title = rows.length
    ? words.text('import.preview', { count: rows.length })
    : words.text('review.none.all');
  return element(
    'details',
    { class: 'preview', open: true },
    element('summary', {}, title),
    element(
      'div',
      { class: 'preview-scroll', tabindex: '0', role: 'region', 'aria-label': title },
      element(
        'table',
        {},
        element('thead', {}, element('tr', {}, ...headers)),
        element('tbody', {}, ...lines),
      ),
    ),
  );
}
