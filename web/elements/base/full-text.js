// What is cut off, or has no more room than for an icon, is said whole to whoever points at it.

import { shorten } from './shorten.js';

// A cell may hold a megabyte.
const most = 300;

/** @param {ShadowRoot} root  that has such parts, now or later */
export function tellFullText(root) {
  /** @type {Element | null} */
  let told = null;
  const forget = () => {
    told?.removeAttribute('title');
    told = null;
  };
  root.addEventListener('pointerover', ({ target }) => {
    forget();
    const part = target instanceof Element ? target.closest('button, .text, .samples, h2') : null;
    const text = part && !part.closest('[title]') ? unseenText(part) : '';
    if (!part || !text) return;
    part.setAttribute('title', shorten(text, most));
    told = part;
  });
  // A row is shown for many contacts.
  root.addEventListener('pointerout', forget);
}

/** @param {Element} part */
function unseenText(part) {
  const text = part.textContent?.trim() ?? '';
  if (part.localName !== 'button') return isCut(part) ? text : '';
  const label = part.querySelector('span');
  const isSeen = label ? !isCut(label) : text !== '';
  return isSeen ? '' : (part.getAttribute('aria-label') ?? text);
}

/** @param {Element} part */
function isCut(part) {
  return part.scrollWidth > part.clientWidth || !part.getClientRects().length;
}
