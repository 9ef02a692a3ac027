import { z } from 'zod';
import { defineHttp, defineRpc } from './contract.js';
import { exampleFile, FileMade, Sha256 } from './file.js';
import { exampleReplyToken, ReplyToken } from './invitation.js';
import { andFocalPoints, owners, readers } from './rights.js';
import { Id, StaffId } from './words.js';
import { exampleMeetingFile, MeetingFile } from './meeting-file.js';

type Named = { readonly title: string; readonly file?: MeetingFile | undefined };
type WithFiles = {
  readonly letter?: { readonly enclosures?: readonly Named[] | undefined } | undefined;
  readonly documents?: readonly Named[] | undefined;
};
type NamedFile = { readonly title: string; readonly file: MeetingFile };
/** The files that a meeting names: its letter's enclosures, then its documents. */
export const filesOf = ({ letter, documents = [] }: WithFiles): NamedFile[] =>
  [...(letter?.enclosures ?? []), ...documents].flatMap(({ title, file }) =>
    file === undefined ? [] : [{ title, file }],
  );

const meetingId = 'egov-readiness-2559';
const { fileId } = exampleMeetingFile;
const told: FileMade = { ...exampleFile, fileId, name: 'กำหนดการ.pdf', contentType: 'application/pdf' };

export const UploadDocument = defineHttp({
  http: { method: 'POST', path: '/api/v1/meetings/:meetingId/files', opens: owners, body: 'file', timeoutMs: 30_000 },
  summary:
    'Takes a file that a meeting may name (PDF, .docx, .xlsx, PNG, JPEG; the body as application/octet-stream, up to 20 MB); what it is goes by its content. It belongs to the meeting once a change names it',
  request: z.object({ meetingId: Id }),
  returns: MeetingFile,
  example: { request: { meetingId }, returns: exampleMeetingFile },
});
export const KeepDocument = defineRpc({
  subject: 'rpc.registration.v1.keep-document',
  summary:
    'Keeps a file whose parts are all there as one that a meeting may name, if it is the one that was sent (`sha256`); the same again is answered with what is there',
  request: z.object({ fileId: Id, bytes: z.int().min(1), sha256: Sha256, meetingId: Id, keptBy: StaffId }),
  returns: MeetingFile,
  example: {
    request: { fileId, bytes: 4, sha256: exampleMeetingFile.sha256, meetingId, keptBy: 'staff-coordinator' },
    returns: exampleMeetingFile,
  },
});
export const GetMeetingFile = defineRpc({
  subject: 'rpc.registration.v1.get-meeting-file',
  http: {
    method: 'GET',
    path: '/api/v1/meetings/:meetingId/files/:fileId',
    opens: andFocalPoints(readers),
    answer: 'file',
  },
  summary: 'A file that a meeting names: an enclosure of its letter or one of its documents',
  request: z.object({ meetingId: Id, fileId: Id }),
  returns: FileMade,
  example: { request: { meetingId, fileId }, returns: told },
});
export const GetReplyFile = defineRpc({
  subject: 'rpc.registration.v1.get-reply-file',
  http: { method: 'GET', path: '/api/v1/replies/:replyToken/files/:fileId', opens: 'reply-link', answer: 'file' },
  summary: 'A file of the meeting, for the holder of a reply link',
  request: z.object({ replyToken: ReplyToken, fileId: Id }),
  returns: FileMade,
  example: { request: { replyToken: exampleReplyToken, fileId }, returns: told },
});
