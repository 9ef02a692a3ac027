import { type DocumentType } from '#contracts';

const starts = (content: Buffer, ...bytes: readonly number[]): boolean =>
  bytes.every((each, at) => content[at] === each);
/** Readers take a PDF with something before its header, within the first kilobyte. */
const headerWithin = 1024;
const holds = (content: Buffer, name: string): boolean => content.includes(Buffer.from(name, 'latin1'));

/** An office document is a ZIP whose parts are named in clear. One with macros is none that people should be sent. */
const officeType = (content: Buffer): DocumentType | undefined => {
  if (!holds(content, '[Content_Types].xml') || holds(content, 'vbaProject.bin')) return undefined;
  if (holds(content, 'word/document.xml'))
    return 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  return holds(content, 'xl/workbook.xml')
    ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    : undefined;
};

/** What a file is by what it holds, whatever it is called; undefined for what no meeting hands out. */
export const typeOfContent = (content: Buffer): DocumentType | undefined => {
  if (starts(content, 0x50, 0x4b, 0x03, 0x04)) return officeType(content);
  if (starts(content, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
  if (starts(content, 0xff, 0xd8, 0xff)) return 'image/jpeg';
  return holds(content.subarray(0, headerWithin), '%PDF-') ? 'application/pdf' : undefined;
};
