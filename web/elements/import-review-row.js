// One row of a file as the review shows it: what is in it, what would become of it, and why.

import { contactTitle } from './contact-columns.js';
import { element } from './dom.js';
import { icon } from './icons.js';

/** @import { DuplicateAction, Issue, ReviewDuplicate, ReviewPage, ReviewRow } from '../types.js' */
/** @import { Key, Words } from '../i18n/translate.js' */

/** @typedef {(row: number, action: DuplicateAction) => void} Decide */

/** @type {DuplicateAction[]} */
export const decisions = ['skip', 'update', 'create'];

const shownFields = /** @type {const} */ (['name', 'email', 'country_code', 'phone']);

/**
 * @param {Words} words
 * @param {ReviewPage} page
 * @param {ReviewRow} row
 * @param {Decide} decide
 */
export function reviewRow(words, page, row, decide) {
  const number = words.text('review.row', { row: words.number(row.row) });
  return element(
    'li',
    { class: `review-row ${row.outcome}` },
    element('span', { class: 'row-number numeric muted' }, number),
    element('span', { class: `badge ${row.outcome}` }, words.text(`review.outcome.${row.outcome}`)),
    cells(words, page, row),
    row.outcome === 'rejected' && reasons(words, page, row),
    row.duplicate && duplicate(words, page, row, row.duplicate, decide),
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
  const values = shownFields.flatMap((field) => {
    const at = page.mapping.indexOf(field);
    const text = row.cells[at] ?? '';
    if (at < 0 || (!text && !wrong.has(at + 1))) return [];
    return value(words.text(`field.${field}`), text, wrong.has(at + 1));
  });
  const others = row.cells.filter((cell, i) => cell && !isShown(page.mapping[i])).length;
  const more = others > 0 && words.text('review.more_cells', { count: others });
  return element('span', { class: 'values' }, ...values, more && value('', more, false));
}

/** @param {string | undefined} target */
function isShown(target) {
  return shownFields.some((field) => field === target);
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
    shorten(text),
  );
}

/**
 * @param {Words} words
 * @param {ReviewPage} page
 * @param {ReviewRow} row
 */
function reasons(words, page, row) {
  const lines = row.issues.map((issue) =>
    element('li', {}, icon('alert'), element('span', {}, reason(words, page, issue))),
  );
  return element('ul', { class: 'reasons' }, ...lines);
}

/**
 * @param {Words} words
 * @param {ReviewPage} page
 * @param {Issue} issue
 */
function reason(words, page, issue) {
  const text = words.error(issue.code);
  if (!issue.column) return text;
  const number = words.text('import.column_number', { number: issue.column });
  const name = page.headers[issue.column - 1] || number;
  return words.text('review.reason', { column: name, reason: text });
}

/**
 * @param {Words} words
 * @param {ReviewPage} page
 * @param {ReviewRow} row
 * @param {ReviewDuplicate} match
 * @param {Decide} decide
 */
function duplicate(words, page, row, match, decide) {
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
      decisionSelect(words, row, decide),
    ),
    contact && comparison(words, page, row, contact),
  );
}

/**
 * @param {Words} words
 * @param {ReviewRow} row
 * @param {Decide} decide
 */
function decisionSelect(words, row, decide) {
  const byOutcome = { new: 'create', updated: 'update', skipped: 'skip', rejected: 'skip' };
  const select = element(
    'select',
    {
      'aria-label': words.text('review.decide_row', { row: words.number(row.row) }),
      'data-row': row.row,
      value: byOutcome[row.outcome],
      onchange: () => decide(row.row, /** @type {DuplicateAction} */ (select.value)),
    },
    ...decisions.map((action) =>
      element('option', { value: action }, words.text(`review.decide.${action}`)),
    ),
  );
  return select;
}

/**
 * The contact of the book beside the row of the file; what differs is marked.
 * @param {Words} words
 * @param {ReviewPage} page
 * @param {ReviewRow} row
 * @param {import('../types.js').Contact} contact
 */
function comparison(words, page, row, contact) {
  const lines = shownFields
    .filter((field) => page.mapping.includes(field))
    .map((field) => {
      const incoming = (row.cells[page.mapping.indexOf(field)] ?? '').trim();
      const differs = incoming !== '' && incoming !== contact[field];
      return element(
        'tr',
        { class: differs ? 'differs' : '' },
        element('th', { scope: 'row' }, words.text(`field.${field}`)),
        element('td', {}, shorten(contact[field]) || '–'),
        element('td', {}, difference(words, shorten(incoming) || '–', differs)),
      );
    });
  const head = /** @type {Key[]} */ (['review.field', 'review.existing', 'review.incoming']);
  return element(
    'table',
    { class: 'comparison' },
    element(
      'thead',
      {},
      element('tr', {}, ...head.map((key) => element('th', { scope: 'col' }, words.text(key)))),
    ),
    element('tbody', {}, ...lines),
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

/**
 * A cell may hold a megabyte.
 * @param {string} text
 */
function shorten(text) {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
