import { describe, expect, it } from '@jest/globals';
import { recogniseTable } from './index.js';

const bytes = (...values: readonly (number | string)[]): Uint8Array =>
  Buffer.concat(
    values.map((value) => (typeof value === 'number' ? Buffer.from([value]) : Buffer.from(value, 'latin1'))),
  );

describe('a file', () => {
  it.each([
    ['a workbook', bytes('PK', 3, 4, 'x'.repeat(40)), 'xlsx'],
    ['an old workbook, or one with a password', bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), 'xls'],
    ['a sheet of a very old program', bytes(0x09, 0x08, 0x08, 0x00), 'xls'],
    ['a list', bytes('a,b\r\n1,2'), 'csv'],
    ['a list in UTF-8 with its mark', bytes(0xef, 0xbb, 0xbf, 'a'), 'csv'],
    ['a list in UTF-16', bytes(0xff, 0xfe, 'a', 0, ',', 0), 'csv'],
    ['a list in Windows-874', bytes(0xa1, 0xc3, 0xd2, ',1'), 'csv'],
    ['a list of DOS with its end mark', bytes('a\r\n', 0x1a), 'csv'],
    ['a list whose first cell compares', bytes('<5,a'), 'csv'],
  ])('is known by its content: %s', (_, head, kind) => expect(recogniseTable(head)).toBe(kind));

  it.each([
    ['nothing', bytes()],
    ['a page', bytes('\r\n <HTML><table>')],
    ['a page with a mark', bytes(0xef, 0xbb, 0xbf, '<!DOCTYPE html>')],
    ['a page in UTF-16', bytes(0xff, 0xfe, '<', 0, 'h', 0, 't', 0, 'm', 0)],
    ['a sheet of 2003 in XML', bytes('<?xml version="1.0"?><Workbook>')],
    ['a mail with a page', bytes('MIME-Version: 1.0\r\n')],
    ['a PDF', bytes('%PDF-1.7')],
    ['a text with fonts', bytes('{\\rtf1')],
    ['a picture', bytes(0x89, 'PNG\r\n', 0x1a, '\n', 0, 0)],
    ['an OpenDocument sheet', bytes('PK', 3, 4, '\0'.repeat(26), 'mimetypeapplication/vnd.oasis')],
    ['an empty archive', bytes('PK', 5, 6, '\0'.repeat(18))],
    ['zeros', new Uint8Array(4096)],
  ])('that is %s is no table', (_, head) => expect(recogniseTable(head)).toBeUndefined());
});
