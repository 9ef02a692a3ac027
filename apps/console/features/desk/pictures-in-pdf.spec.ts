import { describe, expect, it } from '@jest/globals';
import { picturesInPdf } from './pictures-in-pdf.js';

const jpeg = (filling: string) =>
  Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(filling), Buffer.from([0xff, 0xd9])]);
const streamOf = (content: Buffer) =>
  Buffer.concat([Buffer.from('<<>>\nstream\n'), content, Buffer.from('\nendstream\n')]);
const pdfOf = (...contents: Buffer[]) =>
  Uint8Array.from(Buffer.concat([Buffer.from('%PDF-1.4\n'), ...contents.map(streamOf), Buffer.from('%%EOF')]));
const found = (pdf: Uint8Array<ArrayBuffer>, most = 10) =>
  picturesInPdf(pdf, most).map((each) => Buffer.from(each).toString('latin1'));

describe('the pages that a copier writes into a PDF', () => {
  it('are its photographs, one after the other, each with what it holds of its own', () => {
    const thumbnail = jpeg('small');
    const pages = [jpeg('one'), jpeg(`a page with ${thumbnail.toString('latin1')} in it`)];
    expect(found(pdfOf(pages[0]!, Buffer.from('a text'), pages[1]!))).toEqual(
      pages.map((each) => each.toString('latin1')),
    );
  });

  it('are no more than people look at', () => {
    expect(found(pdfOf(jpeg('1'), jpeg('2'), jpeg('3')), 2)).toHaveLength(2);
  });

  it('are none where it holds none, or one that is cut off', () => {
    expect(found(pdfOf(Buffer.from('a text')))).toEqual([]);
    expect(found(Uint8Array.from(jpeg('cut').subarray(0, 5)))).toEqual([]);
  });
});
