// What wasm/bindings.cpp exports, for tsc: web/dist holds only built files, and jsconfig.json lays
// this folder over web/.
export interface Native {
  open(storage: 'memory' | 'opfs'): string;
  close(): void;
  call(name: string, request: string): string;
  previewImport(options: string, sample: Uint8Array, isWhole: boolean): string;
  feedImport(chunk: Uint8Array): string;
  readOutput(): Uint8Array<ArrayBuffer> | string;
}

export interface NativeModule {
  Instance: new () => Native;
  useCaseNames(): string[];
}

export default function loadKartei(options?: object): Promise<NativeModule>;
