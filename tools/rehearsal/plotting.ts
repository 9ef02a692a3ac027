import { type Organisation, type ResponseContent } from '#contracts';
import { castOf } from './casting.js';
import { type Cast, type Deed, type ListedOffice, type Plot } from './plot.js';
import { type Act, type Scenario } from './scenario.js';

/** An instant of November 2016 by the clock of Bangkok. */
const at = (day: number, time: string): string =>
  new Date(`2016-11-${String(day).padStart(2, '0')}T${time}:00+07:00`).toISOString();
const minutesBefore = (instant: string, minutes: number): string =>
  new Date(Date.parse(instant) - minutes * 60_000).toISOString();

const movedAt = at(16, '09:15');
/** Two days without our mail server. */
export const relayAwayFrom = at(11, '16:30');
export const relayBackAt = at(13, '16:45');
const extendedUntil = '2016-11-21T16:59:59.000Z';
const wrongRows = 2;

const persons = (count: number) =>
  Array.from({ length: count }, (_each, index) => ({ name: `ผู้แทนคนที่ ${index + 1}`, position: 'นักวิเคราะห์' }));
const coming = (answer: 'attend' | 'representative', count: number): ResponseContent => ({
  answer,
  attendees: persons(count),
});
const declining: ResponseContent = { answer: 'decline', attendees: [], note: 'ติดประชุมที่กรม' };

const byWeb = (organisationId: string, when: string, content: ResponseContent): Act => ({
  at: when,
  organisationId,
  by: 'api',
  channel: 'web',
  receivedAt: when,
  content,
});
const byForm = (organisationId: string, when: string, content: ResponseContent): Act => ({
  ...byWeb(organisationId, when, content),
  by: 'form',
});
const atDesk = (
  organisationId: string,
  when: string,
  content: ResponseContent,
  { channel = 'fax', receivedAt = minutesBefore(when, 10) }: Partial<Pick<Act, 'channel' | 'receivedAt'>> = {},
): Act => ({ at: when, organisationId, by: 'desk', channel, receivedAt, content });

/** What the offices of the cast say, in place of what the scenario lets them say. */
const actsOf = (cast: Cast): Act[] => [
  byWeb(cast.corrected, at(10, '13:15'), coming('attend', 2)),
  byWeb(cast.clash, at(9, '10:45'), coming('attend', 1)),
  // The fax of the morning is entered when the web has said something later.
  byForm(cast.older, at(9, '10:45'), coming('attend', 2)),
  atDesk(cast.older, at(9, '13:15'), declining, { receivedAt: at(9, '09:05') }),
  atDesk(cast.wrong, at(9, '10:45'), coming('attend', 1)),
  byWeb(cast.wrong, at(16, '10:45'), coming('representative', 1)),
  byWeb(cast.wrongLater, at(9, '09:15'), coming('attend', 3)),
  atDesk(cast.wrongLater, at(9, '13:15'), declining, { channel: 'letter' }),
  byForm(cast.withdrawnAnswered, at(9, '09:15'), coming('attend', 2)),
  byWeb(cast.withdrawnSilent, at(16, '13:15'), coming('attend', 1)),
  byWeb(cast.doubledAnswered, at(10, '10:45'), coming('attend', 2)),
  // While the mail server is away.
  ...[...cast.weekend.once, ...cast.weekend.twice].map((id) => byWeb(id, at(12, '10:45'), coming('attend', 1))),
  ...cast.weekend.twice.map((id) => byWeb(id, at(13, '10:45'), coming('representative', 2))),
  atDesk(cast.weekend.wrong, at(12, '10:45'), coming('attend', 1)),
  byWeb(cast.weekend.wrong, at(16, '13:15'), coming('attend', 2)),
  byWeb(cast.elsewhere, at(10, '10:45'), coming('attend', 2)),
  byForm(cast.thereAndBack, at(10, '13:15'), coming('representative', 1)),
  atDesk(cast.absorbedSilent, at(17, '10:45'), coming('attend', 1)),
  byWeb(cast.absorbedAnswered, at(9, '10:45'), coming('attend', 2)),
  atDesk(cast.late, at(21, '09:15'), coming('attend', 1), { receivedAt: at(21, '09:05') }),
  byWeb(cast.extended.web, at(21, '09:15'), coming('attend', 2)),
  atDesk(cast.extended.fax, at(21, '09:15'), coming('representative', 1), { receivedAt: at(21, '08:50') }),
  atDesk(cast.extended.late, at(22, '08:05'), coming('attend', 1), { channel: 'e-mail', receivedAt: at(22, '07:50') }),
];

