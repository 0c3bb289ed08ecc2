// What wasm/bindings.cpp exports, for tsc: web/dist holds only built files, and jsconfig.json lays
// this folder over web/.
export interface NativeModule {
  HEAPU8: Uint8Array<ArrayBuffer>;
  open(storage: 'memory' | 'opfs'): string;
  openRescue(): string;
  close(): void;
  call(name: string, request: string, requestId: string): string;
  reserve(size: number): string;
  input(): number;
  previewImport(options: string, isWhole: boolean): string;
  feed(): string;
  feedRowEnd(): string;
  readSlice(end: number, isLast: boolean): string;
  takeSlice(rows: number, lines: number, encoding: number): string;
  feedRestore(): string;
  writeOutput(): string;
  output(): number;
  useCaseNames(): string;
}

export default function loadKartei(options?: object): Promise<NativeModule>;
