// What is known of a form that is being sent, for the gate of <kartei-check>.

/** Submits that an element has stopped: of several in one form, one may let pass what another does
 * not. @type {WeakSet<Event>} */
const stopped = new WeakSet();

/** @param {Event} event */
export function stopSubmit(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
  stopped.add(event);
}

/** @param {Event} event */
export function wasStopped(event) {
  return stopped.has(event);
}

/**
 * Whether it closes a dialog and sends nothing.
 * @param {SubmitEvent} event
 */
export function isCancelling({ target, submitter }) {
  const own = submitter?.getAttribute('formmethod');
  const method = own ?? /** @type {HTMLFormElement} */ (target).getAttribute('method');
  if (method?.toLowerCase() !== 'dialog') return false;
  return typeof own === 'string' || (submitter?.hasAttribute('formnovalidate') ?? false);
}

/**
 * Sends the form that had to wait. The page may have taken away the button that was pressed, or
 * made it another: then it is sent without.
 * @param {HTMLFormElement | null} form
 * @param {HTMLElement | null} submitter
 */
export function submitAgain(form, submitter) {
  const { form: of, type } = /** @type {HTMLButtonElement} */ (submitter ?? {});
  const isOfForm = form !== null && of === form && /^(submit|image)$/.test(type);
  form?.requestSubmit(isOfForm ? submitter : null);
}
