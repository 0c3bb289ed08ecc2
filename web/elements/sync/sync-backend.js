// The backend that a book is connected with: what is known of it, and parting from it.

import { confirm } from '../base/confirm-dialog.js';
import { element } from '../base/dom.js';
import { part } from '../base/screen.js';
import { fact } from '../storage/settings-storage.js';
import { unsentOf } from './sync-state.js';

/** @import { Key, Words } from '../../i18n/translate.js' */
/** @import { SyncStatus } from '../../types.js' */

/**
 * @param {Words} words
 * @param {HTMLElement} facts
 * @param {...(HTMLElement | false)} actions
 */
export function backendPart(words, facts, ...actions) {
  return part(
    words,
    { icon: 'server', title: 'sync.backend' },
    facts,
    element('div', { class: 'row-actions' }, ...actions),
  );
}

/**
 * @param {Words} words
 * @param {SyncStatus} status
 */
export function backendFacts(words, status) {
  const { name = '', base = '', account = '', direction = 'both', pull } = status;
  const time = (/** @type {string | null | undefined} */ at) =>
    at ? words.dateTime(at) : words.text('sync.never');
  const goes = words.text(/** @type {Key} */ (`sync.direction.${direction}`));
  return [
    ...fact(words.text('sync.fact.name'), name),
    ...fact(words.text('sync.fact.base'), base),
    ...(account ? fact(words.text('sync.fact.account'), account) : []),
    ...fact(words.text('sync.fact.direction'), goes),
    ...(direction === 'pull'
      ? []
      : fact(words.text('sync.fact.pending'), words.number(status.pending ?? 0))),
    ...fact(words.text('sync.fact.linked'), words.number(status.linked ?? 0)),
    ...fact(words.text('sync.fact.answer'), time(status.last_answer_at)),
    ...(direction === 'push' ? [] : fact(words.text('sync.fact.polled'), time(pull?.polled_at))),
  ];
}

/**
 * Says what is lost with the connection.
 * @param {ShadowRoot} root
 * @param {Words} words
 * @param {SyncStatus | null} status
 */
export function confirmDisconnection(root, words, status) {
  const { conflicts = 0, name = '' } = status ?? {};
  const unsent = status ? unsentOf(status) : 0;
  const lost = [
    unsent > 0 && words.text('sync.disconnect_pending', { count: unsent }),
    conflicts > 0 && words.text('sync.disconnect_conflicts', { count: conflicts }),
  ];
  return confirm(root, words, {
    title: words.text('sync.disconnect_title', { name }),
    text: [words.text('sync.disconnect_text'), ...lost].filter(Boolean).join(' '),
    action: words.text('sync.disconnect'),
  });
}
