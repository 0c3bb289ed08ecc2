// The style of <kartei-filter-bar>.

import { css } from '../base/dom.js';
import { unseen } from '../base/unseen.js';

export const filterBarStyles = css`
  :host {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    container-type: inline-size;
  }

  .search {
    position: relative;
    flex: 1 1 220px;
    max-width: 460px;
  }

  .search > .icon {
    position: absolute;
    top: 50%;
    left: 11px;
    translate: 0 -50%;
    color: var(--muted);
    pointer-events: none;
  }

  .search input {
    padding-inline: 38px;
    border-color: var(--line-strong);
    background: var(--surface);
  }

  .search input::-webkit-search-cancel-button {
    display: none;
  }

  .search kbd {
    position: absolute;
    top: 50%;
    right: 7px;
    translate: 0 -50%;
    pointer-events: none;
  }

  .search:focus-within kbd,
  .search input:not(:placeholder-shown) ~ kbd {
    display: none;
  }

  .clear {
    position: absolute;
    top: 4px;
    right: 4px;
    width: calc(var(--control) - 8px);
    min-height: calc(var(--control) - 8px);
    border-radius: 6px;
  }

  .clear .icon {
    width: 16px;
    height: 16px;
  }

  .chips {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    min-width: 0;
  }

  .chip {
    display: flex;
    min-width: 0;
    max-width: min(100%, 420px);
    border-radius: 999px;
    background: var(--accent-soft);
    color: var(--accent);
  }

  .chip button {
    min-height: 30px;
    border-radius: 999px;
    color: inherit;
    font-weight: 500;
  }

  .chip button:hover {
    color: inherit;
  }

  .chip .edit {
    min-width: 0;
    padding: 0 4px 0 13px;
  }

  .chip .text {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }

  .chip .remove {
    flex: none;
    width: 30px;
    padding: 0;
  }

  .chip .icon {
    width: 14px;
    height: 14px;
    stroke-width: 2.25;
  }

  .save.waiting {
    visibility: hidden;
  }

  /* In one line, also with the room that is kept for what is not there yet. */
  @container (width <= 50rem) {
    .build,
    .save:not(.changing) {
      width: var(--control);
      padding: 0;
    }

    :is(.build, .save:not(.changing)) span {
      ${unseen}
    }
  }

  @container (max-width: 480px) {
    .search {
      flex-basis: 150px;
    }

    .add {
      width: var(--control);
      padding: 0;
    }

    .add span {
      ${unseen}
    }
  }

  /* Large letters on a small screen: no line is kept for what is not there. */
  @container (max-width: 16rem) {
    .save.waiting {
      display: none;
    }
  }

  @media (pointer: coarse) {
    .search kbd {
      display: none;
    }

    .chip button {
      min-height: 36px;
    }

    .chip .remove {
      width: 36px;
    }
  }

  @media (forced-colors: active) {
    .chip {
      border: 1px solid ButtonBorder;
    }
  }
`;
