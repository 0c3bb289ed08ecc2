// What a person takes out of <kartei-dashboard> as a file: an export of a list, a backup.

import { phrase } from '../../i18n/translate.js';
import { download } from '../base/dom.js';
import { askExport } from '../file/export-dialog.js';
import { downloadBackup, today } from '../storage/backup-file.js';

/** @import { ListSelection } from '../../types.js' */
/** @import { KarteiElement } from '../base/kartei-element.js' */
/** @import { DashboardMessages } from './dashboard-messages.js' */

export class TakenFiles {
  #host;
  #messages;

  /**
   * @param {KarteiElement} host
   * @param {DashboardMessages} messages
   */
  constructor(host, messages) {
    this.#host = host;
    this.#messages = messages;
  }

  /** @param {ListSelection & {count: number}} list */
  async export({ count, ...list }) {
    const { root, words } = this.#host;
    const choice = await askExport(root, words, count);
    const { book } = this.#host;
    if (!choice || !book) return;
    const { format, options } = choice;
    await this.#messages.whileRunning(phrase('export.running'), async (long) => {
      const query = { ...list, ...options, ...long };
      const blob = await (format === 'json' ? book.exportJson(query) : book.exportCsv(query));
      download(blob, words.text('export.file_name', { date: today(), format }));
      this.#messages.exported(count);
    });
  }

  /** @param {() => void} done */
  async backUp(done) {
    const { book, words } = this.#host;
    if (!book) return;
    await this.#messages.whileRunning(phrase('backup.running'), async (long) => {
      await downloadBackup(words, book, long);
      done();
    });
  }
}
