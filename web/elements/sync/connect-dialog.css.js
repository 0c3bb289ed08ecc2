// The style of the dialog that connects a backend.

import { css } from '../base/dom.js';

export const connectDialogStyles = css`
  dialog.connect {
    width: min(600px, calc(100vw - 32px));
  }

  dialog.connect h2:focus {
    outline: none;
  }

  .connect form,
  .connect-body,
  .connect-fields,
  .connect-secret {
    display: grid;
    gap: 14px;
    min-width: 0;
  }

  /* What is under way is not changed. */
  .connect-body[inert] {
    opacity: 0.6;
  }

  .connect .address {
    overflow-wrap: anywhere;
  }

  .connect-secret:empty,
  .connect form > :empty {
    display: none;
  }

  .connect .dialog-actions {
    margin-top: 6px;
  }

  .connect .code {
    font-family: ui-monospace, monospace;
    font-size: 0.8125rem;
  }

  .connect .field-hint span {
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .checks-rest summary {
    min-height: 24px;
    cursor: pointer;
  }

  .checks-rest summary .icon {
    margin-inline: 2px 6px;
    color: var(--success);
    vertical-align: -4px;
  }

  .checks-rest .checks {
    margin-top: 10px;
  }

  .checks {
    display: grid;
    gap: 8px;
  }

  .check {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0 8px;
    overflow-wrap: anywhere;
  }

  .check > p {
    grid-column: 2;
  }

  .check > p:empty {
    display: none;
  }

  .check .icon {
    margin-top: 1px;
  }

  .check.ok .icon {
    color: var(--success);
  }

  .check.warning .icon,
  .check.warning strong {
    color: var(--warning);
  }

  .check.failed .icon,
  .check.failed strong {
    color: var(--danger);
  }

  .check.skipped {
    color: var(--muted);
  }

  .check strong {
    font-weight: 600;
  }

  .numbers {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(96px, 1fr));
    gap: 8px;
  }

  .numbers > div {
    padding: 8px 12px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--sunken);
  }

  .numbers dt {
    font-size: 0.8125rem;
  }

  .numbers dd {
    font-size: 1.0625rem;
    font-weight: 650;
  }
`;