const decree = 'รวมหน่วยงานตามกฎกระทรวง';
/** An office that comes about by decree, of a class that the meeting does not invite. */
export const newOffice = (office: ListedOffice, code: number): ListedOffice => ({
  ...another(office, `${office.id}-new`, code, 'และหน่วยงานที่รวม'),
  class: 'joint-office',
});

const deedsOf = (cast: Cast, office: (id: string) => ListedOffice): Deed[] => {
  const live = cast.halls.filter(({ source }) => source === 'live');
  const [firstHall] = live;
  const [firstLine] = firstHall?.entries ?? [];
  if (firstHall === undefined || firstLine === undefined) throw new RangeError('no hall keeps a register');
  return [
    { at: at(7, '10:45'), do: 'correct-address', organisationId: cast.corrected, email: 'corrected@office.example' },
    { at: at(7, '10:45'), do: 'bounce', organisationIds: [...cast.unreachable, ...cast.mended] },
    { at: at(7, '10:45'), do: 'answer-automatically', organisationIds: cast.away },
    ...cast.mended.map((organisationId, index): Deed => ({
      at: at(9, '13:15'),
      do: 'mend-address',
      organisationId,
      email: `mended-${index + 1}@office.example`,
    })),
    { at: at(9, '10:45'), do: 'enter-twice', act: atDesk(cast.twins, at(9, '10:45'), coming('attend', 2)) },
    { at: at(9, '14:45'), do: 'take-back', organisationId: cast.wrong, reason: 'เป็นแบบตอบรับของหน่วยงานอื่น' },
    { at: at(9, '14:45'), do: 'take-back', organisationId: cast.wrongLater, reason: 'เป็นแบบตอบรับของหน่วยงานอื่น' },
    {
      at: at(10, '09:15'),
      do: 'clash',
      first: atDesk(cast.clash, at(10, '09:15'), coming('representative', 1), { receivedAt: at(10, '09:00') }),
      second: atDesk(cast.clash, at(10, '09:15'), coming('attend', 3), { receivedAt: at(10, '09:10') }),
    },
    {
      at: at(10, '13:15'),
      do: 'withdraw',
      organisationIds: [cast.withdrawnAnswered, cast.withdrawnSilent, cast.mistaken],
      reason: 'ไม่เกี่ยวข้องกับการสำรวจ',
    },
    { at: relayAwayFrom, do: 'relay', is: 'away' },
    { at: at(13, '10:45'), do: 'take-back', organisationId: cast.weekend.wrong, reason: 'เป็นแบบตอบรับของหน่วยงานอื่น' },
    { at: relayBackAt, do: 'relay', is: 'back' },
    { at: at(14, '08:05'), do: 'look' },
    { at: at(14, '13:15'), do: 'invite-again', organisationIds: [cast.withdrawnAnswered, cast.withdrawnSilent] },
    { at: at(14, '14:45'), do: 'merge', from: cast.doubledSilent, into: cast.keptOfSilent, reason: decree },
    { at: at(14, '14:45'), do: 'merge', from: cast.doubledAnswered, into: cast.keptOfAnswered, reason: decree },
    { at: at(14, '16:15'), do: 'withdraw', organisationIds: [cast.doubledAnswered], reason: 'ตอบซ้ำกับหน่วยงานที่รวมแล้ว' },
    ...[cast.absorbedSilent, cast.absorbedAnswered].map((from, index): Deed => ({
      at: at(14, '14:45'),
      do: 'merge-into-new',
      from,
      into: newOffice(office(from), 30_001 + index),
      reason: decree,
    })),
    ...[cast.elsewhere, cast.thereAndBack].map((organisationId): Deed => ({
      at: at(14, '16:15'),
      do: 'join-at',
      organisationId,
      siteId: cast.otherHall,
      reason: 'สะดวกเดินทางกว่า',
    })),
    // A day without reminders: those of the day wait too long to leave by themselves.
    { at: at(15, '08:05'), do: 'pause-reminders', reason: 'รอคำสั่งเลื่อนประชุม' },
    { at: at(16, '08:05'), do: 'resume-reminders' },
    { at: at(16, '08:20'), do: 'send-overdue' },
    { at: movedAt, do: 'move', startsAt: at(24, '14:30'), endsAt: at(24, '16:30'), reason: 'ประธานติดราชการด่วน' },
    { at: at(17, '08:05'), do: 'look' },
    {
      at: at(17, '13:15'),
      do: 'extend',
      provinceCode: cast.extended.provinceCode,
      until: extendedUntil,
      reason: 'น้ำท่วม ไปรษณีย์ล่าช้า',
    },
    {
      at: at(17, '13:15'),
      do: 'join-at',
      organisationId: cast.thereAndBack,
      siteId: cast.home,
      reason: 'หน่วยงานขอกลับมาที่เดิม',
    },
    {
      at: at(21, '08:05'),
      do: 'announce',
      announcementId: 'gate',
      subject: 'เปลี่ยนทางเข้าอาคาร',
      text: 'โปรดใช้ **ประตู 3**',
    },
    { at: at(21, '08:05'), do: 'look' },
    ...cast.called.map((call): Deed => ({ at: at(21, '08:20'), do: 'call', ...call })),
    { at: at(24, '14:20'), do: 'begin-conference' },
    ...live.map((hall): Deed => ({ at: at(24, '15:05'), do: 'register', hall })),
    { at: at(24, '16:45'), do: 'end-conference' },
    ...cast.halls
      .filter(({ source }) => source === 'sheet')
      .map((hall): Deed => ({ at: at(24, '16:45'), do: 'register', hall })),
    ...cast.opinions.map((organisationId): Deed => ({
      at: at(24, '16:45'),
      do: 'give-opinion',
      organisationId,
      text: 'ควรสำรวจปีละครั้ง',
    })),
    { at: at(25, '09:15'), do: 'close' },
    {
      at: at(25, '10:05'),
      do: 'correct-register',
      siteId: firstHall.siteId,
      entry: { ...firstLine, id: `after-${firstHall.siteId}`, state: 'represented', people: 5 },
      reason: 'แก้ไขตามใบเซ็นชื่อ',
    },
  ];
};

