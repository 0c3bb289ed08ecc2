// The style of <kartei-trash>.

import { css } from '../base/dom.js';
import { unseen } from '../base/unseen.js';

export const trashStyles = css`
  .select-page {
    display: flex;
    align-items: center;
    gap: 12px;
    min-height: 44px;
    padding: 0 16px;
    border-bottom: 1px solid var(--line);
    background: var(--sunken);
    font-size: 0.8125rem;
    font-weight: 450;
    cursor: pointer;
  }

  .deleted {
    display: grid;
    grid-template-columns: auto auto minmax(0, 1fr) auto auto auto;
    align-items: center;
    gap: 4px 12px;
    min-height: 60px;
    padding: 8px 10px 8px 16px;
  }

  /* The target is larger than the box. */
  .select {
    display: grid;
    place-content: center;
    min-width: 26px;
    min-height: 36px;
    margin: 0 -4px;
    cursor: pointer;
  }

  .deleted-title {
    display: -webkit-box;
    font-weight: 550;
    overflow: hidden;
    overflow-wrap: anywhere;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }

  .small {
    font-size: 0.8125rem;
    overflow-wrap: anywhere;
  }

  .deleted-text .small span {
    display: inline-block;
    max-width: 100%;
  }

  .erase {
    margin-inline-start: -8px;
  }

  .selection {
    position: sticky;
    bottom: 0;
    /* A message stands above it, and below the last row. */
    margin: var(--toast-room, 0px) 0 calc(0px - var(--toast-room, 0px));
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    padding: 8px 10px 8px 6px;
    border: 1px solid var(--line);
    border-radius: var(--radius-large);
    background: var(--accent-soft);
    box-shadow: var(--shadow);
  }

  .selection strong {
    white-space: nowrap;
  }

  .space {
    flex: 1;
  }

  .deleted:focus-within,
  .select-page:focus-within {
    scroll-margin-bottom: 72px;
  }

  @container (max-width: 640px) {
    .deleted {
      grid-template-columns: auto minmax(0, 1fr) auto auto;
      padding-inline-start: 12px;
    }

    .select-page {
      padding-inline-start: 12px;
    }

    .deleted .avatar {
      display: none;
    }

    .deleted .pill {
      grid-row: 2;
      grid-column: 2;
      justify-self: start;
    }

    .selection .erase-selected span,
    .selection .restore-selected .icon {
      display: none;
    }

    .selection {
      column-gap: 2px;
      padding-inline: 4px;
    }

    /* Rather two lines of text than two rows of buttons. */
    .selection strong {
      flex: 1 1 4rem;
      white-space: normal;
    }

    .selection .space {
      display: none;
    }

    .selection button {
      padding-inline: 8px;
    }

    .restore {
      width: var(--control);
      padding: 0;
    }

    .restore span {
      ${unseen}
    }
  }

  @container (max-width: 350px) {
    .selection .restore-selected {
      width: var(--control);
      padding: 0;
    }

    .selection .restore-selected .icon {
      display: initial;
    }

    .selection .restore-selected span {
      ${unseen}
    }
  }

  @container (max-width: 460px) {
    .actions {
      width: 100%;
    }

    .actions button {
      flex: 1 0 auto;
    }
  }
`;
