import {
  type Asker,
  type Attendance,
  type AttendanceState,
  type Hall,
  type HistoryNote,
  type Meeting,
} from '#contracts';
import { type AppError, conflict, digestText } from '#platform';
import { opensPersons } from '../invitation/invitation.module.js';
import { endedMeeting } from '../meeting/meeting.module.js';

/** What somebody entered once. All of them are kept; which counts follows from when they were made. */
export type Entry = Pick<Attendance, 'state' | 'people' | 'names' | 'vouchedBy' | 'source' | 'at' | 'reason'> & {
  readonly entryId: string;
  readonly recordedBy: string;
};
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

/** The entry that counts: the one made last; of two at one instant, the one that came last. */
export const counting = (made: readonly Entry[]): Entry | undefined =>
  made.reduce<Entry | undefined>(
    (last, each) => (last === undefined || Date.parse(each.at) >= Date.parse(last.at) ? each : last),
    undefined,
  );

/** The record with one entry more; undefined where it holds this entry already. Throws conflict 'too-many-entries'. */
export const withEntry = (made: readonly Entry[], entry: Entry): readonly Entry[] | undefined => {
  if (made.some(({ entryId }) => entryId === entry.entryId)) return undefined;
  if (made.length >= mostEntries) throw conflict('too-many-entries', { values: { most: mostEntries } });
  return [...made, entry];
};

export const attendanceOf = ({ made, ...record }: AttendanceRecord): Attendance => {
  const entry = counting(made);
  if (entry === undefined) throw new Error(`${record.id} was kept without an entry`);
  const { entryId: _entryId, ...said } = entry;
  return { ...record, ...said, entries: made.length };
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
  const { presiding: _presiding, ...rest } = hall;
  return rest;
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
