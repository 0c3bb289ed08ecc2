// The style of <kartei-import>: its frame, and all steps but the review.

import { css } from '../base/dom.js';
import { unseen } from '../base/unseen.js';

export const importStyles = css`
  :host {
    height: 100%;
    min-height: 0;
  }

  section {
    display: flex;
    flex-direction: column;
    height: 100%;
    border: 1px solid var(--line);
    border-radius: var(--radius-large);
    background: var(--surface);
    overflow: hidden;
  }

  header {
    flex: none;
    display: grid;
    grid-template-columns: 1fr auto 1fr;
    align-items: center;
    gap: 8px 16px;
    padding: 12px 12px 12px 20px;
    border-bottom: 1px solid var(--line);
  }

  header > button {
    justify-self: end;
  }

  .stages {
    display: flex;
    gap: 22px;
  }

  .stages li {
    display: flex;
    align-items: center;
    gap: 8px;
    color: var(--muted);
  }

  .number {
    display: grid;
    place-content: center;
    width: 24px;
    height: 24px;
    border: 1px solid var(--line-strong);
    border-radius: 50%;
    font-size: 0.75rem;
    font-weight: 650;
  }

  .number .icon {
    width: 14px;
    height: 14px;
    stroke-width: 2.5;
  }

  .stages .current {
    color: var(--ink);
    font-weight: 600;
  }

  .current .number {
    border-color: transparent;
    background: var(--accent-fill);
    color: var(--on-accent);
  }

  .done .number {
    border-color: transparent;
    background: var(--success-soft);
    color: var(--success);
  }

  .content {
    flex: 1;
    min-height: 0;
    overflow: auto;
    /* What is there for readers only would else make the page itself as long as all rows. */
    position: relative;
  }

  .content > div {
    width: min(980px, 100%);
    margin-inline: auto;
    padding: 24px 20px;
  }

  .content > div:not(:has(> .step-actions)) {
    padding-bottom: calc(24px + var(--toast-room, 0px));
  }

  .content h3:focus {
    outline: none;
  }

  .file-step {
    display: grid;
    gap: 18px;
    align-content: start;
  }

  .room:empty {
    display: none;
  }

  .drop-zone {
    gap: 8px;
    padding: 56px 20px;
  }

  .drop-zone > .icon {
    width: 32px;
    height: 32px;
    margin-bottom: 4px;
  }

  .drop-zone button {
    margin-top: 12px;
  }

  summary {
    width: fit-content;
    min-height: 28px;
    align-content: center;
    border-radius: 4px;
    font-weight: 550;
    cursor: pointer;
  }

  .paste textarea {
    margin-block: 8px;
    font-family: ui-monospace, monospace;
    font-size: 0.8125rem;
  }

  .columns-step {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 16px;
  }

  .file-name {
    display: flex;
    gap: 6px;
    margin-top: -10px;
    overflow-wrap: anywhere;
  }

  .dialect {
    border: 1px solid var(--line);
    border-radius: 12px;
  }

  .dialect summary {
    width: auto;
    padding: 9px 14px;
    border-radius: 12px;
  }

  .facts {
    margin-inline-start: 10px;
    font-weight: 400;
    font-size: 0.8125rem;
  }

  .dialect-fields,
  .assumptions {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(140px, 100%), 1fr));
    align-items: end;
    gap: 12px;
  }

  .dialect-fields {
    padding: 4px 14px 14px;
  }

  .assumptions {
    grid-template-columns: repeat(auto-fit, minmax(min(280px, 100%), 1fr));
  }

  .dialect-fits,
  .columns-step > .hint {
    display: flex;
    align-items: center;
    gap: 6px;
  }

  .dialect-fits {
    margin-top: 6px;
    font-size: 0.8125rem;
  }

  .dialect-fits.unsure {
    color: var(--warning);
  }

  .mapping {
    border: 1px solid var(--line);
    border-radius: 12px;
  }

  .mapping li {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 18px minmax(0, 210px) 190px;
    align-items: center;
    gap: 12px;
    padding: 9px 14px;
  }

  .mapping li + li {
    border-top: 1px solid var(--line);
  }

  .mapping li > .icon {
    rotate: 180deg;
    color: var(--muted);
  }

  .column {
    display: grid;
    min-width: 0;
  }

  .column > * {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .column strong {
    font-weight: 600;
  }

  .samples {
    font-size: 0.8125rem;
  }

  .ignored .column {
    opacity: 0.75;
  }

  .confidence {
    display: flex;
    align-items: center;
    gap: 6px;
    font-size: 0.8125rem;
  }

  .confidence .icon {
    width: 16px;
    height: 16px;
  }

  .sure {
    color: var(--success);
  }

  .unsure {
    color: var(--warning);
  }

  .preview-scroll {
    max-height: 300px;
    margin-top: 8px;
    border: 1px solid var(--line);
    border-radius: 12px;
    overflow: auto;
  }

  .preview table {
    min-width: 100%;
    border-collapse: collapse;
    font-size: 0.8125rem;
  }

  .preview :is(th, td) {
    padding: 7px 12px;
    border-bottom: 1px solid var(--line);
    text-align: start;
    white-space: nowrap;
  }

  .preview th {
    position: sticky;
    top: 0;
    background: var(--sunken);
    font-weight: 600;
  }

  .step-actions {
    position: sticky;
    bottom: 0;
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    /* A message stands above it. */
    margin: var(--toast-room, 0px) 0 -24px;
    padding-block: 12px;
    border-top: 1px solid var(--line);
    background: var(--surface);
  }

  .step-actions .primary {
    margin-inline-start: auto;
  }

  .content > .working,
  .content > .result {
    display: grid;
    justify-items: center;
    align-content: center;
    gap: 12px;
    width: min(560px, 100%);
    min-height: 100%;
    text-align: center;
  }

  /* All buttons in one row, in German, too. */
  .content > .result {
    width: min(760px, 100%);
  }

  .result .notice {
    width: min(520px, 100%);
    text-align: start;
  }

  .result-mark {
    display: grid;
    place-content: center;
    width: 56px;
    height: 56px;
    border-radius: 50%;
    background: var(--success-soft);
    color: var(--success);
  }

  .result-mark .icon {
    width: 28px;
    height: 28px;
  }

  .result-actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 8px;
    margin-top: 8px;
  }

  .sum {
    color: var(--muted);
    text-wrap: balance;
  }

  .sum-part {
    white-space: nowrap;
  }

  /* The title has its line. */
  @media (max-width: 900px) {
    header {
      grid-template-columns: auto 1fr auto;
    }

    .stages {
      justify-content: center;
    }
  }

  @media (max-width: 760px) {
    header {
      grid-template-columns: 1fr auto;
      padding: 8px 8px 8px 14px;
    }

    .stages {
      grid-row: 2;
      grid-column: 1 / -1;
      justify-content: start;
      gap: 12px;
    }

    .stages li:not(.current) .stage {
      ${unseen}
    }

    .content > div {
      padding: 16px 14px;
    }

    .step-actions {
      margin-bottom: -16px;
      padding-block: 10px;
    }

    .step-actions button {
      padding-inline: 10px;
    }

    .drop-zone {
      padding: 32px 16px;
    }

    .mapping li {
      grid-template-columns: minmax(0, 1fr);
      gap: 6px;
      padding-block: 12px;
    }

    .mapping li > .icon {
      display: none;
    }
  }

  /* On a small screen the buttons take one row of it, on a flat one none that is needed to read. */
  @media (max-width: 420px), (max-height: 640px) {
    .step-actions {
      flex-wrap: nowrap;
      padding-block: 6px;
    }

    .step-actions button {
      flex: none;
    }

    .step-actions .primary {
      flex: 0 1 auto;
      padding-block: 4px;
      line-height: 1.25;
    }
  }

  @media (max-height: 480px) {
    .step-actions {
      position: static;
    }
  }
`;
