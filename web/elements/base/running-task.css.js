// The style of a RunningTask that stands in a line.

import { css } from './dom.js';

export const runningTaskStyles = css`
  .running {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 12px;
  }

  .running p {
    margin: 0;
  }

  .running progress {
    flex: 1;
    min-width: 80px;
    max-width: 320px;
  }
`;
