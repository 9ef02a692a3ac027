import {
  openDuties,
  type Answer,
  type ImportClass,
  type KnownClass,
  mailedParts,
  mailsOf,
  type Meeting,
  type MeetingChangeEffect,
  type MeetingContent,
  type MeetingReview,
  type Organisation,
} from '#contracts';
import { type IsBad, type Reached, reachedBy } from './reached.js';
import { asksAgain, changedParts, isPlaceholder } from '../meeting/meeting.module.js';

/** What is counted of the organisations that a meeting would invite, one after the other. */
export class InviteeCount {
  #offices = 0;
  #mails = 0;
  readonly #notReached = { 'no-address': 0, 'bad-address': 0 };
  readonly #byClass: Record<string, number> = {};
  readonly #byProvince: Record<string, number> = {};

  constructor(private readonly isBad: IsBad) {}

  add({ class: organisationClass, provinceCode }: Organisation, { to, whyNot }: Reached): void {
    this.#offices += 1;
    this.#mails += to.length;
    if (whyNot !== undefined) this.#notReached[whyNot] += 1;
    this.#byClass[organisationClass] = (this.#byClass[organisationClass] ?? 0) + 1;
    this.#byProvince[provinceCode] = (this.#byProvince[provinceCode] ?? 0) + 1;
  }

  get counts(): Pick<MeetingReview, 'offices' | 'mails' | 'withoutAddress' | 'badAddress' | 'byClass' | 'byProvince'> {
    return {
      offices: this.#offices,
      mails: this.#mails,
      withoutAddress: this.#notReached['no-address'],
      ...(this.isBad !== undefined && { badAddress: this.#notReached['bad-address'] }),
      byClass: this.#byClass,
      byProvince: this.#byProvince,
    };
  }
}

/** Every class that is known, in order of its id: as the latest meeting that names it does, else as the list that brought it, with its organisations counted. */
export const knownClasses = (
  latestFirst: readonly Pick<MeetingContent, 'classes'>[],
  offices: ReadonlyMap<string, number>,
  brought: readonly ImportClass[] = [],
): KnownClass[] => {
  const names = new Map(brought.map((each) => [each.class, each.name]));
  const known = new Map<string, KnownClass>(
    [...offices].map(([id, count]) => {
      const name = names.get(id);
      return [id, { class: id, surveyed: false, offices: count, ...(name !== undefined && { name }) }];
    }),
  );
  for (const { classes } of latestFirst.toReversed())
    for (const each of classes) known.set(each.class, { ...each, offices: offices.get(each.class) ?? 0 });
  return [...known.values()].sort((one, other) => (one.class < other.class ? -1 : 1));
};

const dayMs = 86_400_000;
/** Offices that have less than this until the deadline need a telephone call rather than a letter. */
const shortNoticeMs = 3 * dayMs;

/** What a draft lacks at an instant: it cannot be announced, or people should know. */
export const reviewOf = (meeting: MeetingContent, invitees: InviteeCount, now: Date): MeetingReview => {
  const { counts } = invitees;
  const left = Date.parse(meeting.replyBy) - now.getTime();
  const is = <Name>(name: Name, so: boolean): Name[] => (so ? [name] : []);
  return {
    missing: [
      ...is('organiser' as const, isPlaceholder('organiser', meeting)),
      ...is('classes' as const, meeting.classes.length === 0),
      ...is('offices' as const, meeting.classes.length > 0 && counts.offices === 0),
      ...is('deadline' as const, left <= 0),
      ...is('start' as const, Date.parse(meeting.startsAt) <= now.getTime()),
    ],
    doubtful: [
      ...is('short-notice' as const, left > 0 && left < shortNoticeMs),
      ...is('purpose' as const, isPlaceholder('purpose', meeting)),
      ...is('phone' as const, meeting.coordinator.phone === undefined),
      ...is('fault-line' as const, meeting.faultLine === undefined),
      ...is('letter-number' as const, meeting.letter?.number === undefined),
      ...is('no-address' as const, counts.withoutAddress > 0),
      ...is('bad-address' as const, (counts.badAddress ?? 0) > 0),
      ...is('duties' as const, openDuties(meeting.duties).length > 0),
    ],
    ...counts,
  };
};

/** What an invitation counts for in a change: whether it is in force, and what its office said. */
type Invited = {
  readonly status: 'issued' | 'withdrawn';
  readonly organisation: Organisation;
  readonly answer: Answer | undefined;
};
const comes = (answer: Answer | undefined): boolean => answer !== undefined && answer !== 'decline';

/** The sites where somebody attends whose invitation would be taken back, and nobody else. */
export const leftSites = (invited: readonly Invited[], { classes }: Pick<MeetingContent, 'classes'>): string[] => {
  const kept = new Set(classes.map((each) => each.class));
  const coming = invited.filter(({ status, answer }) => status === 'issued' && comes(answer));
  const siteIds = (those: readonly Invited[]) => those.map(({ organisation }) => organisation.siteId);
  const [staying, leaving] = [true, false].map(
    (stays) => new Set(siteIds(coming.filter(({ organisation }) => kept.has(organisation.class) === stays))),
  ) as [Set<string>, Set<string>];
  return [...leaving].filter((siteId) => !staying.has(siteId));
};

/** What a change would do to those who are invited; nobody is told of a change of a draft. */
export const effectOf = (
  before: Meeting,
  after: MeetingContent,
  {
    invited,
    joining,
    isBad,
  }: { readonly invited: readonly Invited[]; readonly joining: number; readonly isBad: IsBad },
): Omit<MeetingChangeEffect, 'checks'> => {
  const changed = changedParts(before, after);
  const kept = new Set(after.classes.map((each) => each.class));
  const inForce = before.status === 'announced' ? invited.filter(({ status }) => status === 'issued') : [];
  const leaving = inForce.filter(({ organisation }) => !kept.has(organisation.class));
  const staying = inForce.filter(({ organisation }) => kept.has(organisation.class));
  const isMailed = changed.some((name) => mailedParts.includes(name));
  const concerned = staying.filter(({ answer }) => isMailed || (changed.includes('replyBy') && answer === undefined));
  const kind = isMailed ? 'meeting-changed' : 'deadline-moved';
  const { readers } = mailsOf(after);
  const told = concerned.filter(
    ({ organisation }) => reachedBy(kind, organisation, { readers, isBad }).whyNot === undefined,
  ).length;
  return {
    changed,
    told,
    untold: concerned.length - told,
    invited: before.status === 'announced' ? joining : 0,
    withdrawn: leaving.length,
    withdrawnAnswered: leaving.filter(({ answer }) => answer !== undefined).length,
    toConfirm: asksAgain(changed) ? staying.filter(({ answer }) => comes(answer)).length : 0,
  };
};
