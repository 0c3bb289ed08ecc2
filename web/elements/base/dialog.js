// How every dialog of the page is shown and left.

/**
 * Shows a dialog, and takes it out of the page when it is left, also by Esc. It answers at once, as
 * the focus goes back at once: the browser tells of `close` some frames later, and a key pressed
 * until then would be for a page that still waits.
 * @template Answer
 * @param {ShadowRoot} root
 * @param {HTMLDialogElement} dialog  may prevent its `cancel`
 * @returns {{left: Promise<Answer | null>, leave: (answer: Answer | null) => void}}
 *   `left`: with null where nobody has answered
 */
export function openDialog(root, dialog) {
  /** @type {(answer: Answer | null) => void} */
  let resolve;
  /** @type {Promise<Answer | null>} */
  const left = new Promise((go) => (resolve = go));
  const leave = (/** @type {Answer | null} */ answer) => {
    dialog.close();
    dialog.remove();
    resolve(answer);
  };
  dialog.addEventListener('cancel', (event) => {
    if (event.target === dialog && !event.defaultPrevented) leave(null);
  });
  // A browser may close it without asking, and so may a form.
  dialog.addEventListener('close', ({ target }) => {
    if (target === dialog) leave(null);
  });
  // A key pressed in the dialog is not a shortcut of the page behind it.
  dialog.addEventListener('keydown', (event) => event.stopPropagation());
  root.append(dialog);
  dialog.showModal();
  return { left, leave };
}
