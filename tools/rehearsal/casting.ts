import { type AttendanceState, type Organisation } from '#contracts';
import { addressesOf } from './casting-mails.js';
import { type Cast, type HallRegister, type RegisterEntry } from './plot.js';
import { SeededRandom } from './random.js';
import { type Act, type Scenario } from './scenario.js';

/** By then somebody at the site comes for certain, so that what befalls another office there changes no check. */
const settledBy = '2016-11-08T17:00:00.000Z';
const comes = ({ content }: Act): boolean => content.answer !== 'decline';

/** Who comes to each site first. */
const firstComers = (scenario: Scenario, siteOf: ReadonlyMap<string, string>): ReadonlyMap<string, Act> => {
  const first = new Map<string, Act>();
  for (const act of scenario.acts.filter(comes)) {
    const site = siteOf.get(act.organisationId) ?? '';
    if (act.at < (first.get(site)?.at ?? '9999')) first.set(site, act);
  }
  return first;
};

type Candidates = {
  readonly answering: Organisation[];
  readonly silent: Organisation[];
  readonly known: Organisation[];
};
/** Whom an act may be about: no governor or provincial office, of which the survey says how many answer, nor whoever comes to a site first. */
const candidatesOf = (scenario: Scenario, organisations: readonly Organisation[]): Candidates => {
  const siteOf = new Map(organisations.map(({ id, siteId }) => [id, siteId]));
  const first = firstComers(scenario, siteOf);
  const answers = new Set(scenario.acts.map(({ organisationId }) => organisationId));
  const open = organisations.filter(
    ({ id, siteId, class: officeClass }) =>
      officeClass !== 'governor'
      && officeClass !== 'provincial-office'
      && (first.get(siteId)?.at ?? '9999') < settledBy
      && first.get(siteId)?.organisationId !== id,
  );
  return {
    known: open,
    answering: open.filter(({ id }) => answers.has(id)),
    silent: open.filter(({ id }) => !answers.has(id)),
  };
};

/** The province with the most silent offices of those in which enough others answer. */
const extendedProvince = ({ answering, silent }: Candidates): string => {
  const count = (offices: readonly Organisation[], province: string): number =>
    offices.filter(({ provinceCode }) => provinceCode === province).length;
  const provinces = [...new Set(silent.map(({ provinceCode }) => provinceCode))]
    .filter((province) => count(answering, province) >= 3)
    .sort((one, other) => count(silent, other) - count(silent, one) || (one < other ? -1 : 1));
  if (provinces[0] === undefined) throw new RangeError('no province has silent offices and three that answer');
  return provinces[0];
};

const cameBy = (act: Act | undefined): Pick<RegisterEntry, 'state' | 'people'> => {
  if (act === undefined) return { state: 'absent' };
  const people = act.content.attendees.length;
  const states: Record<Act['content']['answer'], AttendanceState> = {
    attend: 'present',
    representative: 'represented',
    decline: 'excused',
  };
  return { state: states[act.content.answer], ...(people > 0 && { people }) };
};

/** The register of a hall as people keep it: most come as they said, and everything that goes wrong at a door goes wrong once. */
const registerOf = (
  siteId: string,
  offices: readonly Organisation[],
  last: ReadonlyMap<string, Act>,
  { source, open = false }: { readonly source: 'live' | 'sheet'; readonly open?: boolean },
): HallRegister => {
  const here = offices.filter((each) => each.siteId === siteId);
  const entries = here.map(({ id }): RegisterEntry => ({
    id: `entry-${id}`,
    organisationId: id,
    ...cameBy(last.get(id)),
  }));
  const [one, two, three] = here.map(({ id }) => id) as [string, string, string];
  const trouble: RegisterEntry[] =
    source === 'sheet'
      ? [{ id: `walk-${siteId}`, walkIn: `walk-${siteId}`, state: 'present', people: 2 }]
      : [
          // Said twice, as after an answer that did not come; put right; from a phone that had no network: made before, sent after.
          {
            id: `twice-${siteId}`,
            organisationId: one,
            state: 'present',
            people: 4,
            vouchedBy: 'ปลัดจังหวัด',
            twice: true,
          },
          { id: `right-${siteId}`, organisationId: two, state: 'represented', people: 1 },
          { id: `phone-${siteId}`, organisationId: two, state: 'absent', agoMs: 600_000 },
          { id: `gone-${siteId}`, organisationId: three, state: 'absent' },
          { id: `walk-1-${siteId}`, walkIn: `walk-1-${siteId}`, state: 'present' },
          { id: `walk-2-${siteId}`, walkIn: `walk-2-${siteId}`, state: 'present', people: 3 },
          { id: `walk-3-${siteId}`, walkIn: `walk-2-${siteId}`, state: 'absent' },
        ];
  return { siteId, source, entries: [...entries, ...trouble], ...(!open && { presiding: 'รองผู้ว่าราชการจังหวัด' }) };
};

