// The style of <kartei-settings>.

import { css } from '../base/dom.js';

export const settingsStyles = css`
  .part:last-child .part-mark {
    background: var(--danger-soft);
    color: var(--danger);
  }

  .part-body,
  .review,
  .part-content > .notice,
  .part-body > .notice,
  .review > .notice {
    width: 100%;
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
`;
