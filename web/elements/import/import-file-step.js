// First step of an import: a file is dropped, picked or pasted.

import { download, element } from '../base/dom.js';
import { csvTemplate } from '../file/csv-template.js';
import { dropZone } from '../file/drop-zone.js';
import { fileProblem } from '../file/file-problem.js';

/** @import { Words } from '../../i18n/translate.js' */
/** @import { Failure } from '../base/book-shape.js' */

/**
 * @param {Words} words
 * @param {Failure | null} failure
 * @param {HTMLElement} room  says where storage is short
 * @param {object} act
 * @param {(files: FileList) => void} act.chooseFiles
 * @param {string} act.pasted  what was pasted before
 * @param {(text: string) => void} act.paste
 */
export function fileStep(words, failure, room, { chooseFiles, pasted, paste }) {
  // Nobody drags a file with a finger.
  const canDrop = !matchMedia('(hover: none)').matches;
  const zone = dropZone({
    tag: 'h3',
    title: words.text(canDrop ? 'import.drop_title' : 'import.choose_title'),
    hint: words.text(canDrop ? 'import.drop_hint' : 'import.choose_hint'),
    label: words.text('import.choose_file'),
    buttonClass: 'primary',
    choose: chooseFiles,
  });
  return element(
    'div',
    { class: 'file-step' },
    failure && fileProblem(words, failure),
    room,
    zone,
    pasteArea(words, pasted, paste),
    templateLine(words),
  );
}

/**
 * @param {Words} words
 * @param {string} pasted
 * @param {(text: string) => void} paste
 */
function pasteArea(words, pasted, paste) {
  const label = words.text('import.paste_label');
  const placeholder = 'name;email;phone\nAnna Beispiel;anna@example.org;+49 30 23125000';
  const area = element('textarea', {
    rows: 4,
    'aria-label': label,
    placeholder,
    value: pasted,
  });
  const use = () => {
    if (area.value.trim()) paste(area.value);
    else area.focus();
  };
  return element(
    'details',
    { class: 'paste', open: pasted !== '' },
    element('summary', {}, words.text('import.paste')),
    area,
    element('button', { type: 'button', onclick: use }, words.text('import.use_pasted')),
  );
}

/** @param {Words} words */
function templateLine(words) {
  const onclick = () => {
    // Excel takes a file for UTF-8 only with a byte order mark.
    const blob = new Blob(['\ufeff', csvTemplate(words.locale)], { type: 'text/csv' });
    download(blob, words.text('import.template_name'));
  };
  return element(
    'p',
    { class: 'template muted' },
    words.text('import.template_hint'),
    ' ',
    element('button', { type: 'button', class: 'link', onclick }, words.text('import.template')),
  );
}

/**
 * @param {Words} words
 * @param {string} text
 */
export function pastedFile(words, text) {
  return new File([text], words.text('import.pasted_name'), { type: 'text/csv' });
}
