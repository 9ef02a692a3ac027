import { type Check } from '#contracts';
import { type AppointmentContent } from '../mail/mail.module.js';
import { type Delivery, isDueAlso, isDueAnew, nextOrdinal } from '../ledger/ledger.module.js';

export type NoticeKind = 'appointment' | 'appointment-cancelled';
/** How the site's last check ended, unless this is its first or that one passed. */
export type Follows = 'failed' | 'no-show' | 'cancelled';

export const occasionOf = ({
  moved,
  follows,
}: {
  readonly moved: boolean;
  readonly follows: Follows | undefined;
}): AppointmentContent['occasion'] => {
  if (moved) return 'moved';
  return follows === 'failed'
    ? 'recheck'
    : follows === 'no-show'
      ? 'missed'
      : follows === 'cancelled'
        ? 'anew'
        : 'first';
};

const revisionOf = ({ content }: Delivery): number => content?.appointment?.revision ?? 0;
const isAbout = (check: Check, { content }: Delivery): boolean => {
  const appointment = content?.appointment;
  // Mails that were planned before checks were named in them are told apart by their time.
  return (
    appointment !== undefined
    && (appointment.checkId === undefined ? appointment.startsAt === check.startsAt : appointment.checkId === check.id)
  );
};

/** What happened to a check, and the revision of the event that tells of it. */
export type CheckEvent = { readonly check: Check; readonly revision: number };

/**
 * The ordinal of the mail about what happened to a check, by what the ledger has for the site; none when it is told already, or a
 * newer event of the check is. The count of appointments in the event is wished for. It repeats when the checks' data was
 * restored: then the mail gets the next one. A cancellation has the ordinal of the appointment that it takes away.
 */
export const noticeOrdinal = (
  kind: NoticeKind,
  { check, revision }: CheckEvent,
  mails: readonly Delivery[],
): number | undefined => {
  const ofCheck = mails.filter((mail) => isAbout(check, mail));
  if (ofCheck.some((mail) => revisionOf(mail) >= revision)) return undefined;
  if (kind === 'appointment') {
    const same = mails.find((mail) => mail.kind === kind && mail.ordinal === check.appointment);
    // The same appointment as planned before mails named their event.
    if (same !== undefined && revisionOf(same) === 0 && isAbout(check, same)) return undefined;
    return nextOrdinal(mails, check.appointment);
  }
  const appointments = ofCheck.filter((mail) => mail.kind === 'appointment').map(({ ordinal }) => ordinal);
  const ordinal = appointments.length > 0 ? Math.max(...appointments) : check.appointment;
  return mails.some((mail) => mail.kind === kind && mail.ordinal === ordinal) ? undefined : ordinal;
};

type DueAnew = { readonly appointment: AppointmentContent; readonly ordinal: number; readonly alsoTo?: string };

/** The site's present appointment at a meeting, where its mail must go because the site is reached elsewhere now, or elsewhere as well; with ordinals of their own. */
export const appointmentDueAnew = (
  all: readonly Delivery[],
  [address, ...further]: readonly string[],
): readonly DueAnew[] => {
  const mails = all.filter(({ alsoTo }) => alsoTo === undefined);
  const last = Math.max(0, ...mails.map(({ ordinal }) => ordinal));
  const latest = mails.filter(({ ordinal }) => ordinal === last);
  const appointment = latest.find(({ kind }) => kind === 'appointment')?.content?.appointment;
  if (appointment === undefined || latest.some(({ kind }) => kind === 'appointment-cancelled')) return [];
  const same = all.filter(({ kind, content }) => {
    const other = content?.appointment;
    return (
      kind === 'appointment'
      && other?.checkId === appointment.checkId
      && other?.startsAt === appointment.startsAt
      && other.revision === appointment.revision
    );
  });
  const anew = isDueAnew({ mails: same, address });
  const ordinal = anew ? last + 1 : last;
  const also = further.filter((each) => isDueAlso(same, each));
  return [...(anew ? [{ appointment, ordinal }] : []), ...also.map((alsoTo) => ({ appointment, ordinal, alsoTo }))];
};
