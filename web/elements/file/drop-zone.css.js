// The style of a drop zone.

import { css } from '../base/dom.js';

export const dropZoneStyles = css`
  .drop-zone {
    display: grid;
    justify-items: center;
    gap: 6px;
    padding: 32px 20px;
    border: 1.5px dashed var(--line-strong);
    border-radius: var(--radius-large);
    background: var(--sunken);
    text-align: center;
    transition:
      background-color 0.12s,
      border-color 0.12s;
  }

  .drop-zone.over {
    border-color: var(--accent);
    background: var(--accent-soft);
  }

  .drop-zone[inert] {
    opacity: 0.55;
  }

  .drop-zone > .icon {
    width: 28px;
    height: 28px;
    color: var(--accent);
  }

  .drop-zone button {
    margin-top: 8px;
  }
`;
