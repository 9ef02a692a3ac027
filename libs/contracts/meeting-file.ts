import { z } from 'zod';
import { Sha256 } from './file.js';
import { Id, Line } from './words.js';

/** What a document may be, by its content, and the ending that it is saved with. */
export const documentEndings = {
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'image/png': 'png',
  'image/jpeg': 'jpg',
} as const;
type Types = keyof typeof documentEndings;
export const DocumentType = z.enum(Object.keys(documentEndings) as [Types, ...Types[]]).meta({ id: 'DocumentType' });
export type DocumentType = z.infer<typeof DocumentType>;

export const mostDocumentBytes = 20 * 1024 * 1024;

/** A file as it was taken; it never changes. */
export const MeetingFile = z
  .object({ fileId: Id, contentType: DocumentType, bytes: z.int().min(1).max(mostDocumentBytes), sha256: Sha256 })
  .meta({ id: 'MeetingFile' });
export type MeetingFile = z.infer<typeof MeetingFile>;

/** A document of a meeting beside its letter: what participants read. */
export const MeetingDocument = z.object({ title: Line(300), file: MeetingFile }).meta({ id: 'MeetingDocument' });
export type MeetingDocument = z.infer<typeof MeetingDocument>;

export const exampleMeetingFile: MeetingFile = {
  fileId: 'doc-5b0c9d2e7f1a4c38d120',
  contentType: 'application/pdf',
  bytes: 4,
  sha256: '5f78c33274e43fa9de5659265c1d917e25c03722dcb0b8d27db8d5feaa813953',
};
