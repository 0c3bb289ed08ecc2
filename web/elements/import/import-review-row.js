// One row of a file as the review shows it: what is in it, what would become of it, and why.

import { element, isTextEntry, lineEnds } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { shorten } from '../base/shorten.js';
import { contactTitle } from '../contact/contact-columns.js';
import { columnsOf, compare, shownFields } from './import-compare.js';

/** @import { Key, Words } from '../../i18n/translate.js' */
/** @import { DuplicateAction, Issue } from '../../types.js' */
/** @import { ReviewDuplicate, ReviewPage, ReviewRow } from '../../types.js' */
/** @import { Line, Rules } from './import-compare.js' */

const shownLength = 120;
// A file may have hundreds of columns.
const shownLines = 12;

/**
 * @typedef {object} RowActions
 * @property {(row: number, action: DuplicateAction) => void} decide
 * @property {(fix: {row: number, column: number, value: string}) => void} fix
 * @property {Map<string, string>} typed  what stands in cells to be mended and is not applied yet
 */
/** @typedef {RowActions & Rules} RowObserver */

/** What can become of a duplicate, in the order of the keys 1 to 4. */
export const decisions = /** @type {const} */ (['skip', 'fill', 'update', 'create']);

/**
 * @param {Words} words
 * @param {ReviewPage} page
 * @param {ReviewRow} row
 * @param {RowObserver} observer
 */
export function reviewRow(words, page, row, observer) {
  const number = words.text('review.row', { row: words.number(row.row) });
  const isUndecided = row.duplicate?.decision === 'ask';
  const outcome = isUndecided ? 'undecided' : row.outcome;
  return element(
    'li',
    {
      class: `review-row ${outcome}`,
      'data-undecided': isUndecided ? row.row : undefined,
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (isUndecided) decisionKey(event, row, observer);
      },
    },
    element('span', { class: 'row-number numeric muted' }, number),
    element('span', { class: `badge ${outcome}` }, words.text(`review.outcome.${outcome}`)),
    cells(words, page, row),
    row.issues.length > 0 && reasons(words, page, row, observer),
    row.duplicate && duplicate(words, page, row, row.duplicate, observer),
  );
}

/**
 * The cells that are mapped to a field, in the order in which a contact shows them; a row that
 * could not be taken apart as it is.
 * @param {Words} words
 * @param {ReviewPage} page
 * @param {ReviewRow} row
 */
function cells(words, page, row) {
  const wrong = new Set(row.issues.map((issue) => issue.column));
  const values = shownFields.flatMap((field) =>
    columnsOf(page, field).flatMap((at) => {
      const text = row.cells[at] ?? '';
      if (!text && !wrong.has(at + 1)) return [];
      return value(words.text(`field.${field}`), text, wrong.has(at + 1));
    }),
  );
  const shown = new Set(shownFields.flatMap((field) => columnsOf(page, field)));
  const isImported = (/** @type {number} */ at) => (page.mapping[at] ?? 'ignore') !== 'ignore';
  const others = row.cells.filter((cell, i) => cell && isImported(i) && !shown.has(i)).length;
  const more = others > 0 && words.text('review.more_cells', { count: others });
  return element('span', { class: 'values' }, ...values, more && value('', more, false));
}

/**
 * @param {string} label
 * @param {string} text
 * @param {boolean} isWrong
 */
function value(label, text, isWrong) {
  return element(
    'span',
    { class: `value ${isWrong ? 'wrong' : ''} ${label ? '' : 'muted'}` },
    label && element('span', { class: 'visually-hidden' }, `${label}: `),
    shorten(text, shownLength),
  );
}

/**
 * @param {Words} words
 * @param {ReviewPage} page
 * @param {ReviewRow} row
 * @param {RowObserver} observer
 */
function reasons(words, page, row, observer) {
  // A row that is too short lacks cells that can be mended.
  const width = Math.max(row.cells.length, page.mapping.length);
  const lines = row.issues.map((issue) =>
    element(
      'li',
      {},
      icon('alert'),
      element('span', {}, reason(words, page, issue)),
      issue.column > 0 && issue.column <= width && mend(words, page, row, issue, observer),
    ),
  );
  return element('ul', { class: 'reasons' }, ...lines);
}

/**
 * The cell that an issue is about, to be mended in its place.
 * @param {Words} words
 * @param {ReviewPage} page
 * @param {ReviewRow} row
 * @param {Issue} issue
 * @param {RowObserver} observer
 */
function mend(words, page, row, { column }, { fix, typed }) {
  const before = row.cells[column - 1]?.replace(lineEnds, ' ');
  // Another row is mended, and all are drawn anew: what was typed here stays.
  const cell = `${row.row}:${column}:${before}`;
  const input = element('input', {
    value: typed.get(cell) ?? before ?? '',
    oninput: () => typed.set(cell, input.value),
    spellcheck: 'false',
    autocomplete: 'off',
    'data-mends': row.row,
    'data-cell': cell,
    'data-key': `mend-${row.row}-${column}`,
    'aria-label': words.text('review.mend', {
      column: columnName(words, page, column),
      row: words.number(row.row),
    }),
  });
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    // What is refused stays as it was typed.
    if (input.value !== before) fix({ row: row.row, column, value: input.value });
  };
  return element(
    'form',
    { class: 'mend', onsubmit: submit },
    input,
    element(
      'button',
      { 'data-key': `change-${row.row}-${column}` },
      words.text('review.mend_action'),
    ),
  );
}