/** The same answer once more, since the meeting was moved: some by the link, some by telephone. */
const confirmationsOf = (cast: Cast, scenario: Scenario): Act[] => {
  const last = new Map(scenario.acts.map((act) => [act.organisationId, act]));
  return cast.confirming.map((organisationId, index) => {
    const content = last.get(organisationId)?.content ?? declining;
    const when = at(17, '10:45');
    return index % 4 === 0
      ? atDesk(organisationId, when, content, { channel: 'phone' })
      : byWeb(organisationId, when, content);
  });
};

const another = (office: ListedOffice, id: string, code: number, word: string): ListedOffice => ({
  ...office,
  id,
  code: String(code),
  name: { th: `${office.name.th} ${word}`, en: `${office.name.en ?? ''} (${word})` },
  email: `${id}@office.example`,
});

/** The sixteen days with all that staff do in them, and the day of the meeting with what comes after it. */
export const makePlot = (scenario: Scenario, organisations: readonly Organisation[]): Plot => {
  const cast = castOf(scenario, organisations, { movedAt });
  const listed = organisations.map((each, index): ListedOffice => ({ ...each, code: String(10_001 + index) }));
  const named = new Map(listed.map((each) => [each.id, each]));
  const office = (id: string): ListedOffice => {
    const found = named.get(id);
    if (found === undefined) throw new RangeError(`there is no ${id}`);
    return found;
  };
  const { email: _none, ...withoutAddress } = office(cast.corrected);
  const offices = [
    ...listed.map((each) => (each.id === cast.corrected ? withoutAddress : each)),
    another(office(cast.corrected), cast.mistaken, 20_001, 'แห่งที่ 2'),
    another(office(cast.keptOfSilent), cast.doubledSilent, 20_002, 'แห่งที่ 2'),
    another(office(cast.keptOfAnswered), cast.doubledAnswered, 20_003, 'แห่งที่ 2'),
  ];
  const own = actsOf(cast);
  const deeds = deedsOf(cast, office);
  const replaced = new Set([...own.map(({ organisationId }) => organisationId), cast.twins]);
  return {
    ...scenario,
    to: at(25, '10:30'),
    acts: [
      ...scenario.acts.filter(({ organisationId }) => !replaced.has(organisationId)),
      ...own,
      ...confirmationsOf(cast, scenario),
    ].sort((a, b) => a.at.localeCompare(b.at) || a.organisationId.localeCompare(b.organisationId)),
    offices,
    deeds,
    cast,
    wrongRows,
  };
};
