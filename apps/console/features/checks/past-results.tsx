import type { Check } from '#contracts';
import { useChecksWords } from '../../kit/checks-words.js';
import { useStaffNames } from '../../kit/data/use-staff-names.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { useReader } from '../../kit/reader.js';

/** What a check's result was before it was corrected or withdrawn, by whom and why. */
export const PastResults = ({ check: { history = [] } }: { check: Check }) => {
  const { meeting } = useMeeting();
  const { names, moment } = useReader();
  const words = useChecksWords('entry');
  const nameOf = useStaffNames();
  if (history.length === 0) return null;
  return (
    <>
      <h3>{words.history}</h3>
      <ul>
        {history.map((past) => (
          <li key={past.endedAt}>
            {names.checkStates[past.state]}
            {(past.faults ?? []).length > 0
              && ` (${(past.faults ?? []).map((fault) => names.checkFaults[fault]).join(', ')})`}
            {' · '}
            {nameOf(past.recordedBy)} {moment(past.recordedAt, meeting.timeZone)} · {words.ended[past.ended]}{' '}
            {nameOf(past.endedBy)} {moment(past.endedAt, meeting.timeZone)}
            {past.reason !== undefined && ` · ${past.reason}`}
          </li>
        ))}
      </ul>
    </>
  );
};