const liveHalls = 2;
const sheetHalls = 3;
const confirmers = 15;

/** Chooses who plays what: each in a province of its own, so that no act stands in another's way. */
export const castOf = (
  scenario: Scenario,
  organisations: readonly Organisation[],
  { movedAt }: { readonly movedAt: string },
): Cast => {
  const random = new SeededRandom(scenario.seed ^ 0x0ac1e);
  const candidates = candidatesOf(scenario, organisations);
  const last = new Map(scenario.acts.map((act) => [act.organisationId, act]));
  const extended = extendedProvince(candidates);
  const taken = new Set([extended]);
  const takeOf = (offices: readonly Organisation[]) => (): string => {
    const office = offices.find(({ provinceCode }) => !taken.has(provinceCode));
    if (office === undefined) throw new RangeError('too few offices for all acts');
    taken.add(office.provinceCode);
    return office.id;
  };
  const inExtended = ({ provinceCode }: Organisation): boolean => provinceCode === extended;
  const [web = '', fax = '', late = ''] = candidates.answering.filter(inExtended).map(({ id }) => id);
  const take = takeOf(random.shuffle(candidates.answering));
  // These keep what they say in the scenario; early answers are there before they are merged.
  const cast = {
    corrected: take(),
    clash: take(),
    twins: take(),
    older: take(),
    wrong: take(),
    wrongLater: take(),
    withdrawnAnswered: take(),
    withdrawnSilent: take(),
    keptOfSilent: take(),
    keptOfAnswered: take(),
    late: take(),
    elsewhere: take(),
    thereAndBack: take(),
    absorbedSilent: take(),
    absorbedAnswered: take(),
  };
  const played = new Set<string>(Object.values(cast));
  const confirming = random
    .shuffle([...last.values()].filter((act) => comes(act) && act.at < movedAt && !played.has(act.organisationId)))
    .filter(({ organisationId }) => !organisationId.startsWith(extended.toLowerCase()))
    .slice(0, confirmers)
    .map(({ organisationId }) => organisationId)
    .sort();
  const acting = new Set([...played, ...confirming]);
  const first = new Map<string, string>();
  for (const { organisationId, at } of scenario.acts)
    if (at < (first.get(organisationId) ?? '9999')) first.set(organisationId, at);
  const addresses = addressesOf(
    candidates,
    { first, isFree: (office) => !inExtended(office) && !acting.has(office.id) },
    new SeededRandom(scenario.seed ^ 0x3a11),
  );
  const halls = random
    .shuffle([
      ...new Set(organisations.filter(({ provinceCode }) => !taken.has(provinceCode)).map((each) => each.siteId)),
    ])
    .slice(0, liveHalls + sheetHalls)
    .map((siteId, index) =>
      registerOf(siteId, organisations, last, {
        source: index < liveHalls ? 'live' : 'sheet',
        open: index === liveHalls + sheetHalls - 1,
      }),
    );
  const [hall, ...others] = halls;
  if (hall === undefined) throw new RangeError('no hall keeps a register');
  // Whoever joins there signs there, wherever it is at home.
  const guest: RegisterEntry = { id: 'entry-guest', organisationId: cast.elsewhere, state: 'present', people: 2 };
  return {
    ...cast,
    otherHall: hall.siteId,
    home: organisations.find(({ id }) => id === cast.thereAndBack)?.siteId ?? '',
    mistaken: `${cast.corrected}-mistaken`,
    doubledSilent: `${cast.keptOfSilent}-doubled`,
    doubledAnswered: `${cast.keptOfAnswered}-doubled`,
    extended: {
      provinceCode: extended,
      web,
      fax,
      late,
      silent: organisations.filter((each) => inExtended(each) && !last.has(each.id)).map(({ id }) => id),
    },
    confirming,
    ...addresses,
    away: confirming.slice(0, 8),
    called: [...addresses.called, { organisationId: cast.late, outcome: 'will-answer' }],
    halls: [{ ...hall, entries: [...hall.entries, guest] }, ...others],
    opinions: confirming.slice(0, 3),
  };
};
