// Where a file is dropped, with a button for choosing one.

import { element } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { fileChooser } from './file-chooser.js';

const tables = '.csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain';

/**
 * @param {object} zone
 * @param {'h3' | 'strong'} zone.tag  of its title
 * @param {string} zone.title
 * @param {string} zone.hint
 * @param {string} zone.label         of the button
 * @param {string} [zone.buttonClass]
 * @param {(files: FileList) => void} zone.choose  at least one
 */
export function dropZone({ tag, title, hint, label, buttonClass, choose }) {
  const input = fileChooser(tables, choose);
  const mark = (/** @type {boolean} */ isOver) => (/** @type {DragEvent} */ event) => {
    // Else the browser would open the file in place of the page.
    event.preventDefault();
    zone.classList.toggle('over', isOver);
  };
  const drop = (/** @type {DragEvent} */ event) => {
    mark(false)(event);
    // It is not dropped a second time on what is around.
    event.stopPropagation();
    const files = event.dataTransfer?.files;
    if (files?.length) choose(files);
  };
  const zone = element(
    'div',
    {
      class: 'drop-zone',
      part: 'drop-zone',
      ondragenter: mark(true),
      ondragover: mark(true),
      ondragleave: mark(false),
      ondrop: drop,
    },
    icon('upload'),
    element(tag, {}, title),
    element('p', { class: 'muted' }, hint),
    element(
      'button',
      { type: 'button', class: buttonClass, 'data-key': 'choose', onclick: () => input.click() },
      label,
    ),
    input,
  );
  return zone;
}
