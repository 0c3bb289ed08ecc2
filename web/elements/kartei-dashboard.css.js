// The style of <kartei-dashboard>: the frame of the page.

import { css } from './dom.js';

export const dashboardStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    height: 100%;
    min-height: 0;
    background: var(--paper);
  }

  .app-bar {
    flex: none;
    display: flex;
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

  .banner {
    flex: none;
    margin: 0 20px 12px;
  }

  main {
    flex: 1;
    display: grid;
    grid-template: minmax(0, 1fr) / minmax(0, 1fr);
    gap: 16px;
    min-height: 0;
    padding: 4px 20px 20px;
  }

  main.has-panel {
    grid-template-columns: minmax(0, 1fr) minmax(380px, 32%);
  }

  .panel {
    min-height: 0;
    border: 1px solid var(--line);
    border-radius: var(--radius-large);
    background: var(--surface);
    overflow: hidden;
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

  @media (max-width: 899px) {
    main.has-panel {
      grid-template-columns: minmax(0, 1fr);
    }

    main.has-panel > kartei-contacts {
      display: none;
    }
  }

  @media (max-width: 620px) {
    .app-bar {
      gap: 4px 8px;
      min-height: 48px;
      padding: 4px 12px;
    }

    .kept {
      display: none;
    }

    .banner {
      margin-inline: 12px;
    }

    main {
      padding: 2px 10px 10px;
    }
  }

  @media (max-width: 620px), (pointer: coarse) {
    .help {
      display: none;
    }
  }
`;
