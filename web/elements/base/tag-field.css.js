// The style of a field for tags.

import { css } from './dom.js';

export const tagStyles = css`
  .tag-box {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    min-height: var(--control);
    padding: 5px;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius);
    background: light-dark(#ffffff, #141518);
  }

  .tag-box:focus-within {
    border-color: var(--accent);
    outline: 2px solid var(--accent);
    outline-offset: -1px;
  }

  .tag-box input {
    flex: 1 1 110px;
    width: auto;
    min-width: 0;
    min-height: 24px;
    padding-inline: 6px;
    border: 0;
    outline: 0;
    background: none;
  }

  .tags {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    max-width: 100%;
  }

  .tags li {
    display: inline-flex;
    align-items: center;
    min-width: 0;
    padding-inline-start: 10px;
    border-radius: 6px;
    background: var(--accent-soft);
    overflow-wrap: anywhere;
  }

  .tags button {
    width: 24px;
    min-height: 24px;
    padding: 0;
    border-radius: 6px;
  }

  .tags .icon {
    width: 13px;
    height: 13px;
  }
`;
