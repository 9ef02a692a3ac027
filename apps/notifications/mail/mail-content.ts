import { z } from 'zod';
import { Answer, Bilingual, Channel, CheckFinding, Instant, ReachedBy } from '#contracts';

/** An event's place among its aggregate's, and when it happened. Absent in what was planned before these were kept. */
const told = { revision: z.int().positive().optional(), toldAt: Instant.optional() };

/** What a receipt confirms; names and numbers of people stay with registration, which is asked for them when the mail is written. */
export const ReceiptContent = z.object({
  answer: Answer,
  attendeeCount: z.int().min(0),
  channel: Channel,
  receivedAt: Instant,
  responseRevision: z.int().positive().optional(),
  late: z.boolean().optional(),
  ...told,
});
export type ReceiptContent = z.infer<typeof ReceiptContent>;

/**
 * When and where a site's link is checked, as of the appointment that the mail is about. `occasion`: its first check, one that
 * was moved, or one after a check that failed, that nobody came to, or that was cancelled. `findings`: what was found in one that
 * failed; `reachedBy`: by what and whom the site is reached, as its dossier says.
 */
export const AppointmentContent = z.object({
  siteName: Bilingual,
  startsAt: Instant,
  endsAt: Instant,
  room: z.int().min(1),
  occasion: z.enum(['first', 'moved', 'recheck', 'missed', 'anew']),
  checkId: z.string().optional(),
  findings: z.array(CheckFinding).optional(),
  reachedBy: ReachedBy.optional(),
  ...told,
});
export type AppointmentContent = z.infer<typeof AppointmentContent>;

export const DeadlineContent = z.object({ previousReplyBy: Instant, replyBy: Instant, toldAt: Instant });
export type DeadlineContent = z.infer<typeof DeadlineContent>;

/** What of a meeting every invited office is told when it changes, and the deadline. */
const AsTold = z.object({
  title: Bilingual,
  startsAt: Instant,
  endsAt: Instant,
  timeZone: z.string(),
  place: Bilingual,
  replyBy: Instant,
});
export type MeetingAsTold = z.infer<typeof AsTold>;
/** How the meeting was before it was changed, and after. */
export const ChangeContent = z.object({
  before: AsTold,
  after: AsTold,
  reason: z.string().optional(),
  toldAt: Instant,
});
export type ChangeContent = z.infer<typeof ChangeContent>;

/** `reason` as the organiser gave it. A site has its name in it, an office is looked up. */
export const CancelledContent = z.object({ reason: z.string(), siteName: Bilingual.optional() });
export type CancelledContent = z.infer<typeof CancelledContent>;

/** The site that has passed no check; whether it still has not, and has an appointment, is asked when the mail leaves. */
export const CheckMissingContent = z.object({ siteName: Bilingual });
export type CheckMissingContent = z.infer<typeof CheckMissingContent>;

/** Which revision of the answer was taken back and which counts instead; with none the office is silent again. Registration knows why. */
export const TakenBackContent = z.object({
  responseRevision: z.int().positive(),
  revision: z.int().positive(),
  toldAt: Instant,
  counts: z.object({ answer: Answer, attendeeCount: z.int().min(0), channel: Channel }).optional(),
});
export type TakenBackContent = z.infer<typeof TakenBackContent>;

/** What was dialled, and whom to call when a link failed, before that was changed. */
export const JoiningContent = z.object({
  dialIn: z.string().optional(),
  faultLine: z.string().optional(),
  toldAt: Instant,
});
export type JoiningContent = z.infer<typeof JoiningContent>;

/** Where the office joins since that was decided; `previous`: where it joined before, unless it stays. */
export const HallContent = z.object({
  siteName: Bilingual,
  previous: Bilingual.optional(),
  reason: z.string(),
  revision: z.int().positive(),
  toldAt: Instant,
});
export type HallContent = z.infer<typeof HallContent>;

/** A reminder to those who were given more time than the meeting gives. */
export const GivenTimeContent = z.object({ until: Instant });
export type GivenTimeContent = z.infer<typeof GivenTimeContent>;

/** An invitation after one that was withdrawn: by its link's version it is another purpose than the one before. */
export const AgainContent = z.object({ linkVersion: z.int().positive() });
export type AgainContent = z.infer<typeof AgainContent>;

/** What staff answer to a mail that came. `answerId` is the sender's own, so that it goes once. */
export const MailAnswerContent = z.object({
  answerId: z.string(),
  mailId: z.string(),
  subject: z.string(),
  text: z.string(),
  inReplyTo: z.string().optional(),
  references: z.array(z.string()).optional(),
});
export type MailAnswerContent = z.infer<typeof MailAnswerContent>;

/** Which of its meeting's announcements it is; what that says is kept once for all that get it. */
export const AnnouncementContent = z.object({ announcementId: z.string() });
export type AnnouncementContent = z.infer<typeof AnnouncementContent>;

const count = z.int().min(0);
/** How a meeting, or of it one province, stands for whoever has to see to it. */
export const DigestFigures = z.object({
  invited: count,
  answered: count,
  coming: count,
  silent: count,
  unknown: count,
  unreached: count,
  overdue: count,
  inbox: count,
  calls: count,
  announcements: count,
});
export type DigestFigures = z.infer<typeof DigestFigures>;
/** To whom of the staff, and how it stood then; `answeredBefore`: as of the digest before it. */
export const DigestContent = z.object({
  name: z.string(),
  provinceCode: z.string().optional(),
  figures: DigestFigures,
  answeredBefore: count.optional(),
});
export type DigestContent = z.infer<typeof DigestContent>;

type Contents = {
  readonly receipt: ReceiptContent;
  readonly appointment: AppointmentContent;
  readonly deadline: DeadlineContent;
  readonly change: ChangeContent;
  readonly cancelled: CancelledContent;
  readonly checkMissing: CheckMissingContent;
  readonly takenBack: TakenBackContent;
  readonly hall: HallContent;
  readonly joining: JoiningContent;
  readonly givenTime: GivenTimeContent;
  readonly again: AgainContent;
  readonly mailAnswer: MailAnswerContent;
  readonly announcement: AnnouncementContent;
  readonly digest: DigestContent;
};
/** What a mail says beyond meeting and recipient, frozen when it is planned. Invitations and reminders need none, but for those to offices that were invited again or given more time. */
export type MailContent = {
  readonly [Kind in keyof Contents]: Pick<Contents, Kind> & {
    readonly [Other in Exclude<keyof Contents, Kind>]?: never;
  };
}[keyof Contents];
