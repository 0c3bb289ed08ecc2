// The style of screens that are made of parts, each a card with a mark: settings, sync.

import { css } from './dom.js';

export const partStyles = css`
  .part {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0 14px;
    padding: 18px 20px 20px;
  }

  .part-mark {
    display: grid;
    place-content: center;
    width: 34px;
    height: 34px;
    margin-top: -5px;
    border-radius: 50%;
    background: var(--accent-soft);
    color: var(--accent);
  }

  .part-content,
  .part-body,
  .review {
    display: grid;
    justify-items: start;
    gap: 12px;
    min-width: 0;
  }

  .part-content > p {
    max-width: 64ch;
  }

  .breaks {
    overflow-wrap: anywhere;
  }

  .part-content > h3 + p {
    margin-top: -6px;
  }

  .facts {
    display: grid;
    grid-template-columns: minmax(110px, max-content) minmax(0, 1fr);
    gap: 8px 20px;
    width: 100%;
  }

  .facts dd {
    display: grid;
    justify-items: start;
    gap: 6px;
    overflow-wrap: anywhere;
  }

  .state {
    display: inline-flex;
    align-items: flex-start;
    gap: 7px;
  }

  .state .icon {
    margin-top: 1px;
  }

  .state.good .icon,
  .notice.good .icon {
    color: var(--success);
  }

  .state.poor {
    color: var(--warning);
  }

  .notice.good {
    border-color: transparent;
    background: var(--success-soft);
  }

  fieldset {
    display: grid;
    gap: 8px;
    width: 100%;
    min-width: 0;
    margin: 4px 0 0;
    padding: 0;
    border: 0;
  }

  legend {
    margin-bottom: 8px;
    padding: 0;
  }

  .choice {
    display: flex;
    gap: 12px;
    padding: 12px 14px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    font-weight: 400;
    cursor: pointer;
  }

  .choice:hover {
    background: var(--hover);
  }

  .choice:has(:checked) {
    border-color: var(--accent);
    background: var(--accent-soft);
  }

  .choice > span {
    display: grid;
    gap: 2px;
  }

  .choice-title {
    font-weight: 600;
  }

  @container (max-width: 560px) {
    .part {
      grid-template-columns: minmax(0, 1fr);
      padding: 16px;
    }

    .part-mark {
      display: none;
    }
  }

  @container (max-width: 400px) {
    .facts {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }

    .facts dd {
      margin-bottom: 10px;
    }
  }
`;
