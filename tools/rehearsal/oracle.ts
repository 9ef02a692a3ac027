import { type Channel, type DeliveryKind, type Organisation, type OrganisationClass } from '#contracts';
import { type Act, type Scenario } from './scenario.js';

/** The meeting in figures. */
export type Figures = {
  invited: number;
  answered: number;
  surveyed: number;
  surveyedAnswered: number;
  surveyedAnsweredPercent: number;
  byClass: Record<string, { invited: number; answered: number }>;
  byChannel: Record<Channel, number>;
  checks: { planned: number; passed: number; failed: number; rechecked: number };
  sitesReady: number;
};

/** What must come out, computed from the scenario alone. */
export type Expectation = Figures & {
  /** Each expected mail once, as `kind address ordinal`. */
  mails: Set<string>;
  callList: Set<string>;
};

export const mailKey = (kind: DeliveryKind, address: string, ordinal: number): string =>
  `${kind} ${address} ${ordinal}`;

/** 7, 3 and 1 days before the deadline's day at 09:00 and on its last morning at 08:30, Bangkok time (the reminder schedule that the letter's deadline asks for). */
export const reminderInstants = [
  '2016-11-11T02:00:00.000Z',
  '2016-11-15T02:00:00.000Z',
  '2016-11-17T02:00:00.000Z',
  '2016-11-18T01:30:00.000Z',
];

const actsByOffice = (acts: readonly Act[]): Map<string, Act[]> => {
  const byOffice = new Map<string, Act[]>();
  for (const act of acts) byOffice.set(act.organisationId, [...(byOffice.get(act.organisationId) ?? []), act]);
  return byOffice;
};

const expectedMails = (
  scenario: Scenario,
  organisations: readonly Organisation[],
  siteAddress: (siteId: string) => string,
): Set<string> => {
  const acts = actsByOffice(scenario.acts);
  const mails = new Set<string>();
  for (const organisation of organisations) {
    const address = organisation.email;
    if (address === undefined) continue;
    const said = acts.get(organisation.id) ?? [];
    mails.add(mailKey('invitation', address, 1));
    said.forEach((_act, index) => mails.add(mailKey('receipt', address, index + 1)));
    const firstAt = said[0]?.at;
    reminderInstants.forEach((at, index) => {
      if (firstAt === undefined || firstAt > at) mails.add(mailKey('reminder', address, index + 1));
    });
  }
  for (const [siteId, failures] of Object.entries(scenario.failuresOf)) {
    for (let appointment = 1; appointment <= failures + 1; appointment += 1)
      mails.add(mailKey('appointment', siteAddress(siteId), appointment));
  }
  return mails;
};

export const expectationOf = (
  scenario: Scenario,
  sample: {
    organisations: readonly Organisation[];
    classes: readonly OrganisationClass[];
    siteAddress: (siteId: string) => string;
  },
): Expectation => {
  const last = new Map([...actsByOffice(scenario.acts)].map(([office, acts]) => [office, acts.at(-1) as Act]));
  const answeredIn = (some: readonly Organisation[]) => some.filter((each) => last.has(each.id)).length;
  const surveyedClasses = new Set(sample.classes.filter((each) => each.surveyed).map((each) => each.class));
  const surveyed = sample.organisations.filter((each) => surveyedClasses.has(each.class));
  const byChannel: Record<Channel, number> = { web: 0, fax: 0, phone: 0, letter: 0, 'e-mail': 0 };
  for (const act of last.values()) byChannel[act.channel] += 1;
  const failures = Object.values(scenario.failuresOf);
  const failed = failures.reduce((sum, each) => sum + each, 0);
  return {
    invited: sample.organisations.length,
    answered: last.size,
    surveyed: surveyed.length,
    surveyedAnswered: answeredIn(surveyed),
    surveyedAnsweredPercent: Math.round((100 * answeredIn(surveyed)) / surveyed.length),
    byClass: Object.fromEntries(
      sample.classes.map((each) => {
        const members = sample.organisations.filter((organisation) => organisation.class === each.class);
        return [each.class, { invited: members.length, answered: answeredIn(members) }];
      }),
    ),
    byChannel,
    mails: expectedMails(scenario, sample.organisations, sample.siteAddress),
    callList: new Set(sample.organisations.filter((each) => !last.has(each.id)).map((each) => each.id)),
    checks: { planned: failures.length + failed, passed: failures.length, failed, rechecked: failed },
    sitesReady: failures.length,
  };
};
