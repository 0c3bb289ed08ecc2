// Second step of an import: how the file is written, what it leaves open, which column is what.

import { element } from '../base/dom.js';
import { choiceField } from '../base/form-field.js';
import { icon } from '../base/icons.js';
import { shorten } from '../base/shorten.js';
import { nameCallingCodes } from '../contact/calling-codes.js';
import { fileProblem } from '../file/file-problem.js';

/** @import { Key, Words } from '../../i18n/translate.js' */
/** @import { CallingCode, DateOrder, ImportOptions } from '../../types.js' */
/** @import { Preview, PreviewColumn } from '../../types.js' */
/** @import { Failure } from '../base/book-shape.js' */
/** @import { ImportDialect } from './import-dialect.js' */

const shownLength = 80;

/**
 * @typedef {object} ColumnsState
 * @property {string} name  of the file
 * @property {Preview} preview
 * @property {ImportDialect} dialect
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

const dateOrders = ['unknown', 'day_first', 'month_first'];

/**
 * @param {Words} words
 * @param {ColumnsState} state
 */
export function columnsStep(words, state) {
  const { preview, dialect, failure, name, change, back, next } = state;
  // Of a head without rows there is nothing to be checked.
  const hasRows = preview.rows.length > 0;
  const isBlocked = preview.issues.length > 0 || !hasRows;
  return element(
    'div',
    { class: 'columns-step' },
    element('h3', {}, words.text('import.columns_title')),
    element('p', { class: 'file-name muted' }, icon('file'), name),
    failure && fileProblem(words, failure),
    ...preview.issues.map((issue) => fileProblem(words, /** @type {any} */ (issue))),
    dialect.build(words, preview, change),
    assumptions(words, state),
    isNameless(preview) && nameHint(words),
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
 * Whether contacts come in without a name, though a column may be one: without a header it is none
 * that can be told by its cells.
 * @param {Preview} preview
 */
function isNameless({ columns }) {
  const names = ['name', 'first_name', 'last_name'];
  return (
    columns.some(({ target }) => target === 'attribute') &&
    !columns.some(({ target }) => names.includes(target))
  );
}

/** @param {Words} words */
function nameHint(words) {
  return element('p', { class: 'hint unsure' }, icon('alert'), words.text('import.no_name'));
}

/**
 * What no file can say: it is asked for, and not hidden among what was recognised.
 * @param {Words} words
 * @param {ColumnsState} state
 */
function assumptions(words, { preview, options, codes, change }) {
  const codeNames = nameCallingCodes(codes, words).map(({ code, name }) => [
    code,
    `${name} (${code})`,
  ]);
  return element(
    'div',
    { class: 'assumptions' },
    choiceField(
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
  return choiceField(
    words.text('import.date_order'),
    orders.map((one) => [one, words.text(/** @type {Key} */ (`import.date_order.${one}`))]),
    order,
    (value) => change({ date_order: /** @type {DateOrder} */ (value) }),
  );
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
