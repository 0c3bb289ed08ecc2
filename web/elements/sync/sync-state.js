// How the sync stands: one word for the badge, one sentence that says why, and the ways out. All of
// it is read from a SyncStatus, and nothing is kept.

/** @import { Key, Words } from '../../i18n/translate.js' */
/** @import { SyncStatus } from '../../types.js' */
/** @import { IconName } from '../base/icons.js' */

/**
 * `auth`: nobody has given credentials, or the server refuses them. `keyless`: it wants some, and
 * the profile says that there are none. `conflicts`, `parked`: the rest goes on, a person has to
 * decide. `offline`: this device has no network; `unreachable`: it has one, and the server does not
 * answer.
 * @typedef {'none' | 'auth' | 'keyless' | 'mass_loss' | 'refused' | 'offline' | 'conflicts' |
 *   'parked' | 'unreachable' | 'error' | 'waiting' | 'first' | 'pending' | 'current'} SyncKind
 */

/** @typedef {'good' | 'quiet' | 'warning' | 'danger'} Tone */

/** @type {Record<Exclude<SyncKind, 'none'>, {icon: IconName, tone: Tone}>} */
const looks = {
  auth: { icon: 'key', tone: 'warning' },
  keyless: { icon: 'key', tone: 'danger' },
  mass_loss: { icon: 'alert', tone: 'danger' },
  refused: { icon: 'alert', tone: 'danger' },
  offline: { icon: 'offline', tone: 'warning' },
  conflicts: { icon: 'conflict', tone: 'warning' },
  parked: { icon: 'inbox', tone: 'warning' },
  unreachable: { icon: 'offline', tone: 'warning' },
  error: { icon: 'alert', tone: 'danger' },
  waiting: { icon: 'clock', tone: 'warning' },
  first: { icon: 'sync', tone: 'quiet' },
  pending: { icon: 'sync', tone: 'quiet' },
  current: { icon: 'check', tone: 'good' },
};

/**
 * What matters most comes first: what stops everything, then what waits for a person (of which it
 * is said that all else is synced), then what passes by itself.
 * @param {SyncStatus | null} status
 * @param {boolean} isOnline  whether the browser has a network
 * @param {number} [now]      milliseconds since 1970
 * @returns {SyncKind}
 */
export function syncKind(status, isOnline, now = Date.now()) {
  if (!status?.is_connected) return 'none';
  if (status.pause === 'auth' && status.auth?.kind === 'none') return 'keyless';
  if (status.pause) return status.pause;
  if (status.needs_credentials) return 'auth';
  if (!isOnline) return 'offline';
  if (isUnreachable(status)) return 'unreachable';
  const waits = waitsFor(status, now) !== '';
  if (waits && (!status.failures || isAskingForPatience(status))) return 'waiting';
  // One failure by itself is tried again at once, and mostly gone then.
  if (status.failures && (waits || status.failures > 1)) return 'error';
  if (status.conflicts) return 'conflicts';
  if (status.parked) return 'parked';
  if (isFirst(status)) return 'first';
  return pendingOf(status) ? 'pending' : 'current';
}

/**
 * Changes that are to be sent. Where it is only fetched, what is changed here stays here.
 * @param {SyncStatus} status
 */
function pendingOf({ direction, pending = 0 }) {
  return direction === 'pull' ? 0 : pending;
}

/**
 * The same, with what the server does not take: what it will not hear of without this book.
 * @param {SyncStatus} status
 */
export function unsentOf(status) {
  return status.direction === 'pull' ? 0 : pendingOf(status) + (status.parked ?? 0);
}

/** Whether a person can have it go on now, without deciding anything. @param {SyncKind} kind */
export function canSyncNow(kind) {
  return !['none', 'auth', 'keyless', 'mass_loss', 'refused'].includes(kind);
}

/** @param {SyncKind} kind  not `none` */
export function lookOf(kind) {
  return looks[kind === 'none' ? 'current' : kind];
}

/**
 * The few words of the badge.
 * @param {Words} words
 * @param {SyncKind} kind
 * @param {SyncStatus} status
 */
export function badgeText(words, kind, status) {
  return words.text(/** @type {Key} */ (`sync.badge.${kind}`), { count: countOf(kind, status) });
}

/**
 * The same as a heading.
 * @param {Words} words
 * @param {SyncKind} kind
 * @param {SyncStatus} status
 */
export function stateTitle(words, kind, status) {
  const isOurs = kind === 'error' && !isOfServer(status);
  const key = keyOfWay(words, `sync.state.${isOurs ? 'stuck' : kind}`, status);
  return words.text(key, { count: countOf(kind, status) });
}

