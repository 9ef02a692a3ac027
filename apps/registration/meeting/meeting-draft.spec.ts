import { describe, expect, it } from '@jest/globals';
import { exampleMeetingContent, MeetingContent, MeetingDraft, meetingContentOf } from '#contracts';
import { draftMeeting, isPlaceholder } from './meeting-draft.js';

const now = new Date('2016-11-07T02:00:00.000Z');
const title = { th: 'ประชุมชี้แจง' };
const coordinator = { unit: { th: 'ส่วนนโยบาย' }, email: 'coordinator@ega.example' };
const first = { id: 'm-1', title, startsAt: '2016-11-23T07:30:00.000Z', coordinator };
/** As it is written by whoever sends it: what the contract makes of it. */
const draftOf = (said: object, like?: MeetingContent, at = now) =>
  draftMeeting(MeetingDraft.parse({ ...first, ...said }), like, at);

describe('the first draft', () => {
  it('is whole with a title, a start and whom to ask', () => {
    const draft = draftOf({});
    expect(MeetingContent.safeParse(meetingContentOf(draft)).success).toBe(true);
    expect(draft).toMatchObject({
      ...first,
      status: 'draft',
      revision: 1,
      timeZone: 'Asia/Bangkok',
      endsAt: '2016-11-23T09:30:00.000Z',
      classes: [],
    });
    expect(isPlaceholder('organiser', draft)).toBe(true);
  });

  it('keeps what was said', () => {
    const organiser = { th: 'กรมตัวอย่าง', en: 'The Example Department' };
    const draft = draftOf({ organiser, endsAt: '2016-11-23T08:00:00Z', timeZone: 'Asia/Tokyo' });
    expect(draft).toMatchObject({ organiser, endsAt: '2016-11-23T08:00:00.000Z', timeZone: 'Asia/Tokyo' });
    expect(isPlaceholder('organiser', draft)).toBe(false);
  });

  it('names what it lacks where nobody to ask is named and no meeting is there to take it from', () => {
    expect(() => draftOf({ coordinator: undefined })).toThrow(
      expect.objectContaining({
        code: 'meeting-incomplete',
        details: { fields: [expect.objectContaining({ field: 'coordinator' })] },
      }),
    );
  });

  it.each([
    ['the end of the fifth working day before', '2016-11-23T07:30:00.000Z', '2016-11-16T16:59:59.000Z'],
    ['the same over a weekend', '2016-11-21T07:30:00.000Z', '2016-11-14T16:59:59.000Z'],
    ['a nearer one that is still to come', '2016-11-10T07:30:00.000Z', '2016-11-07T16:59:59.000Z'],
    ['an hour before, for a meeting today', '2016-11-07T09:30:00.000Z', '2016-11-07T08:30:00.000Z'],
  ])('asks for answers until %s', (_which, startsAt, replyBy) => expect(draftOf({ startsAt }).replyBy).toBe(replyBy));
});

describe('the next draft', () => {
  const last: MeetingContent = {
    ...exampleMeetingContent,
    number: { ordinal: 2, year: 2016 },
    letter: { number: 'ที่ ตย 0001/ว 12', dated: '2016-11-07', subject: 'ขอเชิญประชุม' },
  };

  it('takes over what holds on, and neither the times nor the letter’s number', () => {
    const draft = draftOf({ coordinator: undefined, startsAt: '2016-12-14T02:00:00Z' }, last);
    expect(draft).toMatchObject({
      title,
      organiser: last.organiser,
      coordinator: last.coordinator,
      classes: last.classes,
      fax: last.fax,
      startsAt: '2016-12-14T02:00:00.000Z',
      endsAt: '2016-12-14T04:00:00.000Z',
      letter: { subject: 'ขอเชิญประชุม' },
    });
    expect(draft.letter).not.toHaveProperty('number');
    expect(draft.letter).not.toHaveProperty('dated');
  });

  it('asks for answers as many days before as the last time, and as late in the day', () => {
    expect(draftOf({ startsAt: '2016-12-14T02:00:00Z' }, last).replyBy).toBe('2016-12-09T16:59:59.000Z');
    const atNoon = { ...last, replyBy: '2016-11-18T05:00:00.000Z' };
    expect(draftOf({ startsAt: '2016-12-14T02:00:00Z' }, atNoon).replyBy).toBe('2016-12-09T05:00:00.000Z');
  });

  it('asks for answers on the working day before where that day is none', () => {
    const off = new Set(['2016-12-12']);
    const by = (startsAt: string, like?: MeetingContent) =>
      draftMeeting(MeetingDraft.parse({ ...first, startsAt }), like, now, off).replyBy;
    // A Sunday; a Monday in lieu; and five working days before are counted without it.
    expect(by('2016-12-16T02:00:00Z', last)).toBe('2016-12-09T16:59:59.000Z');
    expect(by('2016-12-17T02:00:00Z', last)).toBe('2016-12-09T16:59:59.000Z');
    expect(by('2016-12-16T02:00:00Z')).toBe('2016-12-08T16:59:59.000Z');
  });

  it('asks for answers in time where that day is past', () => {
    expect(draftOf({ startsAt: '2016-11-10T07:30:00Z' }, last).replyBy).toBe('2016-11-07T16:59:59.000Z');
  });

  it.each([
    ['2016-12-14T02:00:00Z', { ordinal: 3, year: 2016 }],
    ['2017-02-14T02:00:00Z', { ordinal: 1, year: 2017 }],
    // A new year in the meeting's zone, while it is still the old one in Greenwich.
    ['2016-12-31T18:00:00Z', { ordinal: 1, year: 2017 }],
  ])('has the next number of its year: %s', (startsAt, number) =>
    expect(draftOf({ startsAt }, last).number).toEqual(number),
  );

  it('has no number where the last had none', () =>
    expect(draftOf({}, exampleMeetingContent)).not.toHaveProperty('number'));
});
