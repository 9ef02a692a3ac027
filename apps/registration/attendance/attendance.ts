import { isDeepStrictEqual } from 'node:util';
import {
  type Asker,
  type Attendance,
  type AttendanceState,
  type Hall,
  type HistoryNote,
  type Meeting,
} from '#contracts';
import { type AppError, conflict, digestText, forbidden } from '#platform';
import { opensPersons } from '../invitation/invitation.module.js';
import { endedMeeting } from '../meeting/meeting.module.js';

/** Said of who came: it stands until another entry says otherwise; null or an empty text takes it back. */
type Details = {
  readonly people?: number | null | undefined;
  readonly names?: string | undefined;
  readonly vouchedBy?: string | undefined;
};
const ofPersons = ['names', 'vouchedBy'] as const;

/** What somebody entered once, and no more than that. All of them are kept; what counts follows from when they were made. */
export type Entry = Pick<Attendance, 'state' | 'source' | 'at' | 'reason'>
  & Details & { readonly entryId: string; readonly recordedBy: string };
export type AttendanceRecord = Pick<
  Attendance,
  'id' | 'meetingId' | 'siteId' | 'provinceCode' | 'invitationId' | 'walkIn' | 'revision'
> & { readonly made: readonly Entry[] };

/** One of an invitation: whoever enters it first makes it. */
export const attendanceId = (meetingId: string, invitationId: string): string =>
  `att-${digestText(`${meetingId}\n${invitationId}`, 16)}`;
/** One of each who came to a hall without an invitation. Its id is the sender's own, and leads to no other line, whosever id it is. */
export const walkInId = ({ meetingId, siteId }: Pick<Attendance, 'meetingId' | 'siteId'>, id: string): string =>
  `att-${digestText(`${meetingId}\n${siteId}\n${id}`, 16)}`;

/** More corrections of one line than anybody makes. */
const mostEntries = 100;

/** The entry that counts, the one made last, or of two at one instant the one that came last; with what those before it said and it left out. */
const counting = (made: readonly Entry[]): Entry | undefined => {
  const inOrder = made.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
  if (inOrder.length === 0) return undefined;
  return inOrder.reduce((before, each) => ({
    ...each,
    ...(each.people === undefined && { people: before.people }),
    ...(each.names === undefined && { names: before.names }),
    ...(each.vouchedBy === undefined && { vouchedBy: before.vouchedBy }),
  }));
};

/**
 * The entry as it is kept of whoever makes it: to those who do not see persons an empty field is what is withheld from them,
 * and says nothing. Throws forbidden 'withheld-stands' where they would put persons in the place of others.
 */
export const entryFrom = (who: Asker, { provinceCode }: Place, made: readonly Entry[], entry: Entry): Entry => {
  if (opensPersons(who, provinceCode)) return entry;
  const { names = '', vouchedBy = '', ...rest } = entry;
  const said = { ...(names !== '' && { names }), ...(vouchedBy !== '' && { vouchedBy }) };
  const standing = counting(made);
  for (const name of ofPersons) if (standing?.[name] !== '') mustNotReplace(standing?.[name], said[name]);
  return { ...rest, ...said };
};

type Place = { readonly provinceCode: string };
const mustNotReplace = (standing: unknown, said: unknown): void => {
  if (standing !== undefined && said !== undefined && !isDeepStrictEqual(standing, said))
    throw forbidden('withheld-stands');
};
/** Throws forbidden 'withheld-stands' where somebody who does not see persons names another one who presides. */
export const mustSeeWhoPresides = (
  who: Asker,
  { provinceCode }: Place,
  standing: Hall['presiding'],
  said: Hall['presiding'],
): void => {
  if (!opensPersons(who, provinceCode)) mustNotReplace(standing, said);
};

