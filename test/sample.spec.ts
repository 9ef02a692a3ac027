import { describe, expect, it } from '@jest/globals';
import { CheckCalendar, MeetingDraft, Organisation, Site } from '#contracts';
import { sampleMeeting } from '#sample';

describe('the sample meeting', () => {
  const { meeting, sites, organisations, calendar } = sampleMeeting();

  it('is what the contracts take', () => {
    expect(MeetingDraft.safeParse(meeting)).toMatchObject({ success: true });
    expect(CheckCalendar.safeParse(calendar)).toMatchObject({ success: true });
    for (const site of sites) expect(Site.safeParse(site)).toMatchObject({ success: true });
    for (const organisation of organisations)
      expect(Organisation.safeParse(organisation)).toMatchObject({ success: true });
  });

  it('invites 76 governors and 532 surveyed agencies at 76 sites', () => {
    const surveyed = new Set(meeting.classes.filter((each) => each.surveyed).map((each) => each.class));
    expect(sites).toHaveLength(76);
    expect(organisations).toHaveLength(608);
    expect(organisations.filter((each) => each.class === 'governor')).toHaveLength(76);
    expect(organisations.filter((each) => surveyed.has(each.class))).toHaveLength(532);
  });

  it('takes replies for the whole of 18 November in Bangkok', () => {
    expect(meeting.replyBy).toBe('2016-11-18T16:59:59.000Z');
    expect(meeting.startsAt).toBe('2016-11-23T07:30:00.000Z');
  });

  it('names no address outside .example', () => {
    for (const { email } of [...sites, ...organisations]) expect(email).toMatch(/\.example$/);
  });

  it('calls the offices by their class and province', () => {
    const named = (id: string) => organisations.find((each) => each.id === id)?.name.th;
    expect(named('th-50-revenue')).toBe('สำนักงานสรรพากรพื้นที่จังหวัดเชียงใหม่');
    expect(named('th-50-governor')).toBe('ผู้ว่าราชการจังหวัดเชียงใหม่');
    expect(named('th-50-business-development')).toBe('สำนักงานพัฒนาธุรกิจการค้าจังหวัดเชียงใหม่');
  });
});
