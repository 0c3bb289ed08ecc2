// What wasm/check_bindings.cpp exports, for tsc.
export interface NativeChecker {
  begin(options: string): string;
  feed(chunk: Uint8Array): string;
  call(name: string, request: string): string;
  readOutput(): Uint8Array<ArrayBuffer> | string;
}

export interface NativeCheckModule {
  Checker: new () => NativeChecker;
}

export default function loadKarteiCheck(options?: object): Promise<NativeCheckModule>;