/**
 * @param {Words} words
 * @param {ReviewPage} page
 * @param {Issue} issue
 */
function reason(words, page, issue) {
  const text = words.error(issue.code);
  if (!issue.column) return text;
  const column = columnName(words, page, issue.column);
  return words.text('review.reason', { column, reason: text });
}

/**
 * @param {Words} words
 * @param {ReviewPage} page
 * @param {number} column  from 1
 */
function columnName(words, page, column) {
  return page.headers[column - 1] || words.text('import.column_number', { number: column });
}

/**
 * @param {Words} words
 * @param {ReviewPage} page
 * @param {ReviewRow} row
 * @param {ReviewDuplicate} match
 * @param {RowObserver} observer
 */
function duplicate(words, page, row, match, observer) {
  const { contact } = match;
  const who = contact
    ? words.text(`review.same_${match.field}`, { name: contactTitle(contact, words) })
    : words.text(`review.same_${match.field}_row`, { row: words.number(match.row) });
  return element(
    'div',
    { class: 'match' },
    element(
      'div',
      { class: 'match-line' },
      element('p', {}, icon('info'), who),
      match.decision === 'ask'
        ? decisionButtons(words, row, observer)
        : decisionSelect(words, row, match, observer),
    ),
    comparison(words, page, row, match, observer),
  );
}

/**
 * @param {Words} words
 * @param {ReviewRow} row
 * @param {ReviewDuplicate} match
 * @param {RowObserver} observer
 */
function decisionSelect(words, row, { decision }, { decide }) {
  const select = element(
    'select',
    {
      'aria-label': words.text('review.decide_row', { row: words.number(row.row) }),
      'data-row': row.row,
      'data-key': `decide-${row.row}`,
      value: decision,
      onchange: () => decide(row.row, /** @type {DuplicateAction} */ (select.value)),
    },
    ...decisions.map((action) =>
      element('option', { value: action }, words.text(`review.decide.${action}`)),
    ),
  );
  return select;
}

/**
 * Buttons, of which none is pressed yet: with the arrow keys a select would decide at once.
 * @param {Words} words
 * @param {ReviewRow} row
 * @param {RowObserver} observer
 */
function decisionButtons(words, row, { decide }) {
  return element(
    'div',
    {
      class: 'decisions',
      role: 'group',
      'aria-label': words.text('review.decide_row', { row: words.number(row.row) }),
    },
    ...decisions.map((action, i) =>
      element(
        'button',
        {
          type: 'button',
          'data-key': `decide-${row.row}-${action}`,
          'aria-keyshortcuts': String(i + 1),
          onclick: () => decide(row.row, action),
        },
        element('kbd', { 'aria-hidden': 'true' }, i + 1),
        words.text(`review.decide.${action}`),
      ),
    ),
  );
}

/**
 * @param {KeyboardEvent} event
 * @param {ReviewRow} row
 * @param {RowObserver} observer
 */
function decisionKey(event, row, { decide }) {
  if (event.ctrlKey || event.metaKey || event.altKey || isTextEntry(event.composedPath()[0]))
    return;
  const action = decisions[Number(event.key) - 1];
  if (!action) return;
  event.preventDefault();
  decide(row.row, action);
}

/**
 * The contact of the book, or the earlier row, beside the row of the file, and what is made of
 * them; what differs is marked. A row that becomes a contact of its own makes nothing of the other,
 * nor does one that nobody has decided about.
 * @param {Words} words
 * @param {ReviewPage} page
 * @param {ReviewRow} row
 * @param {ReviewDuplicate} match
 * @param {RowObserver} observer
 */
function comparison(words, page, row, match, observer) {
  const { contact, decision } = match;
  const hasResult = decision !== 'create' && decision !== 'ask';
  const lines = compare(words, page, row, match, observer);
  const tableRow = (/** @type {Line} */ { label, before, incoming, after, differs }) =>
    element(
      'tr',
      { class: differs ? 'differs' : '' },
      element('th', { scope: 'row' }, shorten(label, shownLength)),
      element('td', {}, shorten(before, shownLength) || '–'),
      element('td', {}, difference(words, shorten(incoming, shownLength) || '–', differs)),
      hasResult && element('td', {}, shorten(after, shownLength) || '–'),
    );
  const rowTitle = (/** @type {{row: number}} */ of) =>
    words.text('review.row', { row: words.number(of.row) });
  const head = [
    words.text('review.field'),
    contact ? words.text('review.existing') : rowTitle(match),
    contact ? words.text('review.incoming') : rowTitle(row),
    ...(hasResult ? [words.text('review.result')] : []),
  ];
  return element(
    'table',
    { class: 'comparison' },
    element(
      'thead',
      {},
      element('tr', {}, ...head.map((text) => element('th', { scope: 'col' }, text))),
    ),
    element(
      'tbody',
      {},
      ...lines.slice(0, shownLines).map(tableRow),
      lines.length > shownLines &&
        element(
          'tr',
          {},
          element(
            'td',
            { class: 'muted', colspan: head.length },
            words.text('review.more_cells', { count: lines.length - shownLines }),
          ),
        ),
    ),
  );
}

/**
 * @param {Words} words
 * @param {string} text
 * @param {boolean} differs
 */
function difference(words, text, differs) {
  if (!differs) return text;
  const hint = element('span', { class: 'visually-hidden' }, ` (${words.text('review.differs')})`);
  return element('span', { class: 'difference' }, text, hint);
}
