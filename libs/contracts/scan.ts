import { z } from 'zod';
import { defineHttp, defineRpc } from './contract.js';
import { exampleFile, FileMade, Sha256 } from './file.js';
import { exampleInvitation } from './invitation.js';
import { andFocalPoints, replyDesk } from './rights.js';
import { exampleScan, Scan } from './scan-file.js';
import { Id, StaffId } from './words.js';

const { id: invitationId, meetingId } = exampleInvitation;
const { scanId, bytes, sha256 } = exampleScan;
const told: FileMade = { ...exampleFile, fileId: scanId, name: 'แบบตอบรับ.pdf', contentType: 'application/pdf' };

export const UploadScan = defineHttp({
  http: {
    method: 'POST',
    path: '/api/v1/meetings/:meetingId/scans',
    opens: andFocalPoints(replyDesk),
    body: 'file',
    timeoutMs: 30_000,
  },
  summary:
    'Takes the scan of a paper that an office sent (PDF, TIFF, PNG, JPEG; the body as application/octet-stream, up to 20 MB); what it is goes by its content. It belongs to an answer once the reply desk records it with that',
  request: z.object({ meetingId: Id }),
  returns: Scan,
  example: { request: { meetingId }, returns: exampleScan },
});
export const KeepScan = defineRpc({
  subject: 'rpc.registration.v1.keep-scan',
  openTo: ['focal-point'],
  summary:
    'Keeps a file whose parts are all there as a scan, if it is the one that was sent (`sha256`); the same again is answered with what is there',
  request: z.object({ scanId: Id, bytes: z.int().min(1), sha256: Sha256, meetingId: Id, keptBy: StaffId }),
  returns: Scan,
  example: { request: { scanId, bytes, sha256, meetingId, keptBy: 'staff-desk' }, returns: exampleScan },
});
export const GetScan = defineRpc({
  subject: 'rpc.registration.v1.get-scan',
  http: {
    method: 'GET',
    path: '/api/v1/invitations/:invitationId/scans/:scanId',
    opens: andFocalPoints(replyDesk),
    answer: 'file',
  },
  summary: 'The scan of a paper by which an office answered',
  request: z.object({ invitationId: Id, scanId: Id }),
  returns: FileMade,
  example: { request: { invitationId, scanId }, returns: told },
});
