import { type Writable } from 'node:stream';
import { PackedWriter } from '#platform';
import { Blocks } from './blocks.js';
import { type WordFile } from './word-file.js';
import {
  contentTypes,
  core,
  documentRelations,
  documentTail,
  documentTop,
  fontTable,
  mainRelations,
  pictureName,
  settings,
  styles,
  widthBetween,
} from './word-parts.js';

/** Its content type. */
export const wordFileType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

async function* documentPieces(blocks: Blocks, file: WordFile): AsyncGenerator<string> {
  yield documentTop;
  for (const [at, part] of file.parts.entries()) yield blocks.part(part, at === 0);
  yield documentTail(file);
}

/** Writes a document that Word opens, part by part, and ends the stream. Nothing in it runs or loads. */
export const writeWordFile = async (stream: Writable, file: WordFile): Promise<void> => {
  const zip = new PackedWriter(stream);
  await zip.text('[Content_Types].xml', contentTypes);
  await zip.text('_rels/.rels', mainRelations);
  await zip.text('docProps/core.xml', core(file.title));
  await zip.text('word/styles.xml', styles(file.language));
  await zip.text('word/settings.xml', settings);
  await zip.text('word/fontTable.xml', fontTable);
  const blocks = new Blocks(widthBetween(file));
  await zip.part('word/document.xml', documentPieces(blocks, file));
  await zip.text('word/_rels/document.xml.rels', documentRelations(blocks.pictures.length));
  for (const [at, picture] of blocks.pictures.entries()) await zip.picture(`word/${pictureName(at + 1)}`, picture);
  await zip.end();
};
