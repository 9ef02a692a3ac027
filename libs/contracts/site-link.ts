import { z } from 'zod';
import { messageOf } from '#words';
import { Check, CheckConfirmation, CheckState, exampleCheck } from './check.js';
import { defineRpc } from './contract.js';
import { exampleMeeting } from './meeting.js';
import { exampleSite } from './organisation.js';

import { checkers } from './rights.js';
import { BusyTime, DossierGap, exampleDossier, missingOf, SiteDossier } from './site-dossier.js';
import { Bilingual, EmailAddress, ExpectedRevision, Id, Instant, Language, Phone, ProvinceCode } from './words.js';

/** Whom a dossier names as who changed it last, where the site did by its link. */
export const changedBySite = 'site-link';

/** The signed text of a site's link at a meeting: who holds it speaks for the site, until the link's version is raised. */
export const SiteToken = z
  .string()
  .min(10)
  .max(200)
  .regex(/^[A-Za-z0-9_.-]+$/, messageOf('link-form'))
  .meta({ id: 'SiteToken' });
export const exampleSiteToken = 'egov-readiness-2559.th-50.1.Zm9yIHRoZSBleGFtcGxlIG9ubHk';

/** What the site itself sees and mends of its dossier: all but the notes of those who check it. */
export const OwnDossier = SiteDossier.omit({ notes: true }).meta({ id: 'OwnDossier' });
export type OwnDossier = z.infer<typeof OwnDossier>;

/** Why nothing can be said by the link any more. */
export const SiteClosedBecause = z
  .enum(['meeting-cancelled', 'meeting-over', 'nobody-attends'])
  .meta({ id: 'SiteClosedBecause' });
export type SiteClosedBecause = z.infer<typeof SiteClosedBecause>;

/**
 * The check that is ahead of a site, or its last one. `mayChange`: the site may still take another time; `unfit`: the site has
 * said that it is busy then. `technician` is whoever of the centre tests it.
 */
export const SiteAppointment = z
  .object({
    checkId: Id,
    state: CheckState,
    startsAt: Instant,
    endsAt: Instant,
    confirmed: CheckConfirmation.optional(),
    technician: z.object({ name: z.string(), phone: z.string().optional() }).optional(),
    mayChange: z.boolean(),
    unfit: z.boolean(),
    revision: z.int().positive(),
  })
  .meta({ id: 'SiteAppointment' });
export type SiteAppointment = z.infer<typeof SiteAppointment>;

/** What the holder of a site's link sees; once `closedBecause` is there, no persons and telephones of the site. */
export const SitePage = z
  .object({
    meetingId: Id,
    siteId: Id,
    siteName: Bilingual,
    provinceCode: ProvinceCode,
    language: Language,
    meeting: z.object({
      title: Bilingual,
      startsAt: Instant,
      endsAt: Instant,
      timeZone: z.string(),
      dialIn: z.string().optional(),
    }),
    closedBecause: SiteClosedBecause.optional(),
    appointment: SiteAppointment.optional(),
    /** It may take a free time: another one, or its first. */
    mayTakeTime: z.boolean(),
    dossier: OwnDossier,
    /** 0 while nobody has written it. */
    dossierRevision: z.int().min(0),
    missing: z.array(DossierGap),
    /** Whom the site rings or writes to. */
    contact: z.object({
      name: z.string().optional(),
      unit: Bilingual,
      phone: Phone.optional(),
      email: EmailAddress,
      faultLine: Phone.optional(),
    }),
  })
  .meta({ id: 'SitePage' });
export type SitePage = z.infer<typeof SitePage>;

const { notes: _notes, ...ownDossier } = exampleDossier;
export const exampleSitePage: SitePage = {
  meetingId: exampleMeeting.id,
  siteId: exampleSite.id,
  siteName: exampleSite.name,
  provinceCode: exampleSite.provinceCode,
  language: 'th',
  meeting: {
    title: exampleMeeting.title,
    startsAt: exampleMeeting.startsAt,
    endsAt: exampleMeeting.endsAt,
    timeZone: exampleMeeting.timeZone,
  },
  appointment: {
    checkId: exampleCheck.id,
    state: 'booked',
    startsAt: exampleCheck.startsAt,
    endsAt: exampleCheck.endsAt,
    technician: { name: 'นางสาวตัวอย่าง ทดสอบ', phone: '0 2000 0001' },
    mayChange: true,
    unfit: false,
    revision: 1,
  },
  mayTakeTime: true,
  dossier: ownDossier,
  dossierRevision: 3,
  missing: missingOf(exampleDossier),
  contact: {
    name: exampleMeeting.coordinator.name,
    unit: exampleMeeting.coordinator.unit,
    phone: exampleMeeting.coordinator.phone,
    email: exampleMeeting.coordinator.email,
  },
};
const siteToken = exampleSiteToken;

