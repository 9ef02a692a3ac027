import { z } from 'zod';
import { defineRpc } from './contract.js';
import { Id } from './words.js';

/** The most that is taken of a file, and how it goes from hand to hand. */
export const mostFileBytes = 64 * 1024 * 1024;
export const filePartBytes = 384 * 1024;

/** What the id of a file that people handed in begins with, by what it is for. */
export const filePrefixes = { table: 'imp-', document: 'doc-', scan: 'scan-' } as const;
export type FileKind = keyof typeof filePrefixes;

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A file that is kept as a whole: what a request whose `http.answer` is 'file' returns. Whoever sent it gets the content. */
export const FileMade = z
  .object({
    fileId: Id,
    /** As whoever gets it sees it, with its ending. */
    name: z.string().min(1).max(300),
    contentType: z.string().regex(/^[a-z]+\/[a-z0-9.+-]+(?:; *charset=utf-8)?$/),
    bytes: z.int().min(0),
  })
  .meta({ id: 'FileMade' });
export type FileMade = z.infer<typeof FileMade>;

export const exampleFile: FileMade = {
  fileId: 'file-5b0c9d2e7f1a4c38',
  name: 'รายชื่อผู้เข้าร่วม.xlsx',
  contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  bytes: 4,
};
const { fileId } = exampleFile;

export const KeepFilePart = defineRpc({
  subject: 'rpc.registration.v1.keep-file-part',
  summary: 'Keeps a part of a file, in base64, all but the last of 384 KiB; the same part again changes nothing',
  request: z.object({ fileId: Id, number: z.int().min(0).max(1000), content: z.base64().max(700_000) }),
  returns: z.object({}),
  example: { request: { fileId, number: 0, content: 'UEsDBA==' }, returns: {} },
});
export const GetFilePart = defineRpc({
  subject: 'rpc.registration.v1.get-file-part',
  summary: 'A part of a file that is kept as a whole, in base64; all but the last have 384 KiB',
  request: z.object({ fileId: Id, number: z.int().min(0).max(1000) }),
  returns: z.object({ content: z.base64() }),
  example: { request: { fileId, number: 0 }, returns: { content: 'UEsDBA==' } },
});
