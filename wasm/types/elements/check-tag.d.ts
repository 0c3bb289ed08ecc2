// 'kartei/check/element' for TypeScript, as tags.d.ts has it for the others; with its events, and
// as JSX for React 18 and 19.
import type { CheckColumn, CsvCheck } from '../check.js';
import type { ContactError } from '../contact-error.js';
import type { KarteiCheck } from './check/kartei-check.js';

export * from './check/kartei-check.js';

type Counts = CsvCheck['counts'];
/** Whether it has the attribute; React 18 writes `false` into it, which is to have it. */
type Flag = boolean | '';

interface CheckEvents {
  'kartei-checked': CustomEvent<{ file: File; counts: Counts; issues: CsvCheck['issues'] }>;
  'kartei-failed': CustomEvent<{ error: ContactError }>;
  'kartei-refused': CustomEvent<{ counts: Counts | null; error: ContactError | null }>;
}

export interface KarteiCheckEventMap extends HTMLElementEventMap, CheckEvents {}

interface CheckAttributes {
  /** The id of the input. */
  for?: string;
  /** React 18 sets attributes alone: there it is JSON. */
  columns?: CheckColumn[] | string;
  'country-code'?: string;
  'date-order'?: 'day_first' | 'month_first';
  /** Of the form's field, where there is no input. */
  name?: string;
  form?: string;
  disabled?: Flag;
  strict?: Flag;
  normalize?: Flag;
  'only-expected'?: Flag;
  workerUrl?: string | URL;
  wasmUrl?: string | URL;
  'onkartei-checked'?: (event: CheckEvents['kartei-checked']) => void;
  'onkartei-failed'?: (event: CheckEvents['kartei-failed']) => void;
  'onkartei-refused'?: (event: CheckEvents['kartei-refused']) => void;
}

declare module './check/kartei-check.js' {
  interface KarteiCheck {
    addEventListener<Type extends keyof KarteiCheckEventMap>(
      type: Type,
      listener: (this: KarteiCheck, event: KarteiCheckEventMap[Type]) => unknown,
      options?: boolean | AddEventListenerOptions,
    ): void;
    addEventListener(
      type: string,
      listener: EventListenerOrEventListenerObject,
      options?: boolean | AddEventListenerOptions,
    ): void;
    removeEventListener<Type extends keyof KarteiCheckEventMap>(
      type: Type,
      listener: (this: KarteiCheck, event: KarteiCheckEventMap[Type]) => unknown,
      options?: boolean | EventListenerOptions,
    ): void;
    removeEventListener(
      type: string,
      listener: EventListenerOrEventListenerObject,
      options?: boolean | EventListenerOptions,
    ): void;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kartei-check': KarteiCheck;
  }
  // They come up to the form. What fails is not here: other elements tell of it, too.
  interface HTMLElementEventMap extends Pick<CheckEvents, 'kartei-checked' | 'kartei-refused'> {}
}

// @ts-ignore: without React there is nothing to add to
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      // @ts-ignore
      'kartei-check': DetailedHTMLProps<HTMLAttributes<KarteiCheck>, KarteiCheck> & CheckAttributes;
    }
  }
}