export const ReadSitePage = defineRpc({
  subject: 'rpc.scheduling.v1.read-site-page',
  openTo: ['office'],
  summary: 'What the holder of a site’s link sees; opening it changes nothing',
  request: z.object({ siteToken: SiteToken }),
  returns: SitePage,
  example: { request: { siteToken }, returns: exampleSitePage },
});

export const ConfirmSiteCheck = defineRpc({
  subject: 'rpc.scheduling.v1.confirm-site-check',
  openTo: ['office'],
  summary: 'The site confirms its appointment by its link, and names who will be there; again, it names others',
  request: z.object({
    siteToken: SiteToken,
    checkId: Id,
    expectedRevision: ExpectedRevision,
    present: CheckConfirmation.shape.present.default([]),
  }),
  returns: SitePage,
  example: {
    request: { siteToken, checkId: exampleCheck.id, expectedRevision: 1, present: [] },
    returns: exampleSitePage,
  },
});

export const ListSiteTimes = defineRpc({
  subject: 'rpc.scheduling.v1.list-site-times',
  openTo: ['office'],
  summary: 'The free times that a site may take in place of its appointment, the nearest to it first, in order of time',
  request: z.object({ siteToken: SiteToken }),
  returns: z.object({ items: z.array(z.object({ startsAt: Instant, endsAt: Instant })) }),
  example: {
    request: { siteToken },
    returns: { items: [{ startsAt: '2016-11-15T02:00:00.000Z', endsAt: '2016-11-15T02:20:00.000Z' }] },
  },
});

export const TakeSiteTime = defineRpc({
  subject: 'rpc.scheduling.v1.take-site-time',
  openTo: ['office'],
  summary:
    'The site takes a free time by its link, in place of its appointment if it has one: it is agreed and confirmed by that, and no plan moves it',
  request: z.object({
    siteToken: SiteToken,
    startsAt: Instant,
    /** The appointment that was seen; absent where there was none. */
    checkId: Id.optional(),
    expectedRevision: ExpectedRevision,
  }),
  returns: SitePage,
  example: {
    request: { siteToken, startsAt: '2016-11-15T02:00:00.000Z', checkId: exampleCheck.id, expectedRevision: 1 },
    returns: exampleSitePage,
  },
});

export const SaySiteBusy = defineRpc({
  subject: 'rpc.scheduling.v1.say-site-busy',
  openTo: ['office'],
  summary:
    'The site says by its link when it is not to be had; its appointment stays until it takes another time, or somebody moves it',
  request: z.object({ siteToken: SiteToken, busy: BusyTime }),
  returns: SitePage,
  example: {
    request: { siteToken, busy: { from: '2016-11-14T02:00:00.000Z', to: '2016-11-14T05:00:00.000Z' } },
    returns: exampleSitePage,
  },
});

export const CorrectSiteDossier = defineRpc({
  subject: 'rpc.scheduling.v1.correct-site-dossier',
  openTo: ['office'],
  summary:
    'The site corrects by its link what is known of it; other equipment or another way in makes its last pass stale, as elsewhere',
  request: z.object({ siteToken: SiteToken, dossier: OwnDossier, expectedRevision: z.int().min(0) }),
  returns: SitePage,
  example: { request: { siteToken, dossier: ownDossier, expectedRevision: 3 }, returns: exampleSitePage },
});

const { meetingId, siteId } = exampleCheck;

export const GetSiteLink = defineRpc({
  subject: 'rpc.scheduling.v1.get-site-link',
  summary: 'The text that a site’s link at a meeting is made of, for the mails that bear it',
  request: z.object({ meetingId: Id, siteId: Id }),
  returns: z.object({ siteToken: SiteToken }),
  example: { request: { meetingId, siteId }, returns: { siteToken } },
});

export const RenewSiteLink = defineRpc({
  subject: 'rpc.scheduling.v1.renew-site-link',
  http: { method: 'POST', path: '/api/v1/meetings/:meetingId/sites/:siteId/link', opens: checkers },
  summary: 'Makes a site’s links at a meeting void, as one came into wrong hands: mails bear another from now on',
  request: z.object({ meetingId: Id, siteId: Id }),
  returns: z.object({ version: z.int().positive() }),
  example: { request: { meetingId, siteId }, returns: { version: 2 } },
});

export const ConfirmCheck = defineRpc({
  subject: 'rpc.scheduling.v1.confirm-check',
  http: { method: 'PUT', path: '/api/v1/checks/:checkId/confirmation', opens: checkers },
  summary: 'Keeps that the site has confirmed its appointment on the telephone, and who will be there',
  request: z.object({
    checkId: Id,
    present: CheckConfirmation.shape.present.default([]),
    expectedRevision: ExpectedRevision,
  }),
  returns: Check,
  example: {
    request: { checkId: exampleCheck.id, present: [] },
    returns: { ...exampleCheck, confirmed: { at: '2016-11-11T02:00:00.000Z', by: 'staff', present: [] }, revision: 2 },
  },
});
