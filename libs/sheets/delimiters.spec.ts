import { describe, expect, it } from '@jest/globals';
import { delimiterOf } from './delimiters.js';

describe('the sign between cells', () => {
  it.each([
    ['a comma', 'a,b\n1,2\n', ','],
    ['a semicolon, though cells hold commas', 'a;b\n"1,5";"2,5"\n1,5;2,5\n', ';'],
    ['a tab', 'a\tb\n1,5\t2\n', '\t'],
    ['a comma where a quoted cell holds many semicolons', 'a,b\n"x;y;z;w",2\n"p;q;r;s",3\n', ','],
    ['a comma for one column only', 'a\nb\nc\n', ','],
    ['a comma for nothing', '', ','],
    ['the one that more lines agree on', 'Report; made by hand\na,b,c\n1,2,3\n4,5,6\n', ','],
    ['a semicolon across a cell with line breaks', '"a\n,\n,";b\r1;2', ';'],
  ])('is %s', (_, text, delimiter) => expect(delimiterOf(text)).toEqual({ delimiter, skipped: 0 }));

  it('is what the first line names, which is no row', () => {
    expect(delimiterOf('sep=;\r\na,b;c')).toEqual({ delimiter: ';', skipped: 7 });
    expect(delimiterOf('SEP=\t\na')).toEqual({ delimiter: '\t', skipped: 6 });
    expect(delimiterOf('sep=x\na,b')).toEqual({ delimiter: ',', skipped: 0 });
  });
});
