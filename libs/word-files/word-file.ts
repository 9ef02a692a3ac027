/** A piece of a line. Line breaks in a text stay line breaks. */
export type WordRun = {
  readonly text: string;
  readonly bold?: boolean;
  readonly points?: number;
  readonly color?: 'red' | 'grey';
  /** What is typed off letter by letter: addresses and codes. */
  readonly typed?: boolean;
};

/** Lengths are in millimetres, `before` in points. */
export type WordParagraph = {
  readonly kind: 'paragraph';
  readonly runs: readonly WordRun[];
  /** `spread`: to both margins, between letters as Thai is, for it has no spaces to widen. */
  readonly align?: 'center' | 'right' | 'spread';
  readonly heading?: 1 | 2;
  readonly indent?: number;
  /** The first line's own indent; below 0 it hangs out to the left of the others. */
  readonly firstLine?: number;
  readonly before?: number;
  /** On one page with what follows. */
  readonly keepsWithNext?: boolean;
};

/** A picture with what it says to whoever can't see it. */
export type WordPicture = {
  readonly kind: 'picture';
  readonly png: Uint8Array;
  readonly size: number;
  readonly says: string;
};

/** Things side by side, without lines. */
export type WordColumns = {
  readonly kind: 'columns';
  readonly columns: readonly { readonly width: number; readonly blocks: readonly (WordParagraph | WordPicture)[] }[];
};

/** A table with lines, whose headings come again on each page. Widths are shares of the page's. */
export type WordTable = {
  readonly kind: 'table';
  readonly columns: readonly { readonly title: string; readonly width: number; readonly number?: boolean }[];
  readonly rows: readonly (readonly string[])[];
};

export type WordBlock = WordParagraph | WordPicture | WordColumns | WordTable;

/** What a Word file holds: parts that begin on a page each. Margins in millimetres: top, right, bottom, left. */
export type WordFile = {
  readonly title: string;
  readonly language: 'th' | 'en';
  readonly landscape?: boolean;
  readonly margins: readonly [number, number, number, number];
  readonly parts: readonly (readonly WordBlock[])[];
};
