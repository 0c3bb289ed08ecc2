// Initials on a tint, as on the tab of an index card.

import { css } from '../base/dom.js';

export const avatarStyles = css`
  .avatar {
    flex: none;
    display: grid;
    place-content: center;
    width: 1.75rem;
    height: 1.75rem;
    border-radius: 50%;
    background: var(--line);
    font-size: 0.6875rem;
    font-weight: 650;
    letter-spacing: 0.02em;
  }

  .tint-0 {
    background: light-dark(#d3defa, #2f3c63);
    color: light-dark(#2c4694, #b9caff);
  }

  .tint-1 {
    background: light-dark(#dff1ea, #1d3a31);
    color: light-dark(#15603f, #9fdcc0);
  }

  .tint-2 {
    background: light-dark(#fbe9d8, #40301c);
    color: light-dark(#81470a, #f0c690);
  }

  .tint-3 {
    background: light-dark(#f8e2e9, #432631);
    color: light-dark(#8e2849, #f5b3c8);
  }

  .tint-4 {
    background: light-dark(#ece4f8, #352a48);
    color: light-dark(#5d3898, #d2bcf5);
  }

  .tint-5 {
    background: light-dark(#dceef5, #1b3843);
    color: light-dark(#145a72, #9dd5e9);
  }
`;
