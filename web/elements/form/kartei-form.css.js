// The style of <kartei-form>.

import { css } from '../base/dom.js';
import { unseen } from '../base/unseen.js';

export const formStyles = css`
  :host {
    height: 100%;
    min-height: 0;
    background: var(--surface);
    container-type: inline-size;
  }

  form {
    display: flex;
    flex-direction: column;
    height: 100%;
  }

  header,
  footer {
    flex: none;
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 12px 16px;
  }

  header {
    border-bottom: 1px solid var(--line);
  }

  footer {
    border-top: 1px solid var(--line);
    gap: 6px;
  }

  footer .space {
    flex: 1;
  }

  header h2 {
    flex: 1;
    order: 1;
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .close {
    order: 2;
    margin-inline-end: -6px;
  }

  .close .icon:last-child {
    display: none;
  }

  .scroll {
    flex: 1;
    min-height: 0;
    overflow: auto;
    padding: 16px 16px calc(16px + var(--toast-room, 0px));
    scroll-padding-bottom: var(--toast-room, 0px);
    overscroll-behavior: contain;
  }

  .notices:not(:empty) {
    display: grid;
    gap: 8px;
    margin-bottom: 16px;
  }

  /* Side by side, in the line of what they are about. */
  .notice-actions {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    width: 100%;
    padding-inline-start: 28px;
  }

  header h2:focus,
  .conflict h3:focus {
    outline: none;
  }

  .conflict {
    display: grid;
    gap: 10px;
    padding: 14px;
    border: 1px solid var(--warning);
    border-radius: var(--radius);
    background: var(--surface);
  }

  .conflict-head {
    display: flex;
    gap: 8px;
    color: var(--warning);
  }

  .conflict-rows {
    display: grid;
    gap: 8px;
  }

  .conflict-rows li {
    padding: 8px 10px;
    border-radius: 6px;
    background: var(--sunken);
  }

  .conflict h4 {
    margin: 0 0 2px;
    font-size: inherit;
    font-weight: 600;
    overflow-wrap: anywhere;
  }

  .conflict dl {
    display: grid;
    grid-template-columns: minmax(84px, max-content) minmax(0, 1fr);
    gap: 1px 12px;
  }

  .conflict dd {
    overflow-wrap: anywhere;
  }

  .conflict .changed {
    font-weight: 600;
  }

  .conflict-actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .summary ul {
    margin-top: 4px;
  }

  .summary .link {
    color: inherit;
    font-weight: 450;
  }

  .fields {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 14px;
  }

  .pair {
    display: grid;
    grid-template-columns: minmax(0, 5fr) minmax(0, 6fr);
    gap: 10px;
    align-items: start;
  }

  .combobox {
    position: relative;
  }

  .country-hint {
    position: absolute;
    top: calc(1.26875rem + 5px);
    right: 10px;
    left: 4rem;
    overflow: hidden;
    color: var(--muted);
    font-size: 0.8125rem;
    line-height: var(--control);
    text-align: end;
    text-overflow: ellipsis;
    white-space: nowrap;
    pointer-events: none;
  }

  [role='listbox'] {
    position: absolute;
    z-index: 2;
    top: calc(1.26875rem + 9px + var(--control));
    left: 0;
    width: max(100%, min(300px, 80vw));
    max-height: 248px;
    padding: 5px;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--raised);
    box-shadow: var(--shadow);
    overflow: auto;
    font-weight: 400;
  }

  [role='option'] {
    display: grid;
    grid-template-columns: 6ch 1fr;
    align-items: center;
    gap: 8px;
    min-height: 34px;
    padding-inline: 8px;
    border-radius: 6px;
    cursor: pointer;
  }

  [role='option']:hover {
    background: var(--hover);
  }

  [role='option'][aria-selected='true'] {
    background: var(--accent-soft);
  }

  .country {
    overflow: hidden;
    color: var(--muted);
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  fieldset {
    display: grid;
    gap: 8px;
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend {
    margin-bottom: 5px;
    padding: 0;
  }

  .attributes:not(:empty) {
    display: grid;
    gap: 8px;
  }

  .attribute {
    display: grid;
    grid-template-columns: minmax(0, 2fr) minmax(0, 3fr) auto;
    align-items: start;
    gap: 6px;
  }

  .attribute:has(textarea) {
    grid-template-columns: 1fr auto;
  }

  .attribute textarea {
    grid-row: 2;
    grid-column: 1 / -1;
    resize: vertical;
  }

  .attribute .field-error {
    grid-column: 1 / -1;
  }

  button.quiet.add-attribute {
    justify-self: start;
    margin-inline-start: -10px;
    padding-inline: 10px;
    color: var(--accent);
  }

  .facts {
    margin-top: 20px;
    font-size: 0.8125rem;
  }

  .avatar {
    width: 2rem;
    height: 2rem;
    font-size: 0.75rem;
  }

  @container (max-width: 430px) {
    .pair {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }

    footer .delete {
      width: var(--control);
      padding: 0;
    }

    footer .delete span {
      ${unseen}
    }
  }

  /* Large letters on a small screen. */
  @container (max-width: 16rem) {
    .pair {
      grid-template-columns: minmax(0, 1fr);
    }

    header .avatar {
      display: none;
    }

    header h2 {
      white-space: normal;
      overflow-wrap: anywhere;
    }
  }

  @media (max-width: 899px) {
    .close {
      order: 0;
      margin-inline: -8px 0;
    }

    .close .icon:first-child {
      display: none;
    }

    .close .icon:last-child {
      display: block;
    }
  }
`;
