// Each act with its figures, told of what was expected and of what was seen in the same words.
import { dayOf } from './mailbag.js';
import { type Cast, type Plot } from './plot.js';
import { type OfficeView, type Standing } from './view.js';

export type Figure = number | string | boolean;
export type Stories = Readonly<Record<string, Readonly<Record<string, Figure>>>>;
type Told = { readonly standing: Standing; readonly mails: Iterable<string> };

const answerText = ({ standing, answer, channel, people = 0, late }: OfficeView): string =>
  answer === undefined ? standing : `${answer} by ${channel}, ${people} people${late === true ? ', late' : ''}`;

/** Mails of a kind to an office after a day. */
const mailsTo = (mails: Iterable<string>, kind: string, address: string | undefined, since = ''): number =>
  [...mails].filter((key) => {
    const [ofKind, to, day = ''] = key.split(' ');
    return ofKind === kind && to === address && day > since;
  }).length;

export const storiesOf = ({ cast, offices, deeds }: Plot, { standing, mails }: Told): Stories => {
  const all = [...mails];
  const address = new Map(offices.map(({ id, email }) => [id, email]));
  const view = (id: string): OfficeView =>
    standing.offices[id] ?? { standing: 'silent', unconfirmed: false, history: {} };
  const answer = (id: string): string => answerText(view(id));
  const noted = (id: string, what: keyof OfficeView['history']): number => view(id).history[what] ?? 0;
  const to = (kind: string, id: string, since?: string): number => mailsTo(all, kind, address.get(id), since);
  const sum = (ids: readonly string[], of: (id: string) => number): number =>
    ids.reduce((total, id) => total + of(id), 0);
  const [firstLook, secondLook, thirdLook] = standing.looks;
  const { extended } = cast;
  const givenTime = [extended.web, extended.fax, extended.late, ...extended.silent];
  const extendedAt = deeds.find((deed) => deed.do === 'extend')?.at ?? '';
  const { lists, report } = standing;
  return {
    'the list of offices': {
      rows: lists.first.read,
      new: lists.first.new,
      invalid: lists.first.invalid,
      'changed by the second list': lists.corrected.changed,
      'changed by the same once more': lists.repeated.changed + lists.repeated.new,
      'changed by the directory as it is handed out': lists['handed out'].changed + lists['handed out'].new,
      'invitations to the address that came later': mailsTo(all, 'invitation', correctedAddress(deeds)),
    },
    'two of the desk at once': {
      'answers on record, one of them after a refusal': noted(cast.clash, 'response-recorded'),
      counts: answer(cast.clash),
      'answers of one fax entered twice': noted(cast.twins, 'response-recorded'),
    },
    'an older fax': {
      'kept without counting': noted(cast.older, 'response-kept'),
      counts: answer(cast.older),
      receipts: to('receipt', cast.older),
    },
    'an answer taken back': {
      'taken back': sum([cast.wrong, cast.wrongLater], (id) => noted(id, 'response-taken-back')),
      'offices told so': sum([cast.wrong, cast.wrongLater], (id) => to('answer-taken-back', id)),
      'reminders of the one that was silent again': to('reminder', cast.wrong),
      'reminders of the one that had answered before': to('reminder', cast.wrongLater),
      'count now': `${answer(cast.wrong)}; ${answer(cast.wrongLater)}`,
    },
    'more time for one province': {
      province: extended.provinceCode,
      'offices given time': sum(givenTime, (id) => noted(id, 'invitation-extended')),
      'to call after the deadline': thirdLook?.toCall.length ?? 0,
      'of these in the province': thirdLook?.toCall.filter((id) => givenTime.includes(id)).length ?? 0,
      'reminders since': sum(givenTime, (id) => to('reminder', id, dayOf(extendedAt))),
      'answered since': [extended.web, extended.fax, extended.late].map(answer).join('; '),
    },
    'a moved meeting': {
      'foretold to be asked again': standing.foretold,
      'unconfirmed on the next day': secondLook?.unconfirmed ?? 0,
      'confirmed since': sum(cast.confirming, (id) => noted(id, 'response-confirmed')),
      'unconfirmed at the end': Object.values(standing.offices).filter(({ unconfirmed }) => unconfirmed).length,
    },
    'withdrawn, and invited again': {
      'invited meanwhile': firstLook?.total.invited ?? 0,
      'answered meanwhile': firstLook?.total.answered ?? 0,
      'counts again': answer(cast.withdrawnAnswered),
      'answered by the new link': answer(cast.withdrawnSilent),
      invitations: sum([cast.withdrawnAnswered, cast.withdrawnSilent], (id) => to('invitation', id)),
      'reminders of the silent one': to('reminder', cast.withdrawnSilent),
      'reminders of the one withdrawn for good': to('reminder', cast.mistaken),
    },
    'merged offices': {
      'silent, now': view(cast.doubledSilent).standing,
      'answered, then withdrawn by hand': view(cast.doubledAnswered).standing,
      'reminders of the one that left': to('reminder', cast.doubledSilent),
      'names that followed': sum([cast.keptOfSilent, cast.keptOfAnswered], (id) => noted(id, 'invitation-followed')),
      'invited at the end': standing.boards['all']?.total.invited ?? 0,
    },
    'merged into an office that is not invited': {
      'silent then, now': answer(cast.absorbedSilent),
      'followed the other’s name': noted(cast.absorbedSilent, 'invitation-followed'),
      'reminders there': to('reminder', cast.absorbedSilent),
      'reminders where it goes on': mailsTo(all, 'reminder', newAddress(deeds, cast.absorbedSilent)),
      'answered before, now': answer(cast.absorbedAnswered),
      'word of the moved meeting': mailsTo(all, 'meeting-changed', newAddress(deeds, cast.absorbedAnswered)),
    },
    'joined at another hall': {
      'moved, and moved back': sum([cast.elsewhere, cast.thereAndBack], (id) => noted(id, 'invitation-moved')),
      'invited to that hall': standing.halls[cast.otherHall]?.invited ?? 0,
      'expected there': standing.halls[cast.otherHall]?.expected ?? 0,
      'invited to the hall of the one that came back': standing.halls[cast.home]?.invited ?? 0,
    },
    'mails on the way': {
      ...standing.steered,
      'receipts after the weekend': sum([...cast.weekend.once, ...cast.weekend.twice], (id) => to('receipt', id)),
      'reminders of the day without them': all.filter((key) => /^reminder .* 2016-11-15 /.test(key)).length,
      'reminders on the day after': all.filter((key) => /^reminder .* 2016-11-16 /.test(key)).length,
    },
    'addresses and calls': {
      'bad for good': cast.unreachable.length,
      'mails to these beside the invitation': sum(
        cast.unreachable,
        (id) => to('reminder', id) + to('meeting-changed', id),
      ),
      'on the call list at once': cast.unreachable.filter((id) => firstLook?.toCall.includes(id)).length,
      'invitations to addresses that were mended': cast.mended.reduce(
        (total, _id, index) => total + mailsTo(all, 'invitation', `mended-${index + 1}@office.example`),
        0,
      ),
      'called and still to be called': Object.values(standing.calls).sort().join(', '),
    },
    'registers of the halls': hallFigures(standing, cast),
    'the conference': {
      sites: standing.conference.sites,
      'left when the room was closed': standing.conference.left,
      'lines lost': standing.conference.linesLost,
      'lines that came back': standing.conference.linesBack,
    },
    'the report': {
      invited: standing.boards['all']?.total.invited ?? 0,
      answered: standing.boards['all']?.total.answered ?? 0,
      'people announced': standing.boards['all']?.total.people ?? 0,
      present: report.came.total.present,
      represented: report.came.total.represented,
      absent: report.came.total.absent,
      excused: report.came.total.excused,
      'in no register': report.came.total.unknown,
      'people who came': report.people,
      'without an invitation': report.walkIns,
      'halls without a complete register': report.openHalls,
      opinions: report.opinions.given,
    },
    'the history': {
      entries:
        sumOf(standing.meetingHistory)
        + Object.values(standing.offices).reduce((n, each) => n + sumOf(each.history), 0),
      whole: standing.chainIsWhole,
    },
  };
};

const sumOf = (counts: Readonly<Record<string, number | undefined>>): number =>
  Object.values(counts).reduce<number>((total, count) => total + (count ?? 0), 0);

const correctedAddress = (deeds: Plot['deeds']): string | undefined =>
  deeds.flatMap((deed) => (deed.do === 'correct-address' ? [deed.email] : []))[0];

const newAddress = (deeds: Plot['deeds'], from: string): string | undefined =>
  deeds.flatMap((deed) => (deed.do === 'merge-into-new' && deed.from === from ? [deed.into.email] : []))[0];

const hallFigures = ({ halls, report }: Standing, cast: Cast): Stories[string] => {
  const kept = cast.halls.flatMap(({ siteId }) => halls[siteId] ?? []);
  const people = kept.reduce((total, hall) => total + hall.people, 0);
  return {
    halls: report.halls,
    'registers kept': kept.length,
    complete: kept.filter(({ complete }) => complete).length,
    'people in them': people,
    'walk-ins': kept.reduce((total, hall) => total + hall.walkIns, 0),
  };
};
