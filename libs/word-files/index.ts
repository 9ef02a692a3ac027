export {
  type WordBlock,
  type WordColumns,
  type WordFile,
  type WordParagraph,
  type WordPicture,
  type WordRun,
  type WordTable,
} from './word-file.js';
export { wordFileType, writeWordFile } from './write-word-file.js';
