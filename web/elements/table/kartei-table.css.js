// The style of <kartei-table>. Wide: a line per contact. Narrow: two or three, as in a phone's own
// contacts; the same cells, so keys and readers notice no difference.

import { css } from '../base/dom.js';

export const tableStyles = css`
  :host {
    position: relative;
    min-height: 0;
    height: 100%;
    overflow: hidden;
    background: var(--surface);
  }

  .grid {
    height: 100%;
    overflow: auto;
    overscroll-behavior: contain;
    /* The browser must not answer a redraw by scrolling. */
    overflow-anchor: none;
  }

  .head {
    position: sticky;
    top: 0;
    z-index: 1;
    background: var(--sunken);
    border-bottom: 1px solid var(--line);
  }

  .body {
    position: relative;
    overflow: hidden;
  }

  /* Where the columns need more room than there is, the grid is scrolled sideways. */
  .wide :is(.head, .body) {
    min-width: var(--columns-least);
  }

  .row {
    display: grid;
    grid-template-columns: var(--columns);
    align-items: stretch;
  }

  .body .row {
    position: absolute;
    inset: 0 0 auto;
    height: 2.75rem;
    border-bottom: 1px solid var(--line);
    contain: strict;
    cursor: pointer;
  }

  .body .row:hover {
    background: var(--hover);
  }

  .body .row[aria-selected='true'] {
    background: var(--accent-soft);
  }

  .body .row[aria-current] {
    background: var(--accent-soft);
    box-shadow: inset 3px 0 var(--accent-fill);
  }

  .cell {
    display: flex;
    align-items: center;
    gap: 10px;
    min-width: 0;
    padding-inline: 6px 10px;
  }

  .cell:focus-visible {
    outline-offset: -2px;
    border-radius: 6px;
  }

  .select {
    justify-content: center;
    padding: 0;
  }

  .text,
  .caption {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }

  .body .name {
    font-weight: 550;
  }

  .unnamed .name .text {
    color: var(--muted);
    font-weight: 400;
    font-style: italic;
  }

  .body :is(.country_code, .phone, .created_at, .updated_at, .last_contact_at) {
    font-variant-numeric: tabular-nums;
  }

  .body :is(.country_code, .created_at, .updated_at, .last_contact_at, .source, .tags) {
    color: var(--muted);
  }

  /* --- header --- */

  .head .row {
    height: 2.5rem;
  }

  .head .cell {
    position: relative;
    padding-inline: 0;
  }

  .label {
    padding-inline: 6px;
    color: var(--muted);
    font-size: 0.8125rem;
    font-weight: 600;
    min-width: 0;
    user-select: none;
  }

  .label .caption {
    display: block;
  }

  .grip {
    position: absolute;
    inset: 0 -5px 0 auto;
    z-index: 1;
    width: 10px;
    cursor: col-resize;
    touch-action: none;
  }

  .grip::after {
    content: '';
    position: absolute;
    inset: 25% 4px;
    border-radius: 1px;
    background: var(--line-strong);
    opacity: 0;
  }

  .head:hover .grip::after {
    opacity: 1;
  }

  :is(.stacked, .compact) .grip {
    display: none;
  }

  .moving {
    opacity: 0.5;
  }

  .drop-before {
    box-shadow: inset 3px 0 var(--accent-fill);
  }

  .drop-after {
    box-shadow: inset -3px 0 var(--accent-fill);
  }

  .sort {
    justify-content: flex-start;
    gap: 4px;
    width: 100%;
    height: 100%;
    min-height: 32px;
    padding-inline: 6px;
    border: 0;
    border-radius: 6px;
    background: none;
    color: var(--muted);
    font-size: 0.8125rem;
    white-space: nowrap;
  }

  .sort:hover {
    background: none;
    color: var(--ink);
  }

  .sort:focus-visible {
    outline-offset: -2px;
  }

  .sort .icon {
    width: 14px;
    height: 14px;
    opacity: 0;
    stroke-width: 2.25;
    transition: transform 0.15s;
  }

  .sort:hover .icon {
    opacity: 0.45;
  }

  .sorted .sort {
    color: var(--ink);
  }

  .sorted .sort .icon {
    opacity: 1;
    color: var(--accent);
  }

  .descending .icon {
    transform: rotate(180deg);
  }

  .order {
    font-size: 0.6875rem;
  }

  /* --- the window of the columns --- */

  .columns {
    width: min(21rem, calc(100vw - 16px));
    padding: 12px;
  }

  .columns ul {
    display: grid;
    margin-block: 6px;
  }

  .columns li {
    display: flex;
    align-items: center;
    gap: 2px;
    min-height: 2.25rem;
  }

  .columns label {
    flex: 1;
    display: flex;
    align-items: center;
    gap: 8px;
    min-width: 0;
    min-height: 2.25rem;
  }

  .columns .icon-only {
    flex: none;
    width: 2rem;
    min-height: 2rem;
  }

  .columns .hint {
    margin-bottom: 10px;
    font-size: 0.8125rem;
  }

  /* It is about keys. */
  @media (hover: none) {
    .columns .hint {
      display: none;
    }
  }

  /* --- rows that are not there yet --- */

  .skeleton .text::before {
    content: '';
    display: block;
    width: 11ch;
    height: 10px;
    border-radius: 5px;
    background: var(--line);
    animation: breathe 1.4s ease-in-out infinite alternate;
  }

  .skeleton .email .text::before {
    width: 18ch;
  }

  .skeleton .country_code .text::before {
    width: 4ch;
  }

  @keyframes breathe {
    to {
      opacity: 0.45;
    }
  }

  .empty {
    position: absolute;
    inset: calc(2.5rem + 1px) 0 0;
    display: grid;
    place-items: center;
    padding: 24px 24px calc(24px + var(--toast-room, 0px));
    overflow: auto;
    background: var(--surface);
    color: var(--muted);
  }

  /* --- narrow: two lines, then three --- */

  :is(.stacked, .compact) .body .row {
    grid-template:
      'select avatar name created_at created_at' 1fr
      'select avatar email country_code phone' 1fr / 2.5rem 2.875rem minmax(0, 1fr) auto auto;
    height: 4rem;
    padding-block: 0.5625rem;
  }

  .compact .body .row {
    grid-template:
      'select avatar name name name' 1fr
      'select avatar email email email' 1fr
      'select avatar country_code phone created_at' 1fr / 2.5rem 2.875rem auto minmax(0, 1fr) auto;
    height: 5.25rem;
  }

  :is(.stacked, .compact) .body .cell {
    padding-inline: 0 6px;
  }

  :is(.stacked, .compact) .body .select {
    grid-area: select;
  }

  :is(.stacked, .compact) .body .name {
    grid-area: name;
  }

  :is(.stacked, .compact) .body .email {
    grid-area: email;
    color: var(--muted);
  }

  :is(.stacked, .compact) .body .created_at {
    grid-area: created_at;
    justify-content: flex-end;
    padding-inline-end: 14px;
    font-size: 0.8125rem;
  }

  :is(.stacked, .compact) .body .country_code {
    grid-area: country_code;
    padding: 0;
    font-size: 0.8125rem;
  }

  /* Where there is no code, the number begins in its place. */
  :is(.stacked, .compact) .body .country_code .text:not(:empty) {
    margin-inline-end: 6px;
  }

  :is(.stacked, .compact) .body .phone {
    grid-area: phone;
    color: var(--muted);
    font-size: 0.8125rem;
  }

  .stacked .body .phone {
    justify-content: flex-end;
    padding-inline-end: 14px;
  }

  :is(.stacked, .compact) .avatar {
    position: absolute;
    top: calc(50% - 1.125rem);
    left: 2.5rem;
    width: 2.25rem;
    height: 2.25rem;
    font-size: 0.8125rem;
  }

  /* Rather a whole number than initials, and than a whole date. */
  .bare .body .row {
    grid-template-columns: 2.5rem 0 auto minmax(0, max-content) minmax(0, 1fr);
  }

  .bare .avatar {
    display: none;
  }

  :is(.stacked, .compact) .head .row {
    display: flex;
    overflow-x: auto;
    scrollbar-width: none;
  }

  :is(.stacked, .compact) .head .cell {
    flex: none;
  }

  :is(.stacked, .compact) .head .select {
    width: 2.5rem;
  }

  :is(.stacked, .compact) .head .created_at {
    margin-inline-end: 8px;
  }

  @media (forced-colors: active) {
    .body .row[aria-selected='true'],
    .body .row[aria-current] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
