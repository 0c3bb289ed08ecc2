// The style of the review step of <kartei-import>.

import { css } from '../base/dom.js';

export const reviewStyles = css`
  .review-step {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
  }

  .tiles {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(140px, 1fr));
    gap: 10px;
    margin-bottom: 10px;
  }

  .tile {
    display: flex;
    flex-direction: column;
    padding: 12px 14px;
    border-radius: 12px;
    background: var(--sunken);
  }

  .tile dd {
    font-size: 1.5rem;
    font-weight: 650;
    letter-spacing: -0.02em;
    line-height: 1.2;
  }

  .tile.new {
    background: var(--success-soft);
    color: var(--success);
  }

  .tile.updated {
    background: var(--accent-soft);
    color: var(--accent);
  }

  .tile.rejected {
    background: var(--danger-soft);
    color: var(--danger);
  }

  .tile.undecided,
  .badge.undecided {
    background: var(--warning-soft);
    color: var(--warning);
  }

  .tile.none {
    background: var(--sunken);
    color: var(--muted);
  }

  .duplicates {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  .duplicates legend {
    margin-bottom: 8px;
    padding: 0;
  }

  .duplicates legend .muted {
    font-weight: 400;
  }

  .duplicates + .duplicates {
    margin-top: 14px;
  }

  .apart {
    display: flex;
    gap: 8px;
    align-items: center;
    margin-top: 10px;
    font-weight: 400;
  }

  .choices {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(176px, 100%), 1fr));
    gap: 10px;
  }

  .choice {
    display: flex;
    gap: 10px;
    padding: 12px 14px;
    border: 1px solid var(--line);
    border-radius: 12px;
    font-weight: 400;
    cursor: pointer;
  }

  .choice:hover {
    background: var(--hover);
  }

  .choice:has(:checked) {
    border-color: var(--accent-fill);
    background: var(--accent-soft);
  }

  .choice span {
    display: grid;
    align-content: start;
    gap: 2px;
  }

  .choice strong {
    font-weight: 600;
  }

  .choice .muted {
    font-size: 0.8125rem;
  }

  /* One line: on a small screen it is scrolled sideways. */
  .tabs {
    position: relative;
    display: flex;
    gap: 2px;
    border-bottom: 1px solid var(--line);
    overflow: auto hidden;
    scrollbar-width: none;
  }

  .tabs button {
    flex: none;
    padding-inline: 12px;
    border-radius: 8px 8px 0 0;
    border-bottom: 2px solid transparent;
  }

  .tabs button:focus-visible {
    outline-offset: -2px;
  }

  .tabs [aria-selected='true'] {
    border-bottom-color: var(--accent);
    color: var(--ink);
  }

  /* The number stands below the word: the last tab is in sight. */
  @media (max-width: 480px) {
    .tabs button {
      flex-direction: column;
      gap: 1px;
      padding: 5px 8px;
    }
  }

  .tab-count {
    padding: 0 7px;
    border-radius: 999px;
    background: var(--sunken);
    color: var(--muted);
    font-size: 0.75rem;
    font-weight: 500;
  }

  .rows .download {
    margin-bottom: 8px;
  }

  .rows > .none {
    padding: 28px 0;
    text-align: center;
  }

  .review-row {
    display: grid;
    grid-template-columns: 92px 118px minmax(0, 1fr);
    align-items: baseline;
    gap: 4px 10px;
    padding: 9px 4px;
  }

  .review-row + .review-row {
    border-top: 1px solid var(--line);
  }

  .row-number {
    font-size: 0.8125rem;
  }

  .badge {
    justify-self: start;
    padding: 1px 9px;
    border-radius: 999px;
    background: var(--sunken);
    color: var(--muted);
    font-size: 0.75rem;
    font-weight: 600;
  }

  .badge.new {
    background: var(--success-soft);
    color: var(--success);
  }

  .badge.updated {
    background: var(--accent-soft);
    color: var(--accent);
  }

  .badge.rejected {
    background: var(--danger-soft);
    color: var(--danger);
  }

  .values {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 18px;
    min-width: 0;
  }

  .value {
    overflow-wrap: anywhere;
  }

  .value:first-child {
    font-weight: 550;
  }

  .wrong {
    min-width: 3ch;
    padding-inline: 4px;
    border-radius: 4px;
    background: var(--danger-soft);
    color: var(--danger);
    text-decoration: underline wavy 1px;
    text-underline-offset: 3px;
  }

  .reasons,
  .match {
    grid-column: 3;
  }

  .reasons li {
    display: flex;
    gap: 6px;
    color: var(--danger);
    font-size: 0.8125rem;
  }

  .reasons .icon,
  .match p .icon {
    width: 16px;
    height: 16px;
    margin-top: 1px;
  }

  .problem-list {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
  }

  .problem-list h4 {
    margin: 0;
  }

  .problem-list > ul {
    border: 1px solid var(--line);
    border-radius: 12px;
  }

  .problem-list > ul > li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 14px;
    padding: 8px 14px;
  }

  /* What has no room in the line of the others stands below them. */
  .problem-list > ul > li > :last-child {
    margin-inline-start: auto;
  }

  .problem-list > ul > li + li {
    border-top: 1px solid var(--line);
  }

  .problem-list select {
    width: auto;
    max-width: min(100%, 250px);
  }

  .invalid-choice select {
    max-width: 100%;
  }

  .invalid-choice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 10px;
  }

  .reasons {
    display: grid;
    gap: 4px;
  }

  .reasons li {
    flex-wrap: wrap;
    align-items: center;
  }

  /* A reason of two lines stands beside its icon. */
  .reasons li > span {
    max-width: calc(100% - 22px);
  }

  .mend {
    display: flex;
    flex: 1 1 260px;
    gap: 6px;
    max-width: 420px;
  }

  .mend input,
  .mend button {
    color: var(--ink);
    min-height: 30px;
    padding-block: 3px;
    font-size: 0.8125rem;
  }

  .match {
    display: grid;
    gap: 8px;
    margin-top: 4px;
  }

  .undecided-bar,
  .decisions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
  }

  .undecided-bar {
    padding: 10px 14px;
    border-radius: 12px;
    background: var(--warning-soft);
  }

  .undecided-bar[hidden] {
    display: none;
  }

  .undecided-bar [role='status'] {
    font-weight: 600;
  }

  .undecided-bar .hint {
    flex-basis: 100%;
    font-size: 0.8125rem;
  }

  .decisions button {
    min-height: 30px;
    padding: 2px 10px;
    font-size: 0.8125rem;
  }

  .decisions kbd {
    margin-inline-end: 6px;
    color: var(--muted);
    font: inherit;
    font-variant-numeric: tabular-nums;
  }

  .match-line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px 16px;
  }

  .match p {
    display: flex;
    flex: 1 1 220px;
    gap: 6px;
    color: var(--muted);
    font-size: 0.8125rem;
  }

  .match select {
    width: auto;
  }

  .import-tags {
    display: grid;
    gap: 4px;
    max-width: 520px;
  }

  .comparison {
    width: 100%;
    border-collapse: collapse;
    border-radius: 10px;
    background: var(--sunken);
    font-size: 0.8125rem;
    table-layout: fixed;
  }

  .comparison :is(th, td) {
    padding: 5px 8px;
    text-align: start;
    overflow-wrap: anywhere;
    vertical-align: top;
  }

  .comparison th {
    color: var(--muted);
    font-weight: 500;
  }

  .comparison th:first-child {
    width: 5.25rem;
  }

  .comparison thead th {
    padding-top: 9px;
  }

  .comparison tbody tr:last-child > * {
    padding-bottom: 9px;
  }

  .difference {
    padding-inline: 4px;
    margin-inline: -4px;
    border-radius: 4px;
    background: var(--warning-soft);
    color: var(--warning);
    font-weight: 600;
  }

  .pager {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 14px;
    padding-top: 14px;
  }

  @media (max-width: 760px) {
    .tiles {
      grid-template-columns: repeat(2, 1fr);
    }

    .review-row {
      grid-template-columns: 1fr auto;
    }

    .values,
    .reasons,
    .match {
      grid-column: 1 / -1;
    }
  }
`;
