// The style of a small window beside what opened it.

import { css } from './dom.js';

export const popoverStyles = css`
  .popover {
    position: fixed;
    inset: auto;
    width: min(310px, calc(100vw - 16px));
    margin: 0;
    padding: 6px;
    border: 1px solid var(--line);
    border-radius: 12px;
    background: var(--raised);
    color: var(--ink);
    box-shadow: var(--shadow);
    overflow: auto;
  }
`;
