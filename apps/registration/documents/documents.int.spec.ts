import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ChangeMeeting,
  CreateMeeting,
  exampleMeetingContent,
  exampleMeetingDraft,
  GetMeetingFile,
  KeepDocument,
  KeepFilePart,
  type MeetingContent,
} from '#contracts';
import { type RunningMongo, type RunningServer, startMongo, startNats } from '#testing';
import { RegistrationUnderTest } from '../testing/under-test.js';

const pdf = Buffer.from('%PDF-1.7\n%%EOF\n');
const meetingId = exampleMeetingDraft.id;
const by = { meetingId, keptBy: 'staff-coordinator' };
const hashOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

describe('the files of a meeting', () => {
  let nats: RunningServer;
  let mongo: RunningMongo;
  let registration: RegistrationUnderTest;
  const upload = async (fileId: string, content: Buffer) => {
    await registration.call(KeepFilePart, { fileId, number: 0, content: content.toString('base64') });
    return registration.call(KeepDocument, { fileId, bytes: content.length, sha256: hashOf(content), ...by });
  };
  const change = (content: MeetingContent, expectedRevision: number) =>
    registration.call(ChangeMeeting, { meetingId, content, expectedRevision });

  beforeAll(async () => {
    [nats, mongo] = await Promise.all([startNats(), startMongo()]);
    registration = await RegistrationUnderTest.start({
      natsUrl: nats.url,
      mongoUrl: mongo.url,
      database: mongo.database(),
    });
    await registration.call(CreateMeeting, exampleMeetingDraft);
  });
  afterAll(async () => {
    await registration.service.close();
    await mongo.stop();
    await nats.stop();
  });

  it('are known by what they hold, with their hash; the same again is the same', async () => {
    const kept = await upload('doc-1', pdf);
    const sha256 = hashOf(pdf);
    expect(kept).toEqual({ fileId: 'doc-1', contentType: 'application/pdf', bytes: pdf.length, sha256 });
    const again = { fileId: 'doc-1', bytes: pdf.length, sha256, ...by };
    expect(await registration.call(KeepDocument, again)).toEqual(kept);
  });

  it('are not taken where they are none that a meeting hands out', async () => {
    await expect(upload('doc-2', Buffer.from('<html>'))).rejects.toMatchObject({ code: 'file-type-refused' });
  });

  it('are not taken where they are not what was sent', async () => {
    await registration.call(KeepFilePart, { fileId: 'doc-9', number: 0, content: pdf.toString('base64') });
    await expect(
      registration.call(KeepDocument, { fileId: 'doc-9', bytes: pdf.length, sha256: 'a'.repeat(64), ...by }),
    ).rejects.toMatchObject({ code: 'file-damaged' });
  });

  it('belong to the meeting that names them, under its title, until it names them no more', async () => {
    const file = await upload('doc-3', pdf);
    await expect(registration.call(GetMeetingFile, { meetingId, fileId: 'doc-3' })).rejects.toMatchObject({
      code: 'file-not-found',
    });
    const named = await change({ ...exampleMeetingContent, documents: [{ title: 'ผลการสำรวจ', file }] }, 1);
    expect(await registration.call(GetMeetingFile, { meetingId, fileId: 'doc-3' })).toEqual({
      fileId: 'doc-3',
      name: 'ผลการสำรวจ.pdf',
      contentType: 'application/pdf',
      bytes: pdf.length,
    });
    const next = await registration.call(CreateMeeting, {
      id: 'next-one',
      title: { th: 'ครั้งต่อไป' },
      startsAt: '2016-12-23T07:30:00.000Z',
      like: meetingId,
    });
    expect(next.documents).toEqual([{ title: 'ผลการสำรวจ', file }]);
    await change(exampleMeetingContent, named.revision);
    await expect(registration.call(GetMeetingFile, { meetingId, fileId: 'doc-3' })).rejects.toMatchObject({
      code: 'file-not-found',
    });
    expect(await registration.call(GetMeetingFile, { meetingId: 'next-one', fileId: 'doc-3' })).toMatchObject({
      bytes: pdf.length,
    });
  });

  it('cannot be named where nobody has kept them so, nor as something else than they are', async () => {
    const file = await upload('doc-4', pdf);
    await registration.call(KeepFilePart, { fileId: 'imp-1', number: 0, content: pdf.toString('base64') });
    for (const other of [
      { ...file, fileId: 'imp-1' },
      { ...file, contentType: 'image/png' as const },
      { ...file, sha256: 'a'.repeat(64) },
    ])
      await expect(
        change({ ...exampleMeetingContent, letter: { enclosures: [{ title: 'แผนที่', file: other }] } }, 3),
      ).rejects.toMatchObject({ code: 'file-not-found' });
  });
});
