import { type CheckCalendar, type MeetingDraft, type Organisation, type Site } from '#contracts';

/** The meeting of 23 November 2559 with its 76 sites, 608 organisations and the calendar of its checks. */
export declare const sampleMeeting: () => { meeting: MeetingDraft; sites: Site[]; organisations: Organisation[]; calendar: CheckCalendar };
