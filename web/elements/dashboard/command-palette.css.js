// The style of the command palette, a dialog of <kartei-dashboard>, and of the button for it.

import { css } from '../base/dom.js';

export const paletteStyles = css`
  /* As high with one result as with many: nothing moves while somebody types. */
  .palette[open] {
    display: flex;
    flex-direction: column;
    width: min(40rem, calc(100vw - 24px));
    height: min(30rem, calc(100dvh - 24px));
    margin-top: max(12px, min(14vh, 100dvh - 30rem - 12px));
    padding: 0;
    overflow: hidden;
  }

  .palette-field {
    flex: none;
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 6px 10px 6px 16px;
    border-bottom: 1px solid var(--line);
    color: var(--muted);
  }

  .palette-field input {
    flex: 1;
    min-width: 0;
    min-height: 2.75rem;
    padding: 0;
    border: 0;
    background: none;
    color: var(--ink);
    font-size: 1rem;
  }

  /* The focus is nowhere else while it is open, but on the button beside it. */
  .palette-field input:focus-visible {
    outline: none;
  }

  .palette-field:has(input:focus-visible) {
    box-shadow: inset 0 -2px var(--accent);
  }

  .palette-results {
    flex: 1;
    display: flex;
    flex-direction: column;
    min-height: 0;
    container: palette / inline-size;
  }

  .palette [role='listbox'] {
    flex: 0 1 auto;
    min-height: 0;
    padding: 4px 8px 8px;
    overflow: auto;
    overscroll-behavior: contain;
    scroll-padding-block: 8px;
  }

  .palette [role='listbox']:focus {
    outline: none;
  }

  .palette-group {
    padding: 10px 8px 4px;
    color: var(--muted);
    font-size: 0.75rem;
    font-weight: 600;
  }

  .palette [role='option'] {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 2.25rem;
    padding: 4px 8px;
    border-radius: var(--radius);
    cursor: pointer;
  }

  .palette [role='option'][aria-selected='true'] {
    background: var(--accent-soft);
  }

  .palette [role='option'] > .icon {
    color: var(--muted);
  }

  .palette [role='option'][aria-selected='true'] > .icon {
    color: var(--accent);
  }

  .palette [role='option'] > .avatar {
    /* With the place of an icon, which is 18 px wide: all names begin at one line. */
    width: 24px;
    height: 24px;
    margin: -3px;
    font-size: 10px;
  }

  .palette-label,
  .palette-detail {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .palette-label {
    flex: 0 1 auto;
    font-weight: 550;
  }

  /* It has what the name leaves. */
  .palette-detail {
    flex: 1 1 0;
    font-size: 0.8125rem;
  }

  /* Addresses stand below each other. */
  .avatar + .palette-label {
    min-width: 32%;
  }

  .keys {
    flex: none;
    display: flex;
    gap: 4px;
  }

  .palette .keys {
    margin-inline-start: auto;
  }

  /* A small window, or large letters: nothing is cut off, and there is hardly a keyboard. */
  @container palette (width <= 28rem) {
    .palette [role='option'] {
      flex-wrap: wrap;
      row-gap: 0;
    }

    .palette-label {
      flex: 1 1 calc(100% - 28px);
      white-space: normal;
      overflow-wrap: anywhere;
    }

    .palette-detail {
      flex-basis: 100%;
      padding-inline-start: 28px;
    }

    .palette .keys {
      display: none;
    }
  }

  .palette .nothing {
    margin: 0;
    padding: 28px 16px;
    text-align: center;
  }

  .palette-way {
    gap: 6px;
    min-height: 32px;
    padding: 0 8px;
    margin-inline: -6px;
    font-weight: 400;
  }

  .palette-way .keys {
    gap: 2px;
  }

  /* Where there is a keyboard, and the bar has room, which it has less of while it says that it is
     offline, and where the screens are in it, too. */
  @media (max-width: 79em), (pointer: coarse) {
    .palette-way .keys {
      display: none;
    }
  }

  @media (max-width: 86em) {
    .app-bar:has(.offline:not([hidden])) :is(.kept, .palette-way .keys) {
      display: none;
    }
  }

  @media (62em < width <= 65em) {
    .app-bar:has(.offline:not([hidden]), .sync-badge:not([hidden])) .palette-way {
      display: none;
    }
  }

  @media (max-width: 620px) {
    .palette-way {
      display: none;
    }
  }

  @media (max-width: 480px) {
    .palette[open] {
      width: calc(100vw - 16px);
      height: min(30rem, calc(100dvh - 16px));
      margin-top: 8px;
    }
  }

  @media (pointer: coarse) {
    .palette [role='option'] {
      min-height: 2.75rem;
    }

    .palette .keys {
      display: none;
    }
  }

  @media (forced-colors: active) {
    .palette-field:has(input:focus-visible) {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }

    .palette [role='option'][aria-selected='true'] {
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }

    .palette [role='option'][aria-selected='true'] :is(.icon, .muted, kbd, .avatar) {
      border-color: currentColor;
      background: none;
      color: inherit;
    }
  }
`;
