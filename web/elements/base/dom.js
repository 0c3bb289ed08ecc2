// Builds DOM without markup in strings: text goes in as text, so nothing that a contact or a file
// holds is ever read as HTML, and the page runs under a strict content security policy.

/** @typedef {Node | string | number | false | null | undefined} Child */

/**
 * A new element.
 *
 *   element('button', { class: 'primary', onclick: () => save() }, icon('check'), 'Save')
 *
 * A function is a listener for the event its key names; true is an attribute without a value;
 * false, null and undefined are left out; `value`, `checked`, `disabled` and objects are set as
 * properties, everything else as an attribute.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown>} [properties]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, properties = {}, ...children) {
  return configure(document.createElement(tag), properties, ...children);
}

/**
 * The same for an element that exists, such as `new KarteiTable()`.
 * @template {Element} Target
 * @param {Target} target
 * @param {Record<string, unknown>} properties
 * @param {...Child} children
 * @returns {Target}
 */
export function configure(target, properties, ...children) {
  for (const child of children) {
    if (child !== false && child !== null && child !== undefined) {
      target.append(typeof child === 'number' ? String(child) : child);
    }
  }
  // After the children: a select takes its value only from options that it has.
  for (const [key, value] of Object.entries(properties)) setProperty(target, key, value);
  return target;
}

const asProperty = new Set(['value', 'checked', 'disabled', 'indeterminate', 'textContent']);

/**
 * @param {Element} target
 * @param {string} key
 * @param {unknown} value
 */
function setProperty(target, key, value) {
  if (typeof value === 'function') {
    target.addEventListener(key.slice(2), /** @type {EventListener} */ (value));
  } else if (value === undefined || value === null) {
    return;
  } else if (asProperty.has(key) || typeof value === 'object') {
    Reflect.set(target, key, value);
  } else if (value !== false) {
    target.setAttribute(key, value === true ? '' : String(value));
  }
}

/**
 * A style sheet for `adoptedStyleSheets`: allowed where inline styles are not.
 * @param {TemplateStringsArray} strings
 * @param {...(string | number)} values
 */
export function css(strings, ...values) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(String.raw({ raw: strings.raw }, ...values));
  return sheet;
}

/**
 * The innermost focused element, through shadow roots.
 * @returns {Element | null}
 */
export function focusedElement() {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused;
}

/**
 * Shows it, unless the same is said already: what stands may have the focus, or a click on it may
 * be under way, and it would be read aloud again.
 * @param {Element} place
 * @param {Element[]} next
 */
export function showIfOther(place, next) {
  const said = (/** @type {Iterable<Element>} */ parts) =>
    [...parts].map((part) => part.textContent + part.id).join('\n');
  if (said(next) !== said(place.children)) place.replaceChildren(...next);
}

/** Whether something has the focus that can be seen: what was just hidden has it until drawn. */
export function isFocusSeen() {
  const focused = focusedElement();
  return focused !== null && focused !== document.body && focused.getClientRects().length > 0;
}

/**
 * Where one goes on in a list that was drawn anew.
 * @param {Element[]} elements  in their order
 * @param {string} attribute  that has the number of each
 * @param {number} least
 * @returns {Element | undefined} the first with at least this number; after the last, the first
 */
export function nextFrom(elements, attribute, least) {
  return elements.find((each) => Number(each.getAttribute(attribute)) >= least) ?? elements[0];
}

/**
 * Whether keys typed now are text.
 * @param {EventTarget | undefined} target
 */
export function isTextEntry(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.isContentEditable ||
    target.localName === 'textarea' ||
    target.localName === 'select'
  ) {
    return true;
  }
  const keyless = ['checkbox', 'radio', 'button', 'file', 'submit'];
  return target instanceof HTMLInputElement && !keyless.includes(target.type);
}

/**
 * What nothing takes would be opened in place of the page; text may go into a field.
 * @param {DragEvent} event
 */
export function keepDrop(event) {
  const hasFiles = event.dataTransfer?.types.includes('Files');
  if (hasFiles || !isTextEntry(event.composedPath()[0])) event.preventDefault();
}

/**
 * Hands a file to the person.
 * @param {Blob} blob
 * @param {string} name
 */
export function download(blob, name) {
  const url = URL.createObjectURL(blob);
  element('a', { href: url, download: name }).click();
  // The browser takes its own reference when the download starts, which is not in this task.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A blank stands for each in an <input>, which would leave them out and make one word of two. */
export const lineEnds = /[^\S\r\n]*[\r\n]\s*/g;
