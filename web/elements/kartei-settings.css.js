// The style of <kartei-settings>.

import { css } from './dom.js';

export const settingsStyles = css`
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

  .part:last-child .part-mark {
    background: var(--danger-soft);
    color: var(--danger);
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

  .part-content > h3 + p {
    margin-top: -6px;
  }

  .part-body,
  .review,
  .part-content > .notice,
  .part-body > .notice,
  .review > .notice {
    width: 100%;
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

  .answer {
    padding-inline-start: 12px;
    border-inline-start: 3px solid var(--line);
  }

  meter {
    appearance: none;
    width: min(320px, 100%);
    height: 8px;
    border: 1px solid var(--line);
    border-radius: 4px;
    background: var(--line);
    overflow: hidden;
  }

  meter::-webkit-meter-inner-element {
    display: block;
    height: 100%;
  }

  meter::-webkit-meter-bar {
    height: 100%;
    border: 0;
    border-radius: 4px;
    background: var(--line);
  }

  meter::-webkit-meter-optimum-value {
    background: var(--accent-fill);
  }

  meter::-webkit-meter-suboptimum-value,
  meter::-webkit-meter-even-less-good-value {
    background: var(--danger-fill);
  }

  meter:-moz-meter-optimum::-moz-meter-bar {
    background: var(--accent-fill);
  }

  meter:-moz-meter-sub-optimum::-moz-meter-bar,
  meter:-moz-meter-sub-sub-optimum::-moz-meter-bar {
    background: var(--danger-fill);
  }

  .running {
    display: grid;
    justify-items: start;
    gap: 8px;
    width: min(420px, 100%);
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
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

  button.delete-all {
    border-color: var(--danger);
    background: transparent;
    color: var(--danger);
  }

  button.delete-all:hover {
    background: var(--danger-soft);
  }

  code {
    display: block;
    max-height: 160px;
    margin-top: 6px;
    overflow: auto;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
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
