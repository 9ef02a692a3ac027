import { describe, expect, it } from '@jest/globals';
import { typeOfContent } from './content-type.js';

const zip = (...names: string[]): Buffer => Buffer.from(`PK\x03\x04${names.join('\0')}`, 'latin1');

describe('what a document is', () => {
  it.each([
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'application/pdf'],
    ['a PDF behind a byte order mark', Buffer.from('\uFEFF%PDF-1.4'), 'application/pdf'],
    ['a PNG', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0]), 'image/png'],
    ['a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'image/jpeg'],
    [
      'a Word document',
      zip('[Content_Types].xml', 'word/document.xml'),
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
    [
      'a workbook',
      zip('[Content_Types].xml', 'xl/workbook.xml'),
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ],
  ])('is told of %s by what it holds', (_what, content, type) => expect(typeOfContent(content)).toBe(type));

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a web page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a drawing that may hold a script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a program', Buffer.from('MZ\x90\x00')],
    ['any other archive', zip('readme.txt')],
    ['a document with macros', zip('[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin')],
    ['a text that speaks of PDFs later on', Buffer.from(`${' '.repeat(2000)}%PDF-1.7`)],
  ])('is not known of %s', (_what, content) => expect(typeOfContent(content)).toBeUndefined());
});
