import { type DeliveryKind, type Language } from '#contracts';
import { textIn } from '#words';
import { type Delivery, everLeft } from '../ledger/ledger.module.js';
import { appointmentBlanks, type AppointmentContent, appointmentExtras, oneLine } from '../mail/mail.module.js';
import { inHand } from './beside.js';
import { type MailKind, type SiteFacts, type SiteMail, type SiteWords, type Words } from './kind.js';
import { reasonGiven } from './reason-given.js';

type ToSite = MailKind & { readonly site: SiteMail };

const untilAppointment: MailKind['usefulUntil'] = ({ content }, { startsAt }) =>
  content?.appointment?.startsAt ?? startsAt;

const appointmentOf = ({ id, content }: Delivery): AppointmentContent => {
  if (content?.appointment === undefined) throw new Error(`delivery ${id} has no appointment`);
  return content.appointment;
};
/** A cancellation shows the appointment that the site was told of. */
const toldBefore = ({ delivery, history }: SiteFacts): AppointmentContent =>
  history.lastTold ?? appointmentOf(delivery);
const over = (appointment: AppointmentContent, now: Date): boolean => now.toISOString() >= appointment.startsAt;

/** A site that never heard of its last appointment is not told that it was moved or cancelled. */
const occasionWords = ({ occasion }: AppointmentContent, siteHeardOfIt: boolean): Words['variant'] =>
  occasion === 'first' || ((occasion === 'moved' || occasion === 'anew') && !siteHeardOfIt) ? 'plain' : occasion;

const aboutAppointment = (
  appointment: AppointmentContent,
  variant: Words['variant'],
  { meeting, delivery }: SiteFacts,
  language: Language,
): SiteWords => ({
  siteName: appointment.siteName,
  variant,
  blanks: appointmentBlanks(appointment, language, meeting.timeZone),
  calendar: { appointment, cancelled: delivery.kind === 'appointment-cancelled' },
});

/** The kinds of mail to sites, and the one to offices and sites. */
export const siteKinds = {
  appointment: {
    usefulUntil: untilAppointment,
    site: {
      bearsLink: true,
      whyNot: ({ delivery, meeting, history, now }) => {
        if (history.superseded) return 'superseded';
        if (meeting.status === 'cancelled') return 'meeting-cancelled';
        return over(appointmentOf(delivery), now) ? 'too-late' : undefined;
      },
      words: (facts, language) => {
        const appointment = appointmentOf(facts.delivery);
        const variant = occasionWords(appointment, facts.history.siteHeardOfIt);
        return { ...aboutAppointment(appointment, variant, facts, language), extras: appointmentExtras(appointment) };
      },
    },
  },
  'appointment-cancelled': {
    usefulUntil: untilAppointment,
    outlivesMeeting: true,
    site: {
      whyNot: (facts) => {
        // A site that was never told of its appointment need not hear that it is off; one that was must, to the last.
        if (facts.history.superseded || !facts.history.siteHeardOfIt) return 'superseded';
        return over(toldBefore(facts), facts.now) ? 'too-late' : undefined;
      },
      words: (facts, language) =>
        aboutAppointment(
          toldBefore(facts),
          facts.meeting.status === 'cancelled' ? 'meeting-off' : 'plain',
          facts,
          language,
        ),
    },
  },
  'check-missing': {
    usefulUntil: (_delivery, { startsAt }) => startsAt,
    asksReadiness: true,
    site: {
      bearsLink: true,
      whyNot: ({ meeting, readiness, now }) => {
        if (meeting.status === 'cancelled') return 'meeting-cancelled';
        if (now.toISOString() >= meeting.startsAt) return 'too-late';
        if (readiness === undefined || readiness.attending === 0) return 'not-coming';
        return readiness.status === 'passed' ? 'check-passed' : undefined;
      },
      words: ({ delivery, meeting, readiness }, language) => {
        const siteName = delivery.content?.checkMissing?.siteName;
        if (siteName === undefined) throw new Error(`delivery ${delivery.id} names no site`);
        const site = oneLine(textIn(siteName, language));
        const { next, lastResult } = readiness ?? {};
        if (next === undefined)
          return { siteName, variant: lastResult === undefined ? 'plain' : 'recheck', blanks: { site } };
        const booked = appointmentBlanks({ ...next, siteName, occasion: 'first' }, language, meeting.timeZone);
        return { siteName, variant: 'booked', blanks: booked };
      },
    },
  },
  'check-reminder': {
    usefulUntil: untilAppointment,
    asksReadiness: true,
    site: {
      bearsLink: true,
      whyNot: ({ delivery, meeting, readiness, now }) => {
        const appointment = appointmentOf(delivery);
        if (meeting.status === 'cancelled') return 'meeting-cancelled';
        // It was held, moved or cancelled meanwhile.
        if (readiness?.next?.checkId !== appointment.checkId || readiness?.next?.startsAt !== appointment.startsAt)
          return 'superseded';
        return over(appointment, now) ? 'too-late' : undefined;
      },
      words: ({ delivery, meeting }, language) => {
        const appointment = appointmentOf(delivery);
        const blanks = appointmentBlanks(appointment, language, meeting.timeZone);
        const extras = appointmentExtras(appointment);
        return { siteName: appointment.siteName, variant: 'plain', blanks, extras };
      },
    },
  },
  'meeting-cancelled': {
    usefulUntil: (_delivery, { startsAt }) => startsAt,
    outlivesMeeting: true,
    office: {
      whyNot: ({ standing, now, meetingStartsAt }) =>
        standing.meetingStatus !== 'cancelled'
          ? 'superseded'
          : now.toISOString() > meetingStartsAt
            ? 'too-late'
            : undefined,
      looksBeside: () => true,
      overtaken: (_delivery, { others, answered }) => {
        if (answered || others.some(everLeft)) return undefined;
        return others.some(inHand) ? 'wait' : 'superseded';
      },
      words: ({ delivery }) => ({ variant: 'plain', ...reasonGiven(delivery.content?.cancelled?.reason, {}) }),
    },
    site: {
      // The site never heard of the meeting, or it is on again, or over.
      whyNot: ({ meeting, history, now }) => {
        if (meeting.status !== 'cancelled' || history.lastTold === undefined) return 'superseded';
        return now.toISOString() > meeting.startsAt ? 'too-late' : undefined;
      },
      words: ({ delivery }, language) => {
        const cancelled = delivery.content?.cancelled;
        if (cancelled?.siteName === undefined) throw new Error(`delivery ${delivery.id} names no site`);
        return {
          siteName: cancelled.siteName,
          variant: 'site',
          ...reasonGiven(cancelled.reason, { site: oneLine(textIn(cancelled.siteName, language)) }),
        };
      },
    },
  },
} satisfies Partial<Record<DeliveryKind, ToSite>>;
