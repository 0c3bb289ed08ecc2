// The style of <kartei-check>.

import { css } from './dom.js';

export const checkStyles = css`
  :host {
    display: block;
  }

  .check,
  .body {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 12px;
  }

  .body:empty,
  .status:empty,
  [hidden] {
    display: none;
  }

  .checking {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 12px;
  }

  progress {
    flex: 1 1 160px;
    accent-color: var(--accent);
  }

  .notice.success {
    border-color: transparent;
    background: var(--success-soft);
  }

  .notice.success > .icon {
    color: var(--success);
  }

  .notice > button {
    margin-inline-start: auto;
  }

  .missing,
  .assume,
  .decision,
  .chips,
  .pager {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }

  .problems {
    display: grid;
    gap: 10px;
  }

  .missing select {
    width: auto;
    max-width: 100%;
  }

  .assume input {
    width: 6em;
  }

  .chip {
    min-height: 28px;
    padding: 2px 10px;
    border-radius: 14px;
    font-size: 0.8125rem;
    font-weight: 500;
  }

  .chip[aria-pressed='true'] {
    border-color: var(--accent);
    background: var(--accent-soft);
  }

  .scroll {
    max-height: 420px;
    overflow: auto;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--surface);
  }

  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.875rem;
  }

  th,
  td {
    padding: 6px 10px;
    border-bottom: 1px solid var(--line);
    text-align: start;
    vertical-align: top;
    overflow-wrap: anywhere;
  }

  tbody tr:last-child > * {
    border-bottom: 0;
  }

  thead th {
    position: sticky;
    top: 0;
    background: var(--sunken);
    font-weight: 600;
    white-space: nowrap;
  }

  tbody th {
    color: var(--muted);
    font-weight: 400;
  }

  td input {
    width: 100%;
    min-width: 130px;
    min-height: 30px;
    padding: 2px 8px;
    border-color: var(--danger);
  }

  .reasons {
    min-width: 180px;
    color: var(--danger);
  }

  .pager {
    margin-top: 8px;
  }
`;
