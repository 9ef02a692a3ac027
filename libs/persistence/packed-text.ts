import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import mongoose from 'mongoose';

/** A text as it is kept: long ones packed, of which the same words in row after row leave a tenth to write and to keep. */
export type PackedText = string | mongoose.mongo.Binary;

/** Below this packing takes longer than it saves. */
const worthPacking = 16_384;

export const packText = (text: string): PackedText =>
  text.length < worthPacking ? text : new mongoose.mongo.Binary(zstdCompressSync(text));

export const unpackText = (kept: PackedText): string =>
  typeof kept === 'string' ? kept : zstdDecompressSync(kept.buffer).toString();
