import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type Asker,
  exampleResponseContent,
  filePartBytes,
  GetFilePart,
  GetInvitation,
  GetReplyForm,
  GetScan,
  KeepFilePart,
  KeepScan,
  ListHistory,
  RecordDeskReply,
  RecordReply,
  type RequestOf,
  TakeBackReply,
} from '#contracts';
import { withAsker } from '#messaging';
import { eventually, type RunningMongo, type RunningServer, startMongo, startNats } from '#testing';
import { ForgettingFiles } from '../files/files.module.js';
import { meetingId, RegistrationUnderTest } from '../testing/under-test.js';

const dayMs = 86_400_000;
const hashOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
/** More than two parts of something that ends as a PDF does; no two alike. */
const paper = (bytes = 20): Buffer =>
  Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(bytes), Buffer.from('\nstartxref\n9\n%%EOF\n')]);

describe('scans', () => {
  let nats: RunningServer;
  let mongo: RunningMongo;
  let registration: RegistrationUnderTest;
  let invited: string[];

  const send = async (scanId: string, content: Buffer, order?: readonly number[]) => {
    const count = Math.ceil(content.length / filePartBytes);
    for (const number of order ?? Array.from({ length: count }, (_, index) => index))
      await registration.call(KeepFilePart, {
        fileId: scanId,
        number,
        content: content.subarray(number * filePartBytes, (number + 1) * filePartBytes).toString('base64'),
      });
  };
  const keep = (scanId: string, content: Buffer, changes: Partial<RequestOf<typeof KeepScan>> = {}) =>
    registration.call(KeepScan, {
      scanId,
      bytes: content.length,
      sha256: hashOf(content),
      meetingId,
      keptBy: 'staff-desk',
      ...changes,
    });
  const scan = async (scanId: string, content = paper()) => {
    await send(scanId, content);
    return keep(scanId, content);
  };
  const record = (office: number, scanIds: string[], changes: Partial<RequestOf<typeof RecordDeskReply>> = {}) =>
    registration.call(RecordDeskReply, {
      invitationId: invited[office] ?? '',
      content: exampleResponseContent,
      channel: 'fax',
      receivedAt: '2016-11-07T02:00:00.000Z',
      enteredBy: 'staff-desk',
      scanIds,
      ...changes,
    });
  const read = (office: number) => registration.call(GetInvitation, { invitationId: invited[office] ?? '' });
  const get = (office: number, scanId: string) =>
    registration.call(GetScan, { invitationId: invited[office] ?? '', scanId });

  beforeAll(async () => {
    [nats, mongo] = await Promise.all([startNats(), startMongo()]);
    registration = await RegistrationUnderTest.start({
      natsUrl: nats.url,
      mongoUrl: mongo.url,
      database: mongo.database(),
    });
    await registration.announceTo(8);
    invited = await eventually(async () => {
      const ids = (await registration.list()).map(({ id }) => id);
      expect(ids).toHaveLength(8);
      return ids;
    });
    registration.moveClockTo('2016-11-09T03:00:00.000Z');
  });
  afterAll(async () => {
    await registration.stop();
    await mongo.stop();
    await nats.stop();
  });

  it('are whole in whatever order their parts came and however often, with the hash of what was sent', async () => {
    const content = paper(filePartBytes * 2);
    await send('scan-parts', content, [2, 0, 2, 1, 0]);
    const kept = await keep('scan-parts', content);
    expect(kept).toEqual({
      scanId: 'scan-parts',
      contentType: 'application/pdf',
      bytes: content.length,
      sha256: hashOf(content),
    });
    expect(await keep('scan-parts', content)).toEqual(kept);
  });

  it('are not taken with a part missing, of another hash, as half of one, or as something else; nothing of those is left', async () => {
    const content = paper(filePartBytes * 2);
    await send('scan-missing', content, [0, 2]);
    await expect(keep('scan-missing', content)).rejects.toMatchObject({ code: 'file-incomplete' });
    await send('scan-hash', content);
    await expect(keep('scan-hash', content, { sha256: 'a'.repeat(64) })).rejects.toMatchObject({
      code: 'file-damaged',
    });
    const half = content.subarray(0, filePartBytes);
    await send('scan-half', half);
    await expect(keep('scan-half', half)).rejects.toMatchObject({ code: 'scan-damaged' });
    const page = Buffer.from('<html>.pdf</html>');
    await send('scan-page', page);
    await expect(keep('scan-page', page)).rejects.toMatchObject({ code: 'scan-type-refused' });
    for (const fileId of ['scan-hash', 'scan-half', 'scan-page'])
      await expect(registration.call(GetFilePart, { fileId, number: 0 })).rejects.toMatchObject({
        code: 'file-not-found',
      });
  });

  it('stand with the answer that they prove, are handed out with it, and are noted by their hashes', async () => {
    const [one, two] = [await scan('scan-one'), await scan('scan-two')];
    const { response } = await record(0, ['scan-one', 'scan-two']);
    expect(response.scans).toEqual([one, two]);
    // Pressed once more, and with a page that was found behind: one answer with three scans.
    expect(await record(0, ['scan-one', 'scan-two'])).toMatchObject({ changed: false });
    const three = await scan('scan-three');
    expect(await record(0, ['scan-three'])).toMatchObject({
      changed: false,
      response: { revision: 1, scans: [one, two, three] },
    });
    const { responses, invitation } = await read(0);
    expect(responses.map(({ scans }) => scans?.length)).toEqual([3]);
    const told = await get(0, 'scan-two');
    expect(told).toEqual({
      fileId: 'scan-two',
      name: `${invitation.organisation.name.th} 1-2.pdf`,
      contentType: 'application/pdf',
      bytes: two.bytes,
    });
    const noted = await eventually(async () => {
      const { items } = await registration.call(ListHistory, { meetingId, invitationId: invited[0] ?? '' });
      expect(items.map(({ what }) => what)).toContain('response-said-again');
      return items;
    });
    expect(noted.find(({ what }) => what === 'response-recorded')?.changes).toContainEqual({
      field: 'scans',
      after: [one.sha256, two.sha256],
    });
    expect(noted.find(({ what }) => what === 'response-said-again')?.changes).toEqual([
      { field: 'scans', before: [one.sha256, two.sha256], after: [one.sha256, two.sha256, three.sha256] },
    ]);
  });

  it('prove the answer of one office, also of two at once, and stay with an answer that was taken back', async () => {
    await scan('scan-shared');
    const outcomes = await Promise.allSettled([record(1, ['scan-shared']), record(2, ['scan-shared'])]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'scan-elsewhere' } });
    const has = outcomes[0]?.status === 'fulfilled' ? 1 : 2;
    const other = has === 1 ? 2 : 1;
    await registration.call(TakeBackReply, {
      invitationId: invited[has] ?? '',
      responseRevision: 1,
      reason: 'a wrong office',
      takenBackBy: 'staff-desk',
    });
    expect(await get(has, 'scan-shared')).toMatchObject({ fileId: 'scan-shared' });
    await expect(record(other, ['scan-shared'])).rejects.toMatchObject({ code: 'scan-elsewhere' });
    await expect(get(other, 'scan-shared')).rejects.toMatchObject({ code: 'scan-not-found' });
  });

  it('cannot be named where nobody has kept them so', async () => {
    await send('doc-none', paper());
    for (const scanId of ['scan-unknown', 'doc-none'])
      await expect(record(3, [scanId])).rejects.toMatchObject({ code: 'scan-not-found' });
    expect((await read(3)).responses).toEqual([]);
  });

  it('are for those alone who see the persons of the office, and are nothing that the office is told', async () => {
    await scan('scan-private');
    await record(4, ['scan-private']);
    const viewer: Asker = { kind: 'staff', staffId: 'v', role: 'viewer', roles: ['viewer'] };
    const opened = await withAsker(viewer, () => read(4));
    expect(opened.responses[0]).not.toHaveProperty('scans');
    expect(opened.invitation.response).not.toHaveProperty('scans');
    const focal = (provinceCode: string): Asker => ({
      kind: 'staff',
      staffId: 'f',
      role: 'focal-point',
      roles: ['focal-point'],
      provinceCode,
    });
    const own = (await read(4)).invitation.organisation.provinceCode;
    expect(await withAsker(focal(own), () => get(4, 'scan-private'))).toMatchObject({ fileId: 'scan-private' });
    await expect(withAsker(focal('TH-10'), () => get(4, 'scan-private'))).rejects.toMatchObject({ kind: 'forbidden' });
    const replyToken = await registration.replyToken(invited[4] ?? '');
    const office: Asker = { kind: 'office' };
    const form = await withAsker(office, () => registration.call(GetReplyForm, { replyToken }));
    expect(form.invitation.response).toMatchObject({ answer: 'attend' });
    expect(JSON.stringify(form)).not.toContain('scan-private');
    const again = await withAsker(office, () =>
      registration.call(RecordReply, { replyToken, content: exampleResponseContent }),
    );
    expect(JSON.stringify(again)).not.toContain('scan-private');
  });

  it('are gone a day later where no answer names them, and those that one names stay', async () => {
    await scan('scan-left');
    await scan('scan-proof');
    await record(5, ['scan-proof']);
    const forgetting = registration.service.app.get(ForgettingFiles);
    await forgetting.sweep(new Date(Date.now() + dayMs + 60_000));
    await expect(record(6, ['scan-left'])).rejects.toMatchObject({ code: 'scan-not-found' });
    expect(await get(5, 'scan-proof')).toMatchObject({ fileId: 'scan-proof' });
    expect(await registration.call(GetFilePart, { fileId: 'scan-proof', number: 0 })).toHaveProperty('content');
  });
});