/**
 * Why it is so, and the way out.
 * @param {Words} words
 * @param {SyncKind} kind
 * @param {SyncStatus} status
 * @param {number} [now]
 * @returns {string}
 */
export function reasonText(words, kind, status, now = Date.now()) {
  const { lost = 0, linked = 0, failure = '', account = '' } = status;
  const pending = pendingOf(status);
  const until = waitsFor(status, now);
  const time = until ? words.time(until) : '';
  switch (kind) {
    case 'auth':
      return status.pause === 'auth'
        ? words.text('sync.why.auth_refused', { account })
        : words.text('sync.why.auth_missing', { account });
    case 'keyless':
      return words.text('sync.why.keyless');
    case 'mass_loss':
      return words.text(keyOfWay(words, 'sync.why.mass_loss', status), { lost, linked });
    case 'refused':
      return words.text('sync.why.refused', { message: failureText(words, failure) });
    case 'offline':
      return words.text(pending ? 'sync.why.offline_pending' : 'sync.why.offline', {
        count: pending,
      });
    case 'unreachable':
      return words.text(time ? 'sync.why.unreachable_until' : 'sync.why.unreachable', { time });
    case 'conflicts':
      return words.text('sync.why.conflicts');
    case 'parked':
      return words.text('sync.why.parked');
    case 'error':
      return words.text(time ? 'sync.why.error_until' : 'sync.why.error', {
        message: failureText(words, failure),
        time,
      });
    case 'waiting':
      return words.text('sync.why.waiting', { time });
    case 'first':
      return words.text('sync.why.first', { count: status.pull?.rows ?? 0 });
    case 'pending':
      return words.text('sync.why.pending', { count: pending });
    default:
      return words.text(keyOfWay(words, 'sync.why.current', status));
  }
}

/**
 * What went wrong: a word of ours, or the server's own words.
 * @param {Words} words
 * @param {string} failure
 */
export function failureText(words, failure) {
  const own = ownFailureText(words, failure);
  return own || (failure ? words.text('sync.server_says', { message: failure }) : '');
}

/**
 * What a word of the transport or of Kartei means; empty where it is the server's.
 * @param {Words} words
 * @param {string} failure
 */
export function ownFailureText(words, failure) {
  const key = [`sync.failure.${failure}`, `error.${failure}`].find((each) => words.has(each));
  return key ? words.text(/** @type {Key} */ (key)) : '';
}

/**
 * What is lost with this book, as a sentence; empty where all is sent, or nothing is.
 * @param {Words} words
 * @param {SyncStatus | null} status
 */
export function unsentText(words, status) {
  const count = status?.is_connected ? unsentOf(status) : 0;
  return count ? words.text('sync.unsent_lost', { count }) : '';
}

/**
 * Where it goes one way only, some things are said otherwise.
 * @param {Words} words
 * @param {string} key
 * @param {Pick<SyncStatus, 'direction'>} status
 */
export function keyOfWay(words, key, { direction }) {
  const own = `${key}_${direction}`;
  return /** @type {Key} */ (words.has(own) ? own : key);
}

/**
 * @param {SyncKind} kind
 * @param {SyncStatus} status
 */
function countOf(kind, status) {
  if (kind === 'conflicts') return status.conflicts ?? 0;
  if (kind === 'parked') return status.parked ?? 0;
  return kind === 'first' ? (status.pull?.rows ?? 0) : pendingOf(status);
}

/** @param {SyncStatus} status */
function isUnreachable({ failures = 0, failure }) {
  return failures > 0 && (failure === 'unreachable' || failure === 'timeout');
}

/**
 * And not of this device, whose disk is full, say.
 * @param {SyncStatus} status
 */
function isOfServer({ failure = '' }) {
  return /^(HTTP |answer_)/.test(failure);
}

/**
 * Too many requests, or busy (RFC 6585, 4; RFC 9110, 15.6.4).
 * @param {SyncStatus} status
 */
function isAskingForPatience({ failure = '' }) {
  return /^HTTP (429|503)\b/.test(failure);
}

/** @param {SyncStatus} status */
function isFirst({ pull }) {
  return pull !== undefined && !pull.is_complete;
}

/**
 * @param {SyncStatus} status
 * @param {number} now
 * @returns {string} until when nothing is asked, '' where nothing is waited for
 */
function waitsFor({ waits_until }, now) {
  return waits_until && Date.parse(waits_until) > now ? waits_until : '';
}
