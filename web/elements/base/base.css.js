// The style that all elements share: tokens, controls, focus. Every token can be set from outside
// as `--kartei-…`; its default is here, so that an element looks the same alone in any page. Font
// and colour scheme are inherited.

import { css } from './dom.js';
import { unseen } from './unseen.js';

export const baseStyles = css`
  :host {
    /* Surfaces, from the page upwards */
    --paper: var(--kartei-paper, light-dark(#f5f4f0, #131417));
    --surface: var(--kartei-surface, light-dark(#ffffff, #1b1c20));
    --raised: var(--kartei-raised, light-dark(#ffffff, #24262b));
    --sunken: var(--kartei-sunken, light-dark(#faf9f6, #17181b));
    --hover: var(--kartei-hover, light-dark(#f4f3ef, #212328));
    /* Lines: between things, around controls (3:1, WCAG 1.4.11) */
    --line: var(--kartei-line, light-dark(#e5e3dd, #303238));
    --line-strong: var(--kartei-line-strong, light-dark(#8b8880, #767a85));
    /* Text */
    --ink: var(--kartei-ink, light-dark(#1b1d22, #ececea));
    --muted: var(--kartei-muted, light-dark(#5a5e68, #a8abb4));
    /* What can be done: as text, as a filled button, as a tint */
    --accent: var(--kartei-accent, light-dark(#2a4db8, #a3bbff));
    --accent-fill: var(--kartei-accent-fill, light-dark(#2f55c8, #4469da));
    --accent-fill-hover: var(--kartei-accent-fill-hover, light-dark(#2546ab, #3a5cc6));
    --on-accent: var(--kartei-on-accent, #ffffff);
    --accent-soft: var(--kartei-accent-soft, light-dark(#eaeffc, #222b45));
    /* What happened */
    --danger: var(--kartei-danger, light-dark(#b3261e, #ffa198));
    --danger-fill: var(--kartei-danger-fill, light-dark(#b3261e, #b8342a));
    --danger-soft: var(--kartei-danger-soft, light-dark(#fcecea, #3b2321));
    --warning: var(--kartei-warning, light-dark(#7a4f00, #f0c36c));
    --warning-soft: var(--kartei-warning-soft, light-dark(#fcf2dc, #34290f));
    --success: var(--kartei-success, light-dark(#19683a, #86d8a8));
    --success-soft: var(--kartei-success-soft, light-dark(#e4f3e9, #18301f));
    /* Shape */
    --radius: var(--kartei-radius, 8px);
    --radius-large: var(--kartei-radius-large, 14px);
    --shadow: var(
      --kartei-shadow,
      0 1px 2px light-dark(#1b1d220d, #0003),
      0 12px 32px light-dark(#1b1d2221, #0009)
    );
    --control: var(--kartei-control, 2.25rem);

    color: var(--ink);
    font-size: 0.875rem;
    line-height: 1.45;
    display: block;
    box-sizing: border-box;
  }

  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }

  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }

  ul,
  ol {
    list-style: none;
  }

  h1,
  h2,
  h3 {
    font-weight: 650;
    letter-spacing: -0.012em;
    line-height: 1.25;
    text-wrap: balance;
  }

  h1,
  h2,
  h3 {
    font-size: 1.0625rem;
  }

  .title {
    font-size: 1.375rem;
  }

  .muted {
    color: var(--muted);
  }

  .numeric {
    font-variant-numeric: tabular-nums;
  }

  .icon {
    width: 18px;
    height: 18px;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .visually-hidden {
    ${unseen}
  }

  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }

  /* --- buttons --- */

  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-height: var(--control);
    padding: 0 14px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--ink);
    font: inherit;
    font-weight: 550;
    text-align: start;
    text-decoration: none;
    cursor: pointer;
    transition:
      background-color 0.12s,
      border-color 0.12s;
  }

  button:hover,
  .button:hover {
    background: var(--hover);
    border-color: light-dark(#cfccc4, #43464e);
  }

  button.primary {
    background: var(--accent-fill);
    border-color: transparent;
    color: var(--on-accent);
  }

  button.primary:hover {
    background: var(--accent-fill-hover);
  }

  button.danger {
    background: var(--danger-fill);
    border-color: transparent;
    color: #ffffff;
  }

  button.danger:hover {
    filter: brightness(0.92);
  }

  button.quiet {
    background: transparent;
    border-color: transparent;
    color: var(--muted);
  }

  button.quiet:hover {
    background: light-dark(#1b1d220d, #ffffff12);
    color: var(--ink);
  }

  button.quiet.delete {
    color: var(--danger);
  }

  button.quiet.delete:hover {
    background: var(--danger-soft);
  }

  button.icon-only {
    width: var(--control);
    padding: 0;
  }

  button.link {
    display: inline;
    min-height: 24px;
    padding: 0;
    border: 0;
    border-radius: 3px;
    background: none;
    color: var(--accent);
    text-decoration: underline;
    text-underline-offset: 3px;
    text-decoration-thickness: 1px;
  }

  button:is(:disabled, [aria-disabled='true']) {
    opacity: 0.5;
    cursor: default;
  }

  /* --- entering --- */

  label,
  .label,
  legend {
    font-weight: 550;
  }

  input,
  select,
  textarea {
    width: 100%;
    min-height: var(--control);
    padding: 0 11px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: light-dark(#ffffff, #141518);
    color: inherit;
    font: inherit;
    text-overflow: ellipsis;
  }

  input::placeholder,
  textarea::placeholder {
    color: var(--muted);
    opacity: 1;
  }

  input:focus-visible,
  select:focus-visible,
  textarea:focus-visible {
    outline-offset: -1px;
    border-color: var(--accent);
  }

  input[aria-invalid='true'] {
    border-color: var(--danger);
    background: light-dark(#fffafa, #211718);
  }

  textarea {
    padding-block: 9px;
    resize: vertical;
  }

  select {
    appearance: none;
    padding-inline-end: 32px;
    background-image: conic-gradient(from -45deg at 50% 100%, var(--muted) 90deg, transparent 0);
    background-position: right 12px center;
    background-size: 10px 5px;
    background-repeat: no-repeat;
  }

  select option {
    background: var(--raised);
    color: var(--ink);
  }

  input[type='checkbox'],
  input[type='radio'] {
    appearance: none;
    flex: none;
    display: inline-grid;
    place-content: center;
    width: 18px;
    min-height: 18px;
    height: 18px;
    margin: 0;
    padding: 0;
    border-radius: 5px;
    cursor: pointer;
  }

  input[type='radio'] {
    border-radius: 50%;
  }

  input[type='checkbox']:checked,
  input[type='checkbox']:indeterminate,
  input[type='radio']:checked {
    background: var(--accent-fill);
    border-color: var(--accent-fill);
  }

  input[type='checkbox']:checked::before {
    content: '';
    width: 10px;
    height: 5px;
    margin-top: -3px;
    border: solid var(--on-accent);
    border-width: 0 0 2px 2px;
    transform: rotate(-45deg);
  }

  input[type='checkbox']:indeterminate::before {
    content: '';
    width: 8px;
    height: 2px;
    background: var(--on-accent);
  }

  input[type='radio']:checked::before {
    content: '';
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: var(--on-accent);
  }

  input[type='checkbox']:focus-visible,
  input[type='radio']:focus-visible {
    outline-offset: 2px;
  }

  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 5px;
  }

  .field-error,
  .field-offer,
  .field-hint {
    display: flex;
    align-items: flex-start;
    gap: 6px;
    font-size: 0.8125rem;
  }

  .field-error {
    color: var(--danger);
  }

  .field-offer,
  .field-hint {
    color: var(--muted);
  }

  .field-error .icon,
  .field-offer .icon,
  .field-hint .icon {
    width: 16px;
    height: 16px;
    margin-top: 1px;
  }

  /* --- saying --- */

  .notice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 10px;
    padding: 10px 12px;
    border-radius: var(--radius);
    background: var(--sunken);
    border: 1px solid var(--line);
  }

  .notice > .icon {
    align-self: flex-start;
    margin-top: 1px;
  }

  .notice > .notice-text {
    flex: 1 1 200px;
    min-width: 0;
    overflow-wrap: anywhere;
  }

  .notice.danger {
    background: var(--danger-soft);
    border-color: transparent;
    color: var(--danger);
  }

  .notice.warning {
    background: var(--warning-soft);
    border-color: transparent;
    color: var(--warning);
  }

  .notice.accent {
    background: var(--accent-soft);
    border-color: transparent;
  }

  .notice.accent > .icon {
    color: var(--accent);
  }

  kbd {
    display: inline-grid;
    place-content: center;
    min-width: 24px;
    min-height: 22px;
    padding: 0 6px;
    border: 1px solid var(--line);
    border-bottom-width: 2px;
    border-radius: 6px;
    background: var(--sunken);
    color: var(--muted);
    font: inherit;
    font-size: 0.75rem;
  }

  progress {
    appearance: none;
    width: 100%;
    height: 6px;
    border: 0;
    border-radius: 3px;
    background: var(--line);
    overflow: hidden;
  }

  progress::-webkit-progress-bar {
    background: var(--line);
  }

  progress::-webkit-progress-value {
    background: var(--accent-fill);
    border-radius: 3px;
    transition: inline-size 0.15s linear;
  }

  progress::-moz-progress-bar {
    background: var(--accent-fill);
  }

  /* --- above the page --- */

  dialog {
    width: min(460px, calc(100vw - 32px));
    max-height: calc(100dvh - 32px);
    padding: 24px;
    border: 1px solid var(--line);
    border-radius: var(--radius-large);
    background: var(--raised);
    color: var(--ink);
    box-shadow: var(--shadow);
    overflow: auto;
    overflow-wrap: anywhere;
  }

  dialog::backdrop {
    background: light-dark(#1b1d2259, #0000008c);
  }

  dialog h2 {
    margin-bottom: 8px;
  }

  dialog .typed {
    margin-top: 16px;
  }

  .dialog-actions {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    gap: 8px;
    margin-top: 22px;
  }

  @media (max-width: 420px) {
    .dialog-actions button {
      flex: 1 1 auto;
    }
  }

  /* Of a dialog that is higher than the window, too, what it is for is seen. */
  @media (min-height: 30rem) {
    dialog:has(form > .dialog-actions) {
      padding-bottom: 0;
      scroll-padding-bottom: 8rem;
    }

    form > .dialog-actions {
      position: sticky;
      bottom: 0;
      /* The outline of what has the focus beside it is not cut off. */
      margin: 14px -8px 0;
      padding: 8px 8px 24px;
      background: var(--raised);
    }
  }

  @media (pointer: coarse) {
    :host {
      --control: var(--kartei-control, 2.75rem);
    }

    input,
    select,
    textarea {
      /* Smaller text makes iOS zoom into the field. */
      font-size: 1rem;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::after {
      transition: none !important;
      animation: none !important;
    }
  }

  @media (forced-colors: active) {
    button,
    input,
    select,
    .notice {
      border-color: ButtonBorder;
    }

    select {
      appearance: auto;
    }

    input[type='checkbox']:checked::before {
      border-color: CanvasText;
    }

    input[type='checkbox']:indeterminate::before,
    input[type='radio']:checked::before {
      background: CanvasText;
      forced-color-adjust: none;
    }
  }
`;
