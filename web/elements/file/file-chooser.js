// What a button opens to have a file chosen. It is not seen, and not read aloud as a second button.

import { element } from '../base/dom.js';

/**
 * @param {string} accept
 * @param {(files: FileList) => void} choose  at least one
 */
export function fileChooser(accept, choose) {
  const input = element('input', {
    type: 'file',
    hidden: true,
    accept,
    onchange: () => input.files?.length && choose(input.files),
  });
  return input;
}
