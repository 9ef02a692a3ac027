import {
  type Asker,
  type EventEnvelope,
  type HistoryEntry,
  HistoryNote,
  HistoryWhat,
  HistoryNoted,
  MailsNoted,
} from '#contracts';
import { opensPersons } from '../invitation/invitation.module.js';
import { type Link, type Unlinked } from './chain.js';
import { noteToldByScheduling } from './told-by-scheduling.js';

/** Events that were told before they were noted say what happened by their subject, and of whom by their ids. */
const whatIn = (subject: string): HistoryWhat | undefined =>
  HistoryWhat.safeParse(/^evt\.registration\.v1\.([a-z-]+)$/.exec(subject)?.[1]).data;

type OldData = {
  readonly meetingId?: string;
  readonly meeting?: { readonly id: string };
  readonly invitationId?: string;
  readonly provinceCode?: string;
  readonly organisationId?: string;
  readonly organisation?: { readonly id: string; readonly provinceCode: string };
};

const noteOf = ({ subject, note, data }: EventEnvelope): HistoryNote | undefined => {
  if (subject === HistoryNoted.subject || subject === MailsNoted.subject) return HistoryNote.parse(data);
  const ofScheduling = note ?? noteToldByScheduling({ subject, data });
  if (ofScheduling !== undefined) return ofScheduling;
  const what = whatIn(subject);
  const { meetingId, meeting, invitationId, organisation, organisationId, provinceCode } = data as OldData;
  const id = meetingId ?? meeting?.id;
  if (what === undefined || id === undefined) return undefined;
  return HistoryNote.parse({
    meetingId: id,
    what,
    ...(invitationId !== undefined && { invitationId }),
    organisationId: organisationId ?? organisation?.id,
    provinceCode: provinceCode ?? organisation?.provinceCode,
    changes: [],
  });
};

/** What the history notes of an event; an event that is told again in another era is the one that it was. */
export const entryOf = (event: EventEnvelope): Unlinked | undefined => {
  const note = noteOf(event);
  return note === undefined
    ? undefined
    : {
        ...withoutUndefined(note),
        at: event.occurredAt,
        who: event.by ?? { kind: 'unknown' },
        event: event.toldFirst ?? event.id,
      };
};

const withoutUndefined = <Fields extends object>(fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;

const ofOffice = new Set<HistoryWhat>([
  'response-recorded',
  'response-kept',
  'response-said-again',
  'response-taken-back',
  'opinion-given',
  'opinion-withdrawn',
  'response-withdrawn',
]);

/** The entry as whoever asks may see it: who entered what an office said and why it was taken back go with its persons. */
export const openedEntry = (asking: Asker, entry: Link): HistoryEntry => {
  const { provinceCode, what, reason: _reason, ...rest } = entry;
  if (provinceCode === undefined || !ofOffice.has(what) || opensPersons(asking, provinceCode)) return entry;
  const who = entry.who.kind === 'staff' ? { kind: 'staff' as const, role: entry.who.role } : entry.who;
  return { ...rest, provinceCode, what, who, withheld: true };
};
