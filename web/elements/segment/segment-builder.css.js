// The style of the segment builder.

import { css } from '../base/dom.js';

export const segmentBuilderStyles = css`
  .builder {
    width: min(920px, calc(100vw - 32px));
    max-width: none;
    height: min(680px, calc(100dvh - 32px));
    padding: 0;
    overflow: hidden;
  }

  .builder[open] {
    display: flex;
    flex-direction: column;
  }

  .builder > h2 {
    margin: 0;
    padding: 20px 24px 12px;
    overflow-wrap: anywhere;
  }

  .builder h3 {
    font-size: 0.875rem;
  }

  .bench {
    flex: 1;
    display: grid;
    grid-template-columns: minmax(0, 1fr) 260px;
    align-items: start;
    gap: 24px;
    min-height: 0;
    padding: 4px 24px 20px;
    overflow: auto;
  }

  .preview {
    position: sticky;
    top: 0;
    display: grid;
    gap: 6px;
    overflow-wrap: anywhere;
  }

  .found {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 6px;
    margin-top: 14px;
  }

  .examples {
    display: grid;
    /* A long address is cut with an ellipsis, not by the edge of the dialog. */
    grid-template-columns: minmax(0, 1fr);
    gap: 8px;
  }

  .examples span {
    display: block;
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }

  .examples .email {
    font-size: 0.8125rem;
  }

  .foot {
    flex: none;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 16px;
    padding: 14px 24px;
    border-top: 1px solid var(--line);
    background: var(--sunken);
  }

  .foot .count {
    font-weight: 650;
  }

  .foot .field-error,
  .foot .removed {
    flex: 1 0 100%;
    overflow-wrap: anywhere;
  }

  .foot .field-error:empty {
    display: none;
  }

  .foot .dialog-actions {
    margin: 0 0 0 auto;
  }

  .group {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 10px;
  }

  .group .group {
    padding: 10px 10px 6px;
    border: 1px solid var(--line);
    border-inline-start: 3px solid var(--accent);
    border-radius: var(--radius);
    background: var(--sunken);
  }

  .group.level-3 {
    background: var(--raised);
  }

  .head {
    display: flex;
    align-items: center;
    gap: 6px;
  }

  .head .kind {
    flex: 0 1 auto;
    width: auto;
    min-width: 0;
    font-weight: 550;
  }

  .head .remove {
    margin-inline-start: auto;
  }

  .builder .remove {
    flex: none;
    width: var(--control);
    padding: 0;
  }

  .builder .remove .icon {
    width: 16px;
    height: 16px;
  }

  .parts > li {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
  }

  .joint {
    padding: 3px 12px;
    font-size: 0.75rem;
  }

  .parts > li:first-child > .joint {
    display: none;
  }

  .row {
    display: flex;
    align-items: center;
    min-width: 0;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
  }

  .row .edit {
    flex: 1;
    justify-content: flex-start;
    min-width: 0;
    padding: 6px 11px;
    color: var(--ink);
    font-weight: 450;
    overflow-wrap: anywhere;
  }

  .row .not {
    flex: none;
    min-height: 28px;
    padding: 0 10px;
    font-weight: 450;
  }

  .row .not[aria-pressed='true'] {
    border-color: var(--accent);
    background: var(--accent-soft);
    color: var(--accent);
  }

  .adding {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }

  .adding button {
    padding-inline: 8px;
    color: var(--accent);
  }

  @media (max-width: 720px) {
    .builder {
      width: calc(100vw - 16px);
      height: calc(100dvh - 16px);
      max-height: none;
    }

    .builder > h2 {
      padding: 16px 16px 10px;
    }

    .bench {
      grid-template-columns: minmax(0, 1fr);
      padding: 4px 16px 16px;
    }

    .preview {
      position: static;
      padding-top: 14px;
      border-top: 1px solid var(--line);
    }

    .foot {
      padding: 12px 16px;
    }
  }

  @media (pointer: coarse) {
    .row .not {
      min-height: 36px;
    }
  }

  @media (forced-colors: active) {
    .row .not[aria-pressed='true'] {
      border-color: Highlight;
    }
  }
`;
