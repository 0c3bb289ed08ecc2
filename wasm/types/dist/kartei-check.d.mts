// What wasm/check_bindings.cpp exports, for tsc.
export interface NativeCheckModule {
  HEAPU8: Uint8Array<ArrayBuffer>;
  begin(options: string, seed: number): string;
  reserve(size: number): string;
  input(): number;
  feed(): string;
  feedRowEnd(): string;
  readSlice(end: number, isLast: boolean): string;
  takeSlice(rows: number, lines: number, encoding: number): string;
  call(name: string, request: string): string;
  writeOutput(): string;
  output(): number;
}

export default function loadKarteiCheck(options?: object): Promise<NativeCheckModule>;
