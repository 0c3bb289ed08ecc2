// While a file is read or its contacts are written.

import { element } from '../base/dom.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { Progress } from '../../types.js' */

/**
 * @param {Words} words
 * @param {'reading' | 'writing'} step
 * @param {Progress | null} progress
 * @param {() => void} cancel
 */
export function progressStep(words, step, progress, cancel) {
  const fraction = progress?.total ? progress.done / progress.total : 0;
  const title = words.text(step === 'reading' ? 'import.reading' : 'import.writing');
  const hint = step === 'reading' ? 'import.reading_hint' : 'import.writing_hint';
  return element(
    'div',
    { class: 'working' },
    element('h3', {}, title),
    element('progress', { max: 1, value: fraction, 'aria-label': title }),
    element('p', { class: 'progress-text numeric' }, words.percent(fraction)),
    element('p', { class: 'muted' }, words.text(hint)),
    element('button', { type: 'button', onclick: cancel }, words.text('dialog.cancel')),
  );
}
