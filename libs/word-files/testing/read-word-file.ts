import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { strFromU8, unzipSync } from 'fflate';
import sax from 'sax';
import { type WordFile } from '../word-file.js';
import { writeWordFile } from '../write-word-file.js';

export type ReadWordFile = {
  readonly parts: Readonly<Record<string, Uint8Array>>;
  readonly xml: (part: string) => string;
  /** The text of each paragraph in its order, those in tables as well; breaks and tabs as they are. */
  readonly paragraphs: readonly string[];
  /** Table by table the texts of its cells. */
  readonly tables: readonly (readonly (readonly string[])[])[];
};

/** Reads what the main part says; a part that is no XML fails. */
export const readWordFile = (bytes: Uint8Array): ReadWordFile => {
  const parts = unzipSync(bytes);
  const xml = (part: string): string => strFromU8(parts[part] ?? new Uint8Array());
  for (const name of Object.keys(parts)) if (/\.(xml|rels)$/.test(name)) sax.parser(true).write(xml(name)).close();
  const paragraphs: string[] = [];
  const tables: string[][][] = [];
  let [text, inText] = ['', false];
  const parser = sax.parser(true);
  parser.onopentag = ({ name }) => {
    if (name === 'w:p') text = '';
    if (name === 'w:t') inText = true;
    if (name === 'w:br') text += '\n';
    if (name === 'w:tab') text += '\t';
    if (name === 'w:tbl') tables.push([]);
    if (name === 'w:tr') tables.at(-1)?.push([]);
    if (name === 'w:tc') tables.at(-1)?.at(-1)?.push('');
  };
  parser.ontext = (read) => {
    if (inText) text += read;
  };
  parser.onclosetag = (name) => {
    if (name === 'w:t') inText = false;
    if (name === 'w:p') paragraphs.push(text);
    const row = tables.at(-1)?.at(-1);
    if (name === 'w:tc' && row !== undefined) row[row.length - 1] = text;
  };
  parser.write(xml('word/document.xml')).close();
  return { parts, xml, paragraphs, tables };
};

/** What was written, read back. */
export const writtenAndRead = async (file: WordFile): Promise<ReadWordFile> => {
  const stream = new PassThrough();
  const [bytes] = await Promise.all([buffer(stream), writeWordFile(stream, file)]);
  return readWordFile(bytes);
};
