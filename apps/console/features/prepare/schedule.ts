import {
  type ContactRole,
  type MailHours,
  type MailReaders,
  type MailRule,
  type MailSchedule,
  mailsOf,
  type MeetingContent,
  type PlannedKind,
  ToldKind,
  usualMails,
  usualReaders,
} from '#contracts';

/** From which day it is counted, and to which side. */
export const whens = [
  'announcement-after',
  'deadline-before',
  'deadline-after',
  'meeting-before',
  'meeting-after',
  'check-before',
] as const;
export type When = (typeof whens)[number];
/** When a mail of a kind is of use. */
export const whensOf: Readonly<Record<PlannedKind, readonly [When, ...When[]]>> = {
  reminder: ['deadline-before', 'deadline-after', 'announcement-after', 'meeting-before'],
  'day-before': ['meeting-before'],
  thanks: ['meeting-after'],
  'check-missing': ['meeting-before'],
  'check-reminder': ['check-before'],
};

/** A site is of no class. */
export const isToSites = (kind: PlannedKind): boolean => kind === 'check-missing' || kind === 'check-reminder';

export type TypedRule = {
  readonly id: string;
  readonly kind: PlannedKind;
  readonly days: string;
  readonly count: MailRule['count'];
  readonly when: When;
  readonly at: string;
  readonly classes: readonly string[];
  readonly provinces: readonly string[];
};
/** Of each kind, the roles of contacts that get it; nobody is as usual. */
export type TypedReaders = Readonly<Record<ToldKind, readonly ContactRole[]>>;
export type TypedSchedule = {
  readonly rules: readonly TypedRule[];
  readonly on: MailHours['on'] | '';
  readonly from: string;
  readonly to: string;
  readonly holdHours: string;
  readonly digest: boolean;
  /** Offices that share an address get a mail each. */
  readonly apart: boolean;
  readonly mobile: boolean;
  readonly readers: TypedReaders;
};

const whenOf = ({ kind, from, days }: MailRule): When => {
  if (from === 'announcement') return 'announcement-after';
  if (from === 'check') return 'check-before';
  if (from === 'meeting') return kind === 'thanks' ? 'meeting-after' : 'meeting-before';
  return days > 0 ? 'deadline-after' : 'deadline-before';
};

export const typedSchedule = (content: Pick<MeetingContent, 'mails'>): TypedSchedule => {
  const { rules, hours, holdHours, digest = false, mobile = false, apart = false, readers = {} } = mailsOf(content);
  return {
    rules: rules.map((rule) => ({
      id: rule.id,
      kind: rule.kind,
      days: String(Math.abs(rule.days)),
      count: rule.count,
      when: whenOf(rule),
      at: rule.at,
      classes: rule.to?.classes ?? [],
      provinces: rule.to?.provinces ?? [],
    })),
    on: hours?.on ?? '',
    from: hours?.from ?? '08:30',
    to: hours?.to ?? '16:30',
    holdHours: holdHours === undefined ? '' : String(holdHours),
    digest,
    apart,
    mobile,
    readers: { ...usualReaders, ...readers },
  };
};

const isSameRoles = (one: readonly ContactRole[], other: readonly ContactRole[]): boolean =>
  one.length === other.length && one.every((role) => other.includes(role));
/** What is not as usual. */
export const changedReaders = (readers: TypedReaders): MailReaders =>
  Object.fromEntries(
    ToldKind.options
      .filter((kind) => readers[kind].length > 0 && !isSameRoles(readers[kind], usualReaders[kind]))
      .map((kind) => [kind, [...readers[kind]]]),
  );

const whole = (text: string, least: number, most: number): number | undefined => {
  const value = /^\d{1,3}$/.test(text.trim()) ? Number(text) : NaN;
  return value >= least && value <= most ? value : undefined;
};

const readRule = ({ id, kind, days: typed, count, when, at, classes, provinces }: TypedRule): MailRule | undefined => {
  const days = whole(typed, 0, 60);
  if (days === undefined || at.trim() === '') return undefined;
  const [from, side] = when.split('-') as [MailRule['from'], 'before' | 'after'];
  const to = {
    ...(classes.length > 0 && { classes: [...classes] }),
    ...(provinces.length > 0 && { provinces: [...provinces] }),
  };
  return {
    id,
    kind,
    from,
    days: side === 'before' && days > 0 ? -days : days,
    count,
    at,
    ...(Object.keys(to).length > 0 && { to }),
  };
};

/** The schedule as it is sent, or what of it cannot be read: rules by their ids, or the hours. */
export const readSchedule = (
  typed: TypedSchedule,
): { readonly mails: MailSchedule } | { readonly unreadable: readonly string[] } => {
  const rules = typed.rules.map((rule) => ({ id: rule.id, read: readRule(rule) }));
  const holdHours = whole(typed.holdHours, 1, 240);
  const unreadable = [
    ...rules.filter(({ read }) => read === undefined).map(({ id }) => id),
    ...(typed.holdHours.trim() !== '' && holdHours === undefined ? ['holdHours'] : []),
  ];
  if (unreadable.length > 0) return { unreadable };
  const readers = changedReaders(typed.readers);
  return {
    mails: {
      rules: rules.flatMap(({ read }) => read ?? []),
      ...(typed.on !== '' && { hours: { from: typed.from, to: typed.to, on: typed.on } }),
      ...(typed.digest && { digest: true }),
      ...(typed.mobile && { mobile: true }),
      ...(holdHours !== undefined && { holdHours }),
      ...(typed.apart && { apart: true }),
      ...(Object.keys(readers).length > 0 && { readers }),
    },
  };
};

const isSame = (one: MailSchedule, other: MailSchedule): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The meeting with another schedule; with the usual one it says nothing of it. */
export const withSchedule = ({ mails: _mails, ...content }: MeetingContent, mails: MailSchedule): MeetingContent =>
  isSame(mails, usualMails) ? content : { ...content, mails };

export const newRule = (id: string): TypedRule => ({
  id,
  kind: 'reminder',
  days: '2',
  count: 'working-days',
  when: 'deadline-before',
  at: '09:00',
  classes: [],
  provinces: [],
});
/** A kind that is of no use then is counted as is usual for it. */
export const withKind = (rule: TypedRule, kind: PlannedKind): TypedRule => ({
  ...rule,
  kind,
  when: whensOf[kind].includes(rule.when) ? rule.when : whensOf[kind][0],
  classes: isToSites(kind) ? [] : rule.classes,
});
