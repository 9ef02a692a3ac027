import { type Channel, type Organisation, type ResponseContent } from '#contracts';
import { SeededRandom } from './random.js';

/** One office says something: by the form in its mail, by the API behind it, or through the reply desk. */
export type Act = {
  at: string;
  organisationId: string;
  by: 'form' | 'api' | 'desk';
  channel: Channel;
  receivedAt: string;
  content: ResponseContent;
};

export type Scenario = {
  seed: number;
  /** Meeting time at the announcement, and at the end of the meeting. */
  from: string;
  to: string;
  acts: Act[];
  /** How many checks of a site fail before one passes. */
  failuresOf: Record<string, number>;
  /** When operations plans checks, and when it enters the results of those that are over. */
  planAt: string[];
  recordAt: string[];
};

const workingDays = ['07', '08', '09', '10', '11', '14', '15', '16', '17', '18', '21', '22'].map(
  (day) => `2016-11-${day}`,
);
/** All days on which offices work until the meeting that was moved. */
export const officeDays = [...workingDays, '2016-11-23', '2016-11-24', '2016-11-25'];
const replyDays = workingDays.filter((day) => day <= '2016-11-18');
const instant = (day: string, time: string): string => new Date(`${day}T${time}:00+07:00`).toISOString();
const before = (at: string, minutes: number): string => new Date(Date.parse(at) - minutes * 60_000).toISOString();

/** Quarters of an hour in which nothing else falls due (runs are at full and half hours), from an hour after the announcement. */
const replyInstants = replyDays
  .flatMap((day) => ['09:15', '10:45', '13:15', '14:45', '16:15'].map((time) => instant(day, time)))
  .filter((at) => at > instant('2016-11-07', '10:00'))
  .concat(instant('2016-11-18', '23:45'));
/** Faxes that lay in the tray over the weekend after the deadline: received in time, entered on Monday. */
const mondayAfter = instant('2016-11-21', '09:15');
const faxesInTheTray = 5;

const attendee = (organisation: Organisation, number: number) => ({
  name: `ผู้เข้าร่วม ${number} ${organisation.name.th}`,
  position: number === 1 ? 'หัวหน้าหน่วยงาน' : 'เจ้าหน้าที่',
});

const contentFor = (organisation: Organisation, answer: ResponseContent['answer'], people: number): ResponseContent =>
  answer === 'decline'
    ? { answer, attendees: [], note: 'ติดราชการอื่น' }
    : { answer, attendees: Array.from({ length: people }, (_each, index) => attendee(organisation, index + 1)) };

/** Of 532 agencies that the survey asked 466 answered; of a part of the provinces as many for their share. */
const silentOf = (organisations: readonly Organisation[]): number =>
  Math.round(((532 - 466) * organisations.length) / 608);

/** Which agencies stay silent: 66 of the six classes other than the provincial offices, spread by chance (the real spread is not known). */
const silentOnes = (organisations: readonly Organisation[], random: SeededRandom): Set<string> => {
  const may = organisations.filter((each) => each.class !== 'governor' && each.class !== 'provincial-office');
  return new Set(
    random
      .shuffle(may)
      .slice(0, silentOf(organisations))
      .map((each) => each.id),
  );
};

const firstAct = (organisation: Organisation, random: SeededRandom): Act => {
  const at = random.pick(replyInstants);
  const answer = random.chance(0.25)
    ? 'representative'
    : organisation.class !== 'governor' && random.chance(0.08)
      ? 'decline'
      : 'attend';
  const content = contentFor(organisation, answer, 1 + Math.floor(random.next() * 3));
  const roll = random.next();
  if (roll < 0.12) {
    const channel = roll < 0.08 ? 'fax' : roll < 0.1 ? 'phone' : roll < 0.11 ? 'letter' : 'e-mail';
    return { at, organisationId: organisation.id, by: 'desk', channel, receivedAt: before(at, 10), content };
  }
  return {
    at,
    organisationId: organisation.id,
    by: roll < 0.5 ? 'form' : 'api',
    channel: 'web',
    receivedAt: at,
    content,
  };
};

