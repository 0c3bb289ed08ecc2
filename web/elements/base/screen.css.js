// What the screens of history, trash and settings share: heading, list, pages, nothing to show.

import { css } from './dom.js';
import { screenHeadRules } from './screen-head.css.js';

export const screenStyles = css`
  :host {
    height: 100%;
    min-height: 0;
    /* Room for the outline of what has the focus at the edge. */
    padding-inline: 4px;
    overflow: auto;
    scroll-padding-bottom: var(--toast-room, 0px);
    container-type: inline-size;
  }

  .screen {
    display: grid;
    align-content: start;
    gap: 14px;
    width: min(880px, 100%);
    min-height: 100%;
    margin-inline: auto;
    padding-block: 3px calc(20px + var(--toast-room, 0px));
  }

  ${screenHeadRules}

  .card {
    border: 1px solid var(--line);
    border-radius: var(--radius-large);
    background: var(--surface);
    overflow: hidden;
  }

  .rows > li + li {
    border-top: 1px solid var(--line);
  }

  .pill {
    display: inline-block;
    padding: 1px 9px;
    border-radius: 999px;
    background: var(--sunken);
    border: 1px solid var(--line);
    color: var(--muted);
    font-size: 0.8125rem;
    white-space: nowrap;
  }

  .pager {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 8px 14px;
    padding-bottom: 4px;
  }

  .nothing {
    display: grid;
    justify-items: center;
    align-content: center;
    gap: 8px;
    min-height: min(420px, 60vh);
    padding: 32px 20px;
    text-align: center;
  }

  .nothing p {
    max-width: 46ch;
  }

  .nothing-mark {
    display: grid;
    place-content: center;
    width: 56px;
    height: 56px;
    margin-bottom: 6px;
    border-radius: 50%;
    background: var(--accent-soft);
    color: var(--accent);
  }

  .nothing-mark .icon {
    width: 26px;
    height: 26px;
  }

  /* Rows of their real height while the first answer is awaited. */
  .waiting li {
    height: 64px;
  }

  .waiting li::before {
    content: '';
    display: block;
    width: 40%;
    height: 12px;
    margin: 26px 16px;
    border-radius: 6px;
    background: var(--line);
  }

  .kept-list {
    margin-block: 8px;
  }

  .kept-list .link {
    color: inherit;
    overflow-wrap: anywhere;
  }

  .kept-fields {
    font-size: 0.8125rem;
  }

  .kept-actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
`;
