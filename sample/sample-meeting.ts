import { readFileSync } from 'node:fs';
import { type CheckCalendar, type MeetingContent, type Organisation, type Site } from '#contracts';

type Facts = Omit<MeetingContent, 'classes'> & { readonly id: string };
type Province = { readonly code: string; readonly th: string; readonly en: string };
type OfficeClass = { readonly class: string; readonly th: string; readonly en: string; readonly surveyed: boolean };
export type SampleMeeting = {
  readonly meeting: MeetingContent & { readonly id: string };
  readonly sites: Site[];
  readonly organisations: Organisation[];
  readonly calendar: CheckCalendar;
};

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
const utc = (instant: string): string => new Date(instant).toISOString();
const siteIdOf = (province: Province): string => province.code.toLowerCase();

/** What an office is called: its class, then its province. A class name ends in จังหวัด where the province follows. */
const officeName = (each: OfficeClass, province: Province): Organisation['name'] => ({
  th: `${each.th}${each.th.endsWith('จังหวัด') ? '' : 'จังหวัด'}${province.th}`,
  en: each.class === 'governor' ? `Governor of ${province.en}` : `${each.en}, ${province.en}`,
});

/** The meeting of 23 November 2559 with its sites and organisations, in the form that the API takes. */
export const sampleMeeting = (): SampleMeeting => {
  const facts = read('meeting-2559.json') as Facts;
  const provinces = read('provinces.json') as readonly Province[];
  const classes = read('agency-classes.json') as readonly OfficeClass[];
  return {
    meeting: {
      id: facts.id,
      title: facts.title,
      organiser: facts.organiser,
      purpose: facts.purpose,
      place: facts.place,
      timeZone: facts.timeZone,
      startsAt: utc(facts.startsAt),
      endsAt: utc(facts.endsAt),
      replyBy: utc(facts.replyBy),
      fax: facts.fax,
      coordinator: { unit: facts.coordinator.unit, email: facts.coordinator.email },
      classes: classes.map((each) => ({
        class: each.class,
        name: { th: each.th, en: each.en },
        surveyed: each.surveyed,
      })),
    },
    sites: provinces.map((province) => ({
      id: siteIdOf(province),
      name: { th: `ศาลากลางจังหวัด${province.th}`, en: `${province.en} Provincial Hall` },
      provinceCode: province.code,
      email: `hall@${siteIdOf(province)}.example`,
      language: 'th',
    })),
    organisations: provinces.flatMap((province) =>
      classes.map((each) => ({
        id: `${siteIdOf(province)}-${each.class}`,
        class: each.class,
        name: officeName(each, province),
        provinceCode: province.code,
        siteId: siteIdOf(province),
        email: `${each.class}@${siteIdOf(province)}.example`,
        language: 'th',
      })),
    ),
    calendar: {
      meetingId: facts.id,
      firstDay: '2016-11-09',
      lastDay: '2016-11-22',
      hours: [
        { from: '09:00', to: '12:00' },
        { from: '13:00', to: '16:00' },
      ],
      closedDays: [],
      openOnDaysOff: false,
      slotMinutes: 20,
      gapMinutes: 10,
      rooms: 2,
      noticeHours: 4,
    },
  };
};
