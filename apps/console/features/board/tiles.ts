/** Where each province stands on the map of tiles, row by row from the north; a dot is no province. */
const rows = [
  '. . 57 . . . . . .',
  '58 50 56 55 . . . . .',
  '. 51 52 54 53 42 43 38 .',
  '. 63 64 65 67 39 41 47 48',
  '. . 62 66 36 40 46 49 .',
  '. 61 60 16 30 44 45 35 37',
  '71 18 17 19 26 31 32 33 34',
  '. 72 15 14 25 27 . . .',
  '. 73 12 13 24 . . . .',
  '70 74 10 11 20 . . . .',
  '76 75 . . 21 22 23 . .',
  '77 . . . . . . . .',
  '85 86 . . . . . . .',
  '82 84 . . . . . . .',
  '83 81 80 . . . . . .',
  '. 92 93 . . . . . .',
  '. 91 90 94 . . . . .',
  '. . . 95 96 . . . .',
];

export type Tile = { readonly code: string; readonly row: number; readonly column: number };
export const tiles: readonly Tile[] = rows.flatMap((line, row) =>
  line
    .split(' ')
    .flatMap((number, column) => (number === '.' ? [] : [{ code: `TH-${number}`, row: row + 1, column: column + 1 }])),
);
