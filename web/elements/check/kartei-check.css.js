// The style of <kartei-check>.

import { css } from '../base/dom.js';
import { unseen } from '../base/unseen.js';

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
  [hidden] {
    display: none;
  }

  /* What appears at once with its text is not read aloud everywhere. */
  .result:empty,
  .status:empty {
    position: absolute;
  }

  .status.problem {
    display: flex;
    gap: 6px;
    color: var(--danger);
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

  .columns > .column,
  .suggestions > li,
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

  .columns > summary {
    width: fit-content;
    min-height: 24px;
    align-content: center;
    color: var(--muted);
    font-size: 0.875rem;
    cursor: pointer;
  }

  .columns > .column {
    margin: 8px 0 0;
  }

  .columns > .header {
    display: flex;
    align-items: center;
    gap: 8px;
    width: fit-content;
    min-height: 32px;
    margin-top: 8px;
  }

  .column label {
    flex: 0 1 16em;
    overflow-wrap: anywhere;
  }

  .column select {
    flex: 0 1 16em;
    width: auto;
    min-width: 0;
    max-width: 100%;
  }

  .column.missing select {
    border-color: var(--danger);
  }

  .suggestions {
    margin: 0;
    padding: 0;
    list-style: none;
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

  .rows {
    container-type: inline-size;
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
  }

  td input[aria-invalid],
  .assume input[aria-invalid] {
    border-color: var(--danger);
  }

  .suggestion {
    min-height: 24px;
    text-align: start;
    overflow-wrap: anywhere;
  }

  .reasons .doubt {
    color: var(--muted);
  }

  .reasons {
    min-width: 180px;
    color: var(--danger);
  }

  .pager {
    margin-top: 8px;
  }

  /* Each row as a card: its number and values, what is to be mended, and why. */
  @container (max-width: 560px) {
    .scroll {
      max-height: 70vh;
    }

    .scroll thead {
      ${unseen}
    }

    .scroll :is(table, tbody) {
      display: block;
    }

    .scroll tbody tr {
      display: flex;
      flex-direction: column;
      gap: 4px;
      padding: 10px 12px;
    }

    .scroll tbody tr + tr {
      border-top: 1px solid var(--line);
    }

    .scroll tbody :is(th, td) {
      display: block;
      padding: 0;
      border: 0;
    }

    .scroll tbody :is(th, td)[data-column]::before {
      content: attr(data-column) ' ';
      color: var(--muted);
      font-weight: 400;
    }

    .scroll .to-mend::before {
      display: block;
    }

    .scroll td:not(.to-mend, .problem):empty {
      display: none;
    }

    .scroll tbody th {
      order: -1;
      color: var(--ink);
      font-weight: 600;
    }

    .scroll .to-mend {
      order: 1;
    }

    .scroll .problem {
      order: 2;
    }

    .reasons {
      min-width: 0;
    }
  }
`;
