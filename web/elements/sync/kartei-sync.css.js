// The style of <kartei-sync>.

import { css } from '../base/dom.js';

export const syncStyles = css`
  .screen > div {
    display: grid;
    gap: 14px;
    min-width: 0;
  }

  .small {
    font-size: 0.8125rem;
  }

  .nothing button {
    margin-top: 10px;
  }

  .state-card {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0 14px;
    padding: 18px 20px;
  }

  .row-mark {
    display: grid;
    place-content: center;
    width: 40px;
    height: 40px;
    border-radius: 50%;
    background: var(--accent-soft);
    color: var(--accent);
  }

  .good > .row-mark {
    background: var(--success-soft);
    color: var(--success);
  }

  .warning > .row-mark,
  .row-mark.warning {
    background: var(--warning-soft);
    color: var(--warning);
  }

  .danger > .row-mark {
    background: var(--danger-soft);
    color: var(--danger);
  }

  .row-text {
    display: grid;
    align-content: center;
    gap: 3px;
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .row-text > p {
    max-width: 68ch;
  }

  .row-actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .state-card .row-actions {
    margin-top: 10px;
  }

  button.delete:not(.quiet) {
    color: var(--danger);
  }

  button.delete:not(.quiet):hover {
    border-color: var(--danger);
    background: var(--danger-soft);
  }

  .part-alone {
    padding: 14px 20px;
  }

  .sign-in {
    display: grid;
    justify-items: start;
    gap: 12px;
  }

  .sign-in .field {
    width: min(420px, 100%);
  }

  .list-head {
    display: grid;
    gap: 2px;
    padding: 14px 20px;
    border-bottom: 1px solid var(--line);
  }

  /* --- what both sides have changed --- */

  .conflict {
    display: grid;
    gap: 10px;
    padding: 14px 20px 16px;
  }

  .conflict:focus-visible {
    outline-offset: -3px;
    border-radius: var(--radius-large);
  }

  h4 {
    margin: 0;
    font-size: inherit;
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  h4 .muted {
    font-weight: 400;
  }

  h4 .link {
    font-weight: inherit;
  }

  .sides {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(180px, 100%), 1fr));
    gap: 8px;
  }

  .side {
    min-width: 0;
    padding: 8px 12px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    overflow-wrap: anywhere;
  }

  .side.base {
    background: var(--sunken);
  }

  .side dt {
    font-size: 0.8125rem;
  }

  .side:not(.base) dd {
    font-weight: 550;
  }

  .take kbd {
    margin-inline-end: -4px;
  }

  /* --- what the server does not take --- */

  .parked {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
    gap: 8px 14px;
    padding: 12px 20px;
  }

  /* --- the log --- */

  summary {
    min-height: 24px;
    font-weight: 550;
    cursor: pointer;
  }

  details .muted {
    margin-block: 4px 10px;
  }

  .log {
    max-height: 420px;
    overflow: auto;
  }

  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
  }

  th,
  td {
    padding: 5px 14px 5px 0;
    border-bottom: 1px solid var(--line);
    text-align: start;
    white-space: nowrap;
  }

  th {
    position: sticky;
    top: 0;
    background: var(--surface);
    color: var(--muted);
    font-weight: 550;
  }

  td.path {
    width: 100%;
    min-width: 160px;
    white-space: normal;
    overflow-wrap: anywhere;
  }

  tr.failed td {
    color: var(--danger);
  }

  @media (pointer: coarse) {
    .take kbd {
      display: none;
    }
  }

  @container (max-width: 560px) {
    .state-card,
    .part-alone,
    .list-head,
    .conflict,
    .parked {
      padding-inline: 14px;
    }

    .parked {
      grid-template-columns: auto minmax(0, 1fr);
    }

    .parked .row-actions {
      grid-column: 2;
    }

    .conflict .row-actions button {
      flex: 1 0 auto;
    }
  }
`;
