// The style of a cell that is being edited, and of what is said of it.

import { css } from '../base/dom.js';

export const cellEditorStyles = css`
  .editing .text {
    display: none;
  }

  /* The text stays where it is when the input comes; a narrow column is written over. */
  .editor {
    position: relative;
    z-index: 1;
    flex: 1 0 min(11rem, 100%);
    width: auto;
    min-width: 0;
    min-height: 0;
    height: calc(100% - 8px);
    margin-inline: -6px -8px;
    padding-inline: 5px;
    border-radius: 6px;
    font-weight: inherit;
  }

  .cell:last-child .editor {
    flex-basis: 0;
  }

  /* In several lines a cell is as wide as its text: the whole row is the place to write. */
  :is(.stacked, .compact) .editor {
    position: absolute;
    inset: 6px 6px 6px 5.25rem;
    height: auto;
    margin: 0;
    padding: 0.875rem 10px 0;
    color: var(--ink);
  }

  .bare .editor {
    left: 2.5rem;
  }

  :is(.stacked, .compact) .editing::before {
    content: attr(data-column);
    position: absolute;
    z-index: 2;
    inset: 9px auto auto calc(5.25rem + 11px);
    color: var(--muted);
    font-size: 0.6875rem;
    font-weight: 550;
    line-height: 1.2;
    pointer-events: none;
  }

  .bare .editing::before {
    left: calc(2.5rem + 11px);
  }

  .editor[aria-invalid='true']:focus-visible {
    outline-color: var(--danger);
    border-color: var(--danger);
  }

  .editor[readonly] {
    color: var(--muted);
  }

  .cell-message {
    width: max-content;
    max-width: min(30rem, calc(100vw - 16px));
    padding: 8px 12px;
    border-radius: 8px;
    font-size: 0.8125rem;
    overflow-wrap: anywhere;
  }

  .cell-message p {
    display: flex;
    align-items: flex-start;
    gap: 6px;
  }

  .cell-message .icon {
    width: 16px;
    height: 16px;
    margin-top: 1px;
  }

  .cell-message.error p {
    color: var(--danger);
  }

  .cell-message.warning p {
    color: var(--warning);
  }

  .cell-message .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin-top: 8px;
  }

  .cell-message button {
    min-height: 2rem;
    padding-inline: 10px;
  }
`;
