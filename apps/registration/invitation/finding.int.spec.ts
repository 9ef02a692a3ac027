import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AnnounceMeeting,
  type Asker,
  CreateMeeting,
  EnrolOrganisations,
  EnrolSites,
  exampleMeetingDraft,
  type Organisation,
  RecordDeskReply,
  WithdrawInvitation,
} from '#contracts';
import { withAsker } from '#messaging';
import { eventually, type RunningMongo, type RunningServer, startMongo, startNats } from '#testing';
import { offices, meetingId, RegistrationUnderTest } from '../testing/under-test.js';

const named: readonly Pick<Organisation, 'name' | 'aliases' | 'code'>[] = [
  { name: { th: 'สำนักงานสรรพากรพื้นที่เชียงใหม่', en: 'Area revenue office of Chiang Mai' }, code: '0303050' },
  { name: { th: 'สำนักงานสาธารณสุขจังหวัดลำพูน', en: 'Public health office of Lamphun' } },
  { name: { th: 'สำนักงานสรรพากรพื้นที่ลำปาง', en: 'Area revenue office of Lampang' }, aliases: ['เมืองรถม้า'] },
  { name: { th: 'คลังจังหวัดอุตรดิตถ์', en: 'Treasury of Uttaradit' } },
];

describe('finding invitations', () => {
  let nats: RunningServer;
  let mongo: RunningMongo;
  let registration: RegistrationUnderTest;
  let organisations: Organisation[];
  beforeAll(async () => {
    [nats, mongo] = await Promise.all([startNats(), startMongo()]);
    registration = await RegistrationUnderTest.start({
      natsUrl: nats.url,
      mongoUrl: mongo.url,
      database: 'registration_finding',
    });
    const made = offices(named.length);
    organisations = made.organisations.map((each, index) => ({ ...each, ...named[index] }));
    await registration.call(CreateMeeting, exampleMeetingDraft);
    await registration.call(EnrolSites, { sites: made.sites });
    await registration.call(EnrolOrganisations, { organisations });
    await registration.call(AnnounceMeeting, { meetingId });
    await eventually(() => registration.idle());
  });
  afterAll(async () => {
    await registration.stop();
    await Promise.all([nats.stop(), mongo.stop()]);
  });

  const found = async (q: string, filter: Parameters<RegistrationUnderTest['list']>[0] = {}) =>
    (await registration.list({ q, ...filter })).map(({ organisation }) => organisation.id).sort();
  const office = (index: number): string => `office-0000${index}`;

  it.each([
    ['พากร', [0, 2]],
    ['สรรพากร ลำปาง', [2]],
    ['สสจ. ลำพูน', [1]],
    ['REVENUE lampang', [2]],
    ['รถม้า', [2]],
    ['๐๓๐๓', [0]],
    ['office-00003', [3]],
    ['ไม่มี', []],
    ['', [0, 1, 2, 3]],
  ])('finds by %s', async (q, indexes) => {
    expect(await found(q)).toEqual(indexes.map(office));
  });

  it('finds page by page, within a filter, and by what an office is called since', async () => {
    expect(await found('สำนักงาน', { limit: 1 })).toEqual([0, 1, 2].map(office));
    const silent = await registration.list({ q: 'ลำพูน' });
    await registration.call(RecordDeskReply, {
      invitationId: silent[0]?.id ?? '',
      channel: 'fax',
      receivedAt: '2016-11-07T02:00:00.000Z',
      enteredBy: 'staff-desk',
      content: { answer: 'attend', attendees: [{ name: 'ก' }] },
    });
    expect(await found('สำนักงาน', { standing: 'silent' })).toEqual([0, 2].map(office));
    expect(await found('สำนักงาน', { standing: 'answered', late: false })).toEqual([office(1)]);
    expect(await found('', { late: true })).toEqual([]);

    const [first] = organisations;
    await registration.call(EnrolOrganisations, {
      organisations: [{ ...(first as Organisation), name: { th: 'ศาลากลางเชียงใหม่', en: 'Provincial hall' } }],
    });
    await eventually(() => registration.idle());
    expect(await found('พากร')).toEqual([office(2)]);
    expect(await found('ศาลากลาง')).toEqual([office(0)]);
  });

  it('lists what was withdrawn by itself, and shows a focal point its own province only', async () => {
    const [treasury] = await registration.list({ q: 'คลัง' });
    await registration.call(WithdrawInvitation, { invitationId: treasury?.id ?? '' });
    expect(await found('', { standing: 'withdrawn' })).toEqual([office(3)]);
    const focal: Asker = { kind: 'staff', staffId: 'staff-focal', role: 'focal-point', provinceCode: 'TH-52' };
    expect(await withAsker(focal, () => found('สำนักงาน'))).toEqual([office(2)]);
    expect(await withAsker(focal, () => found('ลำพูน'))).toEqual([]);
  });
});