/** The record with one entry more; undefined where it holds this entry already. Throws conflict 'too-many-entries'. */
export const withEntry = (made: readonly Entry[], entry: Entry): readonly Entry[] | undefined => {
  if (made.some(({ entryId }) => entryId === entry.entryId)) return undefined;
  if (made.length >= mostEntries) throw conflict('too-many-entries', { values: { most: mostEntries } });
  return [...made, entry];
};

export const attendanceOf = ({ made, ...record }: AttendanceRecord): Attendance => {
  const entry = counting(made);
  if (entry === undefined) throw new Error(`${record.id} was kept without an entry`);
  const { entryId: _entryId, people, names = '', vouchedBy = '', ...said } = entry;
  return {
    ...record,
    ...said,
    ...(typeof people === 'number' && { people }),
    ...(names !== '' && { names }),
    ...(vouchedBy !== '' && { vouchedBy }),
    entries: made.length,
  };
};

/** As whoever asks may see it: persons and who entered them go together. */
export const openedAttendance = (who: Asker, attendance: Attendance): Attendance => {
  if (opensPersons(who, attendance.provinceCode)) return attendance;
  const {
    names: _names,
    vouchedBy: _vouchedBy,
    recordedBy: _recordedBy,
    reason: _reason,
    walkIn,
    ...rest
  } = attendance;
  return { ...rest, ...(walkIn && { walkIn: { id: walkIn.id, office: walkIn.office } }), withheld: true };
};

export const openedHall = (who: Asker, hall: Hall): Hall => {
  if (opensPersons(who, hall.provinceCode)) return hall;
  const { presiding, ...rest } = hall;
  return { ...rest, ...(presiding && { withheld: true }) };
};

const dayMs = 86_400_000;
/** Why nothing of the day is entered, if it isn't: a meeting that nobody heard of, that will not be, is not yet, or whose books are closed. */
export const registerClosed = (
  meeting: Pick<Meeting, 'id' | 'status' | 'startsAt' | 'timeZone'>,
  now: Date,
  reason: string | undefined,
): AppError | undefined => {
  switch (meeting.status) {
    case 'draft':
      return conflict('meeting-not-announced', { values: { id: meeting.id } });
    case 'cancelled':
      return endedMeeting(meeting);
    case 'closed':
      return reason === undefined ? conflict('correction-without-reason') : undefined;
    case 'announced':
      return now.getTime() < Date.parse(meeting.startsAt) - dayMs
        ? conflict('meeting-not-begun', { values: { at: meeting.startsAt }, details: { timeZone: meeting.timeZone } })
        : undefined;
    default:
      return meeting.status satisfies never;
  }
};

const cameAs: readonly AttendanceState[] = ['present', 'represented'];
/** How many persons a line of the register stands for. */
export const peopleOf = ({ state, people }: Pick<Attendance, 'state' | 'people'>): number =>
  cameAs.includes(state) ? (people ?? 1) : 0;

/** What became of a line of the register in one write. */
export const noteOfAttendance = (before: Attendance | undefined, after: Attendance): HistoryNote => {
  const changed = (field: 'state' | 'people') =>
    before?.[field] === after[field]
      ? []
      : [
          {
            field,
            ...(before?.[field] !== undefined && { before: before[field] }),
            ...(after[field] !== undefined && { after: after[field] }),
          },
        ];
  const personal = (['names', 'vouchedBy'] as const)
    .filter((field) => before?.[field] !== after[field])
    .map((field) => ({ field, personal: true as const }));
  const walkIn =
    after.walkIn === undefined || before !== undefined
      ? []
      : [
          { field: 'office', after: after.walkIn.office },
          { field: 'walkIn', personal: true as const },
        ];
  return {
    meetingId: after.meetingId,
    what: 'attendance-recorded',
    ...(after.invitationId !== undefined && { invitationId: after.invitationId }),
    provinceCode: after.provinceCode,
    changes: [
      { field: 'siteId', after: after.siteId },
      ...walkIn,
      ...changed('state'),
      ...changed('people'),
      ...personal,
    ],
    ...(after.reason !== undefined && { reason: after.reason }),
  };
};
