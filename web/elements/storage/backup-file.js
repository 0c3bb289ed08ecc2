// A backup as a file: written, named, handed to the person; and when one is due.

import { download } from '../base/dom.js';
import { dayOfTime } from '../filter/filter-conditions.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { Progress } from '../../types.js' */
/** @import { Book, StorageReport } from '../base/book-shape.js' */

const dueAfterDays = 30;
const dueAfterChanges = 1000;
const dayMs = 86_400_000;

/**
 * @param {Words} words
 * @param {Pick<Book, 'backup'>} book
 * @param {{signal: AbortSignal, onProgress: (progress: Progress) => void}} long
 */
export async function downloadBackup(words, book, long) {
  const blob = await book.backup(long);
  download(blob, words.text('backup.file_name', { date: today() }));
}

/** The day where the person is, as part of a file's name. */
export function today() {
  return dayOfTime(new Date().toISOString());
}

/**
 * After 30 days or 1,000 changes; without a change since the last one there is nothing to back up.
 * @param {Pick<StorageReport, 'last_backup_at' | 'changes_since_backup'>} report
 * @param {string | null} [firstChangeAt]  counts where there is no backup yet
 */
export function isBackupDue({ last_backup_at, changes_since_backup }, firstChangeAt = null) {
  if (!changes_since_backup) return false;
  const since = last_backup_at ?? firstChangeAt;
  const days = since ? (Date.now() - Date.parse(since)) / dayMs : 0;
  return changes_since_backup >= dueAfterChanges || days >= dueAfterDays;
}
