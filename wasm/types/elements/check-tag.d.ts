// 'kartei/check/element' for TypeScript, as tags.d.ts has it for the others.
import type { KarteiCheck } from './kartei-check.js';

export * from './kartei-check.js';

declare global {
  interface HTMLElementTagNameMap {
    'kartei-check': KarteiCheck;
  }
}
