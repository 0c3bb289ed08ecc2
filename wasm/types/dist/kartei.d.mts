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

export interface NativeCsvReader {
  begin(options: string): string;
  detect(sample: Uint8Array): string;
  feed(chunk: Uint8Array): string;
  finish(): string;
  delete(): void;
}

export interface NativeConverter {
  begin(options: string): string;
  feed(chunk: Uint8Array, sink: (bytes: Uint8Array) => void): string;
  finish(sink: (bytes: Uint8Array) => void): string;
}

export interface NativeModule {
  Instance: new () => Native;
  CsvReader: new () => NativeCsvReader;
  Converter: new () => NativeConverter;
  useCaseNames(): string[];
}

export default function loadKartei(options?: object): Promise<NativeModule>;
