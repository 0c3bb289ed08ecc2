// What wasm/tables_bindings.cpp exports, for tsc.
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

export interface NativeSorter {
  begin(locale: string): string;
  add(texts: string): string;
  finish(sink: (places: Uint32Array) => void): string;
}

export interface NativeTablesModule {
  CsvReader: new () => NativeCsvReader;
  Converter: new () => NativeConverter;
  Sorter: new () => NativeSorter;
}

export default function loadKarteiTables(options?: object): Promise<NativeTablesModule>;
