// The screens on paper: what is shown of them, dark on white, without what can be done with them.
// Adopted behind the styles of the dashboard, of each screen, and of what a screen is made of.

import { css } from './dom.js';

export const printStyles = css`
  @media print {
    :host {
      color-scheme: light;
      display: block;
      height: auto;
      overflow: clip;
      background: none;
    }

    .app-bar,
    .banners,
    .toolbar .actions,
    .segments,
    .selection,
    .notices,
    footer,
    button:not(.sort, .entry-title .link, [role='tab'][aria-selected='true']),
    .avatar,
    input[type='checkbox'],
    dialog,
    [popover],
    kartei-filter-bar,
    kartei-toast {
      display: none !important;
    }

    main,
    .panel,
    .list,
    .list > .card,
    form,
    .scroll {
      display: block;
      height: auto;
      margin: 0;
      padding: 0;
      border: 0;
      overflow: visible;
    }

    /* A contact that is open is what is read. */
    main.has-panel > kartei-contacts {
      display: none;
    }

    .toolbar,
    header {
      padding: 0 0 12px;
    }

    /* --- rows: as they stand in the document, as high as what is in them --- */

    .grid,
    .body {
      height: auto !important;
      overflow: visible;
    }

    .head {
      position: static;
    }

    /* Without the place of the boxes, and of the initials. */
    .head,
    .body {
      min-width: 0 !important;
      margin-inline-start: calc(-3rem - 6px);
    }

    :is(.stacked, .compact) .body {
      margin-inline-start: -5.375rem;
    }

    .bare .body {
      margin-inline-start: -2.5rem;
    }

    :is(.stacked, .compact) .head {
      display: none;
    }

    .body .row {
      position: relative;
      inset: auto;
      height: auto !important;
      min-height: 2rem;
      padding-block: 4px;
      contain: none;
      break-inside: avoid;
      transform: none !important;
    }

    .body .row,
    .body .row[aria-selected='true'],
    .body .row[aria-current] {
      background: none;
      box-shadow: none;
    }

    .body .text {
      white-space: normal;
      overflow-wrap: anywhere;
    }

    /* The row with the focus waits beside those that are seen. */
    .body .away {
      display: none;
    }

    .on-paper {
      display: block;
      padding-block: 8px;
    }

    /* --- history, trash, settings, an import: as long as what is in them --- */

    section,
    .content,
    .content > div,
    .preview-scroll {
      display: block;
      width: auto;
      height: auto;
      max-height: none;
      min-height: 0;
      overflow: visible;
    }

    :is(.screen, .content > div) > * {
      margin-bottom: 12px;
    }

    .stages,
    .select-page,
    .step-actions,
    .decisions,
    .duplicates .choices,
    .invalid-choice,
    .import-tags,
    .mend {
      display: none !important;
    }

    .rows > *,
    .part {
      break-inside: avoid;
    }

    /* Without the boxes and buttons the text has the line. */
    .entry,
    .deleted {
      display: flex;
      padding-inline: 12px;
    }

    .entry-text,
    .deleted-text {
      flex: 1;
    }

    /* --- fields: an example is not what is in them --- */

    .scroll {
      padding-top: 12px;
    }

    ::placeholder {
      color: transparent !important;
    }
  }
`;