/** A later change of mind, always another answer or other people, so that it is a new revision. */
const changeOf = (
  first: Act,
  organisation: Organisation,
  mayDecline: boolean,
  random: SeededRandom,
): Act | undefined => {
  const later = replyInstants.filter((at) => at > first.at);
  if (later.length === 0 || !random.chance(0.1)) return undefined;
  const at = random.pick(later);
  const answer =
    mayDecline && random.chance(0.3) ? 'decline' : first.content.answer === 'attend' ? 'representative' : 'attend';
  if (answer === first.content.answer) return undefined;
  return {
    at,
    organisationId: organisation.id,
    by: 'api',
    channel: 'web',
    receivedAt: at,
    content: contentFor(organisation, answer, 2),
  };
};

const isAttending = (act: Act): boolean => act.content.answer !== 'decline';

/**
 * The sixteen days as they are to be: every office that answers, when and how; which checks fail. It follows the
 * survey's figures: 466 of 532 agencies, the provincial offices all, and every governor attends or sends someone.
 * A site never loses its last attending office again, so the number of checks does not hang on when they were booked.
 */
export const makeScenario = (organisations: readonly Organisation[], seed: number): Scenario => {
  const random = new SeededRandom(seed);
  const silent = silentOnes(organisations, random);
  const answering = organisations.filter((each) => !silent.has(each.id));
  const firsts = new Map(answering.map((each) => [each.id, firstAct(each, random)]));

  const inTheTray = random.shuffle(answering.filter((each) => each.class !== 'governor')).slice(0, faxesInTheTray);
  for (const each of inTheTray) {
    const first = firsts.get(each.id) as Act;
    firsts.set(each.id, {
      ...first,
      by: 'desk',
      channel: 'fax',
      at: mondayAfter,
      receivedAt: instant('2016-11-18', '15:20'),
    });
  }

  const governorAt = new Map(
    answering.filter((each) => each.class === 'governor').map((each) => [each.siteId, firsts.get(each.id)?.at ?? '']),
  );
  const changes = answering.flatMap((organisation) => {
    const first = firsts.get(organisation.id) as Act;
    const governor = governorAt.get(organisation.siteId) ?? '';
    const mayDecline = organisation.class !== 'governor' && governor < first.at;
    return changeOf(first, organisation, mayDecline, random) ?? [];
  });

  const siteOf = new Map(organisations.map((each) => [each.id, each.siteId]));
  const firstAttending = new Map<string, string>();
  for (const act of [...firsts.values(), ...changes].filter(isAttending)) {
    const site = siteOf.get(act.organisationId) ?? '';
    const known = firstAttending.get(site);
    if (known === undefined || act.at < known) firstAttending.set(site, act.at);
  }
  const failuresOf = Object.fromEntries(
    [...firstAttending].sort().map(([site, at]) => {
      const roll = random.next();
      const most = at < instant('2016-11-14', '00:00') ? 2 : at < instant('2016-11-17', '00:00') ? 1 : 0;
      return [site, Math.min(most, roll < 0.04 ? 2 : roll < 0.17 ? 1 : 0)];
    }),
  );

  return {
    seed,
    from: instant('2016-11-07', '09:00'),
    to: instant('2016-11-23', '16:30'),
    acts: [...firsts.values(), ...changes].sort(
      (a, b) => a.at.localeCompare(b.at) || a.organisationId.localeCompare(b.organisationId),
    ),
    failuresOf,
    planAt: workingDays.filter((day) => day > '2016-11-07').map((day) => instant(day, '08:05')),
    recordAt: workingDays
      .filter((day) => day > '2016-11-07')
      .flatMap((day) => [instant(day, '12:05'), instant(day, '16:05')]),
  };
};
