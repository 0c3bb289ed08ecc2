// The style of <kartei-toast>.

import { css } from '../base/dom.js';

export const toastStyles = css`
  :host {
    position: fixed;
    z-index: 10;
    --taken: max(var(--toast-bottom, env(safe-area-inset-bottom)), var(--toast-raised, 0px));
    inset: auto 16px calc(16px + var(--taken) + var(--toast-above, 0px));
    display: grid;
    justify-items: center;
    pointer-events: none;
  }

  .list {
    display: grid;
    grid-template-columns: minmax(0, auto);
    gap: 8px;
    max-width: 100%;
  }

  .list:empty {
    display: none;
  }

  .toast {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 10px;
    max-width: 560px;
    min-height: 48px;
    padding: 6px 6px 6px 14px;
    border-radius: 12px;
    background: light-dark(#23252b, #33363e);
    color: #f4f4f2;
    box-shadow: var(--shadow);
    pointer-events: auto;
    animation: rise 0.18s ease-out;
  }

  .text {
    /* A short text asks for no more than it fills: else the buttons would go below it. */
    flex: 1 1 min(8rem, 60%);
    max-width: max-content;
    padding-block: 6px;
    overflow-wrap: anywhere;
  }

  .done > .icon {
    color: #86d8a8;
  }

  .problem > .icon {
    color: #ffb3ab;
  }

  .toast button {
    border-color: transparent;
    background: transparent;
    color: #f4f4f2;
  }

  /* Below the words where those have no room beside it. */
  .ends {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 10px;
    margin-inline-start: auto;
  }

  .toast .action {
    color: #b9caff;
    font-weight: 650;
  }

  .toast button:hover {
    background: #ffffff1f;
  }

  .toast :focus-visible {
    outline-color: #b9caff;
  }

  progress {
    width: 120px;
  }

  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(8px);
    }
  }

  @media (forced-colors: active) {
    .toast {
      border: 1px solid CanvasText;
    }
  }
`;
