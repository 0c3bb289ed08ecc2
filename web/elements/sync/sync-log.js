// What was asked of the backend last: no contents, no queries.

import { element } from '../base/dom.js';

/** @import { Key, Words } from '../../i18n/translate.js' */
/** @import { SyncLogEntry } from '../../types.js' */

const columns = /** @type {const} */ (['at', 'method', 'path', 'status', 'took']);

/**
 * @param {Words} words
 * @param {SyncLogEntry[]} log
 */
export function logTable(words, log) {
  const head = columns.map((column) =>
    element('th', { scope: 'col' }, words.text(/** @type {Key} */ (`sync.log.${column}`))),
  );
  return element(
    'div',
    // What scrolls sideways is reached by keyboard, too.
    {
      class: 'log',
      'data-key': 'log-table',
      tabindex: '0',
      role: 'region',
      'aria-label': words.text('sync.log.title'),
    },
    element(
      'table',
      {},
      element('thead', {}, element('tr', {}, ...head)),
      element('tbody', {}, ...log.map((entry) => row(words, entry))),
    ),
  );
}

/**
 * @param {Words} words
 * @param {SyncLogEntry} entry
 */
function row(words, { at, took_ms, method, path, status }) {
  const isGood = status >= 200 && status < 400;
  return element(
    'tr',
    { class: isGood ? '' : 'failed' },
    element('td', {}, element('time', { datetime: at }, words.timeWithSeconds(at))),
    element('td', {}, method),
    element('td', { class: 'path' }, path),
    element('td', {}, status ? String(status) : words.text('sync.log.no_answer')),
    element('td', { class: 'took' }, words.text('sync.log.ms', { count: took_ms })),
  );
}
