export type WrittenValue = string | number;
export type WrittenColumn = { readonly title: string; /** In characters. */ readonly width?: number };
export type WrittenSheet = {
  readonly name: string;
  readonly columns: readonly WrittenColumn[];
  readonly rows: Iterable<readonly WrittenValue[]> | AsyncIterable<readonly WrittenValue[]>;
};
