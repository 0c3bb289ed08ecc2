// The style of what BulkFix shows.

import { css } from '../base/dom.js';

export const bulkFixStyles = css`
  .problem-count {
    min-width: 5ch;
    font-weight: 600;
  }

  .problem-text {
    flex: 1 1 220px;
  }

  .trial {
    display: grid;
    flex: 1 0 100%;
    gap: 8px;
    min-width: 0;
    padding: 10px 12px;
    border-radius: 10px;
    background: var(--sunken);
  }

  .trial li {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 4px 8px;
    font-size: 0.875rem;
    overflow-wrap: anywhere;
  }

  .trial li:has(.domain) {
    align-items: center;
  }

  .trial .domain {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    min-height: 28px;
    font-weight: 400;
  }

  .mended {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
  }

  .mended .icon {
    color: var(--success);
  }

  .trial-actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
`;
