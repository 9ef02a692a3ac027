import {
  type Check,
  CheckBooked,
  CheckCancelled,
  CheckConfirmed,
  CheckMoved,
  CheckRecorded,
  CheckResultCorrected,
  CheckResultWithdrawn,
  ConferenceRoomChanged,
  type DataOf,
  type HistoryChange,
  type HistoryNote,
  SiteFaultChanged,
  SiteJoiningChanged,
} from '#contracts';

type Told = { readonly subject: string; readonly data: unknown };
type Result = Partial<Pick<Check, 'state' | 'faults'>>;

const change = (field: string, before: unknown, after: unknown): HistoryChange[] =>
  JSON.stringify(before) === JSON.stringify(after)
    ? []
    : [{ field, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }];
const personal = (field: string, holds: boolean): HistoryChange[] => (holds ? [{ field, personal: true }] : []);

const placed = (check: Check, previousStartsAt?: string): HistoryChange[] => [
  ...change('startsAt', previousStartsAt, check.startsAt),
  ...change('room', undefined, check.room),
];
/** Of a result its outcome and what was wrong; what was written beside it may name persons. */
const found = (check: Check, before: Result): HistoryChange[] => {
  const after: Result = check.state === 'booked' || check.state === 'cancelled' ? {} : check;
  return [
    ...change('outcome', before.state, after.state),
    ...change('faults', before.faults, after.faults),
    ...personal('note', after.state !== undefined && check.note !== undefined),
  ];
};

/** What the history notes of what scheduling tells: of a site's checks, and of how it joined on the day. Undefined for anything else. */
export const noteToldByScheduling = ({ subject, data }: Told): HistoryNote | undefined => {
  const ofCheck = (
    what: HistoryNote['what'],
    { meetingId, siteId }: Check,
    changes: HistoryChange[],
    reason?: string,
  ) => ({ meetingId, siteId, what, changes, ...(reason !== undefined && { reason }) });
  switch (subject) {
    case CheckBooked.subject: {
      const { check } = data as DataOf<typeof CheckBooked>;
      return ofCheck('check-booked', check, placed(check));
    }
    case CheckMoved.subject: {
      const { check, previousStartsAt } = data as DataOf<typeof CheckMoved>;
      return ofCheck('check-moved', check, placed(check, previousStartsAt));
    }
    case CheckCancelled.subject: {
      const { check } = data as DataOf<typeof CheckCancelled>;
      return ofCheck('check-cancelled', check, [
        ...change('startsAt', check.startsAt, undefined),
        ...change('cause', undefined, check.cancelCause),
      ]);
    }
    case CheckConfirmed.subject: {
      const { check } = data as DataOf<typeof CheckConfirmed>;
      return ofCheck('check-confirmed', check, [
        ...change('startsAt', undefined, check.startsAt),
        ...personal('present', (check.confirmed?.present.length ?? 0) > 0),
      ]);
    }
    case CheckRecorded.subject: {
      const { check } = data as DataOf<typeof CheckRecorded>;
      return ofCheck('check-recorded', check, found(check, {}));
    }
    case CheckResultCorrected.subject: {
      const { check, previous } = data as DataOf<typeof CheckResultCorrected>;
      return ofCheck('check-result-corrected', check, found(check, previous), previous.reason);
    }
    case CheckResultWithdrawn.subject: {
      const { check, previous } = data as DataOf<typeof CheckResultWithdrawn>;
      return ofCheck('check-result-withdrawn', check, found(check, previous), previous.reason);
    }
    case SiteJoiningChanged.subject: {
      const { meetingId, siteId, state, previous, leftBy } = data as DataOf<typeof SiteJoiningChanged>;
      const changes = [...change('joining', previous, state), ...change('leftBy', undefined, leftBy)];
      return { meetingId, siteId, what: 'site-joining-changed', changes };
    }
    case SiteFaultChanged.subject: {
      const { meetingId, siteId, fault } = data as DataOf<typeof SiteFaultChanged>;
      const changes = [
        ...change('fault', undefined, fault.what),
        ...change('endedAt', undefined, fault.endedAt),
        ...personal('note', fault.note !== undefined),
      ];
      return { meetingId, siteId, what: 'site-fault-changed', changes };
    }
    case ConferenceRoomChanged.subject: {
      const { meetingId, state } = data as DataOf<typeof ConferenceRoomChanged>;
      return { meetingId, what: 'conference-room-changed', changes: change('conference', undefined, state) };
    }
    default:
      return undefined;
  }
};
