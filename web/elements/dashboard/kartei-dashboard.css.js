// The style of <kartei-dashboard>: the frame of the page.

import { css } from '../base/dom.js';

export const dashboardStyles = css`
  :host {
    position: relative;
    display: flex;
    flex-direction: column;
    height: 100%;
    min-height: 0;
    background: var(--paper);
  }

  .app-bar {
    flex: none;
    display: flex;
    /* With large letters, and in a narrow place on a wide page, nothing is beyond its edge. */
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 14px;
    min-height: 56px;
    padding: 8px 20px;
  }

  .brand {
    display: flex;
    align-items: center;
    gap: 9px;
    border-radius: 6px;
    color: var(--ink);
    font-size: 1.0625rem;
    font-weight: 700;
    letter-spacing: -0.02em;
    text-decoration: none;
  }

  .brand-mark {
    width: 28px;
    height: 28px;
    fill: none;
    stroke-linecap: round;
  }

  .brand-tab {
    fill: light-dark(#cbc6b8, #50535c);
  }

  .brand-card {
    fill: light-dark(#ffffff, #2a2c32);
    stroke: light-dark(#b5b0a2, #62656f);
    stroke-width: 1.25;
  }

  .brand-red {
    stroke: light-dark(#d6473b, #f0776c);
    stroke-width: 2;
    stroke-linecap: butt;
  }

  .brand-line {
    stroke: light-dark(#8ea2dc, #7f92cf);
    stroke-width: 2;
  }

  .ways {
    display: flex;
    gap: 2px;
    margin-inline-start: 8px;
  }

  .way,
  .way:hover {
    display: inline-flex;
    align-items: center;
    gap: 7px;
    min-height: 34px;
    padding: 0 11px;
    border: 0;
    border-radius: var(--radius);
    background: none;
    color: var(--muted);
    font-weight: 550;
    text-decoration: none;
  }

  .way:hover {
    background: light-dark(#1b1d220d, #ffffff12);
    color: var(--ink);
  }

  .way[aria-current] {
    background: light-dark(#1b1d2212, #ffffff1a);
    color: var(--ink);
  }

  @media (forced-colors: active) {
    .way[aria-current] {
      outline: 2px solid Highlight;
    }
  }

  .kept,
  .offline {
    display: flex;
    align-items: center;
    gap: 6px;
    font-size: 0.8125rem;
  }

  .kept .icon,
  .offline .icon {
    width: 15px;
    height: 15px;
  }

  .offline {
    padding: 2px 10px;
    border-radius: 999px;
    background: var(--warning-soft);
    color: var(--warning);
    font-weight: 600;
  }

  .sync-badge,
  .sync-badge:hover {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-height: 28px;
    padding: 0 10px;
    border: 1px solid var(--line);
    border-radius: 999px;
    background: var(--surface);
    color: var(--muted);
    font-size: 0.8125rem;
    font-weight: 600;
    text-decoration: none;
    white-space: nowrap;
  }

  .sync-badge:hover,
  .sync-badge[aria-current] {
    border-color: currentColor;
  }

  .sync-badge .icon {
    width: 15px;
    height: 15px;
  }

  .sync-badge-text {
    min-width: 0;
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .sync-badge.good .icon {
    color: var(--success);
  }

  .sync-badge.warning {
    border-color: transparent;
    background: var(--warning-soft);
    color: var(--warning);
  }

  .sync-badge.danger {
    border-color: transparent;
    background: var(--danger-soft);
    color: var(--danger);
  }

  .sync-badge.warning[aria-current],
  .sync-badge.danger[aria-current] {
    border-color: currentColor;
  }

  .space {
    flex: 1;
  }

  .language {
    width: auto;
    min-height: 32px;
    border-color: transparent;
    background-color: transparent;
    color: var(--muted);
  }

  .language:hover {
    color: var(--ink);
  }

  .app-bar .icon-only {
    margin-inline: -6px;
  }

  .banners {
    flex: none;
    display: grid;
    gap: 8px;
    /* Large letters on a small screen: the screen below has its room, too. */
    max-height: 35%;
    margin: 0 20px 12px;
    overflow: auto;
  }

  .banners:empty:not(.awaited) {
    display: none;
  }

  .banner > .icon {
    align-self: center;
    margin: 0;
  }

  .banner.quiet {
    padding-block: 1px;
    padding-inline-end: 4px;
    border-color: var(--line);
    background: transparent;
    color: var(--muted);
    font-size: 0.8125rem;
  }

  .banner.quiet .notice-text {
    padding-block: 5px;
  }

  .banner.quiet button {
    min-height: 32px;
    padding-inline: 10px;
    border-color: transparent;
    background: transparent;
  }

  .banner.quiet button:not(.quiet) {
    color: var(--accent);
  }

  main {
    /* A percentage: who gives the dashboard no height has it as high as what is in it. */
    flex: 1 0 var(--screen, 0%);
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    gap: 16px;
    min-height: 0;
    padding: 4px 20px 20px;
  }

  main.has-panel {
    grid-template-columns: minmax(0, 1fr) minmax(380px, 32%);
  }

  main > kartei-contacts {
    margin: -4px;
    height: calc(100% + 8px);
  }

  /* What scrolls reaches the edge of the window. */
  main > kartei-history,
  main > kartei-trash,
  main > kartei-sync,
  main > kartei-settings {
    margin: 0 -4px -20px;
    height: calc(100% + 20px);
  }

  .panel {
    display: flex;
    flex-direction: column;
    min-height: 0;
    border: 1px solid var(--line);
    border-radius: var(--radius-large);
    background: var(--surface);
    overflow: hidden;
  }

  @media (min-width: 900px) {
    /* A message stands over the list, and covers no button of the contact beside it. */
    main.has-panel ~ kartei-toast {
      inset-inline-end: calc(36px + max(380px, (100% - 40px) * 0.32));
    }

    .panel {
      --toast-room: 0px;
    }
  }

  /* Nor one of an import. */
  main:has(> kartei-import:not([hidden])) ~ kartei-toast {
    --toast-above: calc(var(--control) + 28px);
  }

  .panel > kartei-form {
    flex: 1;
    height: auto;
  }

  .sync-note {
    display: grid;
    flex: none;
    gap: 8px;
    padding: 12px 16px 0;
  }

  .page {
    display: grid;
    min-height: 0;
  }

  .failure {
    place-self: center;
    display: grid;
    justify-items: start;
    gap: 14px;
    width: min(560px, 100%);
    max-height: 100%;
    padding: 32px;
    border: 1px solid var(--line);
    border-radius: var(--radius-large);
    background: var(--surface);
    overflow: auto;
  }

  .failure-mark {
    display: grid;
    place-content: center;
    width: 48px;
    height: 48px;
    border-radius: 50%;
    background: var(--warning-soft);
    color: var(--warning);
  }

  .failure-mark .icon {
    width: 24px;
    height: 24px;
  }

  .failure ul {
    display: grid;
    gap: 4px;
    padding-inline-start: 18px;
    list-style: disc;
  }

  .failure .rescue {
    display: grid;
    justify-items: start;
    gap: 10px;
    width: 100%;
    padding: 14px 16px;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--sunken);
  }

  .rescue .notice {
    flex-wrap: nowrap;
    width: 100%;
  }

  .rescue .notice-text {
    flex-basis: 0;
  }

  .rescue .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .kept-list {
    margin-top: 12px;
  }

  .kept-fields {
    color: var(--muted);
    font-size: 0.8125rem;
  }

  .failure details {
    max-width: 100%;
    color: var(--muted);
    font-size: 0.8125rem;
  }

  .failure summary {
    min-height: 24px;
    cursor: pointer;
  }

  .failure code {
    overflow-wrap: anywhere;
  }

  .dialog-head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    margin: -8px -10px 8px 0;
  }

  .dialog-head h2 {
    margin: 0;
  }

  .shortcuts dl {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: center;
    gap: 7px 16px;
  }

  .shortcuts dd {
    display: flex;
    gap: 4px;
  }

  .toggle {
    display: flex;
    align-items: center;
    gap: 10px;
    margin-top: 18px;
    padding-top: 14px;
    border-top: 1px solid var(--line);
    font-weight: 400;
  }

  .export form {
    display: grid;
    gap: 16px;
    margin-top: 16px;
  }

  .export-fields {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(180px, 1fr));
    gap: 12px;
  }

  .export fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  .export legend {
    padding: 0;
  }

  .choices {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(170px, 1fr));
    gap: 2px 12px;
    margin-top: 4px;
  }

  .choices label {
    display: flex;
    align-items: center;
    gap: 10px;
    min-height: 32px;
    font-weight: 400;
  }

  .export .field-error:empty {
    display: none;
  }

  .export .dialog-actions {
    margin-top: 4px;
  }

  @media (max-width: 899px) {
    main.has-panel {
      grid-template-columns: minmax(0, 1fr);
    }

    main.has-panel > kartei-contacts {
      display: none;
    }

    /* A message does not cover the buttons of the contact. */
    main.has-panel ~ kartei-toast {
      --toast-above: calc(var(--control) + 24px);
    }
  }

  @media (max-width: 79em) {
    .kept {
      display: none;
    }
  }

  /* So much the bar needs with an offline book, a badge and the longest words. */
  @media (max-width: 62em) {
    :host {
      --ways: calc(3.5rem + env(safe-area-inset-bottom));
    }

    .app-bar:has(.ways:not([hidden])) ~ main {
      flex-basis: calc(var(--screen, 0%) - var(--ways));
      margin-bottom: var(--ways);
    }

    .app-bar:has(.ways:not([hidden])) ~ kartei-toast {
      --toast-bottom: var(--ways);
    }

    .ways {
      position: var(--ways-position, absolute);
      z-index: 5;
      inset: auto 0 0;
      height: var(--ways);
      margin: 0;
      padding: 4px 6px env(safe-area-inset-bottom);
      border-top: 1px solid var(--line);
      background: var(--surface);
    }

    .way,
    .way:hover {
      flex: 1 1 auto;
      flex-direction: column;
      justify-content: center;
      gap: 1px;
      min-width: 0;
      padding: 0 2px;
      /* No word is cut off. */
      font-size: min(0.6875rem, 3.4vw);
      letter-spacing: -0.01em;
    }

    .way span {
      max-width: 100%;
      overflow: hidden;
      text-overflow: ellipsis;
    }

    .way[aria-current] {
      background: none;
      color: var(--accent);
    }
  }

  @media (max-width: 620px) {
    .app-bar {
      gap: 4px 8px;
      min-height: 48px;
      padding: 4px 12px;
    }

    .banners {
      margin: 0 10px 8px;
    }

    main {
      padding: 2px 10px 10px;
    }

    main > kartei-history,
    main > kartei-trash,
    main > kartei-sync,
    main > kartei-settings {
      margin: 0 -4px -10px;
      height: calc(100% + 10px);
    }
  }

  /* The badge needs the room of the name beside the mark. */
  @media (max-width: 480px) {
    .app-bar:has(.sync-badge:not([hidden]), .offline:not([hidden])) .brand {
      gap: 0;
      font-size: 0;
    }

    .sync-badge {
      min-width: 0;
    }

    .language {
      flex: 0 1 auto;
      min-width: 64px;
    }
  }

  @media (max-width: 620px), (pointer: coarse) {
    .help {
      display: none;
    }
  }
`;
