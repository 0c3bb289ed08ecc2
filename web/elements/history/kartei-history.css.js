// The style of <kartei-history>.

import { css } from '../base/dom.js';
import { unseen } from '../base/unseen.js';

export const historyStyles = css`
  .entry {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto auto;
    align-items: center;
    gap: 4px 12px;
    min-height: 64px;
    padding: 10px 12px 10px 16px;
  }

  .entry-mark {
    display: grid;
    place-content: center;
    width: 34px;
    height: 34px;
    border-radius: 50%;
    background: var(--accent-soft);
    color: var(--accent);
  }

  .remove .entry-mark,
  .erase .entry-mark {
    background: var(--danger-soft);
    color: var(--danger);
  }

  .create .entry-mark,
  .restore .entry-mark,
  .import .entry-mark,
  .merge .entry-mark {
    background: var(--success-soft);
    color: var(--success);
  }

  .undo .entry-mark,
  .redo .entry-mark,
  .undone .entry-mark {
    background: var(--hover);
    color: var(--muted);
  }

  .entry-title {
    font-weight: 550;
    overflow-wrap: anywhere;
  }

  .entry-title .link {
    color: inherit;
    font-weight: inherit;
    text-decoration-color: transparent;
  }

  .entry-title .link:hover {
    text-decoration-color: currentColor;
  }

  .undone .entry-title {
    color: var(--muted);
  }

  .entry-text .muted {
    font-size: 0.8125rem;
  }

  .reverse {
    grid-column: 4;
  }

  .kept-notice,
  .running,
  .entry-notice {
    grid-column: 1 / -1;
    margin-top: 6px;
  }

  @container (max-width: 560px) {
    .entry {
      grid-template-columns: auto minmax(0, 1fr) auto;
      padding-inline: 12px;
    }

    .entry .pill {
      grid-row: 2;
      grid-column: 2;
      justify-self: start;
    }

    .reverse {
      grid-column: 3;
      width: var(--control);
      padding: 0;
    }

    .reverse span {
      ${unseen}
    }
  }
`;
