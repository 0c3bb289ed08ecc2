// The style of <kartei-contacts>.

import { css } from '../base/dom.js';
import { screenHeadRules } from '../base/screen-head.css.js';
import { unseen } from '../base/unseen.js';

export const contactsStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    gap: 14px;
    height: 100%;
    min-height: 0;
    /* Room for the outline of what has the focus at the edge. */
    padding: 4px;
    container-type: inline-size;
    /* Where letters are large and the screen is small, the rows are reached below the buttons. */
    overflow: auto;
  }

  ${screenHeadRules}

  .list {
    flex: 1;
    display: flex;
    flex-direction: column;
    gap: 12px;
    min-height: 0;
  }

  .on-paper {
    display: none;
  }

  .segments {
    flex: none;
    display: flex;
    align-items: center;
    gap: 6px;
    /* The focus is drawn outside of what has it. */
    margin: -4px;
    padding: 4px;
    overflow-x: auto;
    scrollbar-width: thin;
  }

  .segment {
    flex: none;
    gap: 6px;
    max-width: 260px;
    min-height: 32px;
    padding-inline: 12px;
    border-radius: 999px;
    font-weight: 500;
  }

  .segment .name {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }

  .segment .numeric {
    color: var(--muted);
    font-weight: 400;
  }

  .segment .icon {
    width: 14px;
    height: 14px;
  }

  .segment[aria-pressed='true'],
  .segment[aria-pressed='true'] .numeric {
    border-color: var(--accent);
    background: var(--accent-soft);
    color: var(--accent);
  }

  .segments .icon-only {
    flex: none;
    width: 36px;
    min-height: 32px;
    padding: 0;
  }

  .segments [data-id='more'] .icon {
    stroke-width: 3;
  }

  .segments .segment-menu {
    width: 220px;
  }

  .segment-menu button {
    width: 100%;
    justify-content: flex-start;
    color: var(--ink);
    font-weight: 450;
  }

  .card {
    flex: 1;
    display: flex;
    flex-direction: column;
    min-height: 11.25rem;
    border: 1px solid var(--line);
    border-radius: var(--radius-large);
    background: var(--surface);
    overflow: hidden;
  }

  kartei-table {
    flex: 1;
  }

  .selection {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    padding: 6px 8px 6px 6px;
    border-top: 1px solid var(--line);
    background: var(--accent-soft);
  }

  .selection .running {
    flex: 1;
    padding-left: 6px;
  }

  .space {
    flex: 1;
  }

  .bulk form {
    display: grid;
    gap: 16px;
    margin-top: 16px;
  }

  .bulk .pair {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 8px;
  }

  .bulk .hint {
    grid-column: 1 / -1;
    font-size: 0.8125rem;
  }

  .bulk [hidden] {
    display: none;
  }

  .nothing {
    display: grid;
    justify-items: center;
    gap: 8px;
    max-width: 420px;
    color: var(--ink);
    text-align: center;
  }

  .nothing button {
    margin-top: 10px;
  }

  .welcome {
    display: grid;
    justify-items: center;
    align-content: safe center;
    gap: 10px;
    flex: 1;
    padding: 24px 16px calc(48px + var(--toast-room, 0px));
    text-align: center;
    overflow: auto;
  }

  .welcome > p {
    max-width: 52ch;
  }

  .brand-mark {
    width: 72px;
    height: 72px;
    margin-bottom: 6px;
    fill: none;
    stroke-linecap: round;
  }

  .brand-tab {
    fill: light-dark(#dcd8cd, #4a4d55);
  }

  .brand-card {
    fill: var(--surface);
    stroke: light-dark(#cfcabd, #4a4d55);
    stroke-width: 1;
  }

  .brand-red {
    stroke: light-dark(#d6473b, #f0776c);
    stroke-width: 1.5;
    stroke-linecap: butt;
  }

  .brand-line {
    stroke: light-dark(#b9c4e6, #5d6c9c);
    stroke-width: 1.5;
  }

  .ways {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(220px, 100%), 1fr));
    gap: 12px;
    width: min(800px, 100%);
    margin-top: 18px;
  }

  .way {
    display: grid;
    justify-items: start;
    align-content: start;
    gap: 4px;
    width: 100%;
    height: 100%;
    padding: 18px;
    border-radius: var(--radius-large);
    font-weight: 400;
  }

  .way:hover {
    border-color: var(--accent);
  }

  .way .icon {
    width: 22px;
    height: 22px;
    margin-bottom: 8px;
    color: var(--accent);
  }

  .way-title {
    font-weight: 650;
  }

  /* Rather two lines of text than two rows of buttons. */
  @container (width <= 56rem) {
    .selection strong:has(+ .space) {
      flex: 1 1 4rem;
    }

    .selection strong + .space {
      display: none;
    }
  }

  @container (width <= 48rem) {
    .selection {
      column-gap: 2px;
    }

    .selection :is(.edit, .delete) {
      width: var(--control);
      padding: 0;
    }

    .selection :is(.edit, .delete) span {
      ${unseen}
    }
  }

  /* Beside an open contact the buttons stay in their line: where they would go below the title, the
     rows would move away from under the pointer that has just opened it. */
  @container (48rem < width <= 56rem) {
    .action .icon {
      display: none;
    }
  }

  @container (width <= 48rem) {
    .action {
      width: var(--control);
      padding: 0;
    }

    .action span {
      ${unseen}
    }
  }

  @container (max-width: 620px) {
    .actions .primary {
      width: var(--control);
      padding: 0;
    }

    .actions .primary span {
      ${unseen}
    }

    .toolbar {
      flex-wrap: nowrap;
    }
  }

  @container (width <= 28rem) {
    .list {
      gap: 10px;
    }

    .heading {
      display: grid;
    }

    .count {
      min-height: 1.45em;
      font-size: 0.8125rem;
    }
  }

  /* Large letters on a small screen: the buttons stand below, side by side. */
  @container (max-width: 16rem) {
    .toolbar {
      flex-wrap: wrap;
    }
  }
`;
