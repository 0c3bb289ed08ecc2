// The style of the small window in which a condition is chosen and changed.

import { css } from '../base/dom.js';

export const filterEditorStyles = css`
  .popover:has(.menu) {
    width: 200px;
  }

  .menu {
    display: grid;
  }

  .menu button {
    justify-content: flex-start;
    color: var(--ink);
    font-weight: 450;
  }

  .condition {
    display: grid;
    gap: 10px;
    padding: 10px;
  }

  .range {
    display: grid;
    grid-template-columns: minmax(38px, max-content) 1fr;
    align-items: center;
    gap: 10px;
    font-weight: 450;
  }

  .choices {
    max-height: 220px;
    margin-inline: -4px;
    overflow: auto;
  }

  .choice {
    display: grid;
    grid-template-columns: 18px minmax(6ch, auto) 1fr;
    align-items: center;
    gap: 10px;
    min-height: 34px;
    padding-inline: 6px;
    border-radius: 6px;
    font-weight: 400;
    cursor: pointer;
  }

  .choice:hover {
    background: var(--hover);
  }

  /* Codes stand in a column; of a tag the number of its contacts stands at the end. */
  .choice.counted {
    grid-template-columns: 18px 1fr auto;
  }

  .choice span {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }

  .note {
    color: var(--muted);
  }
`;
