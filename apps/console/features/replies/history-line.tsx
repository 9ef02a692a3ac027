import { type ReactNode } from 'react';
import { type ListedHistoryEntry, type WordedChange } from '#contracts';
import { useStaffNames } from '../../kit/data/use-staff-names.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { useReader } from '../../kit/reader.js';
import { useRepliesWords } from '../../kit/replies-words.js';

/** So many stand at once; more are opened by whoever wants to read them. */
const mostOpen = 5;

const Changes = ({ said }: { said: readonly WordedChange[] }) => {
  const words = useRepliesWords('history');
  const lines = (
    <ul className="changes">
      {said.map(({ label, before, after, personal }, at) => (
        <li key={at}>
          <span className="soft">{label}:</span>{' '}
          {personal === true
            ? words.personal
            : before === undefined
              ? after
              : words.became(before, after ?? words.nothing)}
        </li>
      ))}
    </ul>
  );
  if (said.length === 0) return null;
  return said.length <= mostOpen ? (
    lines
  ) : (
    <details>
      <summary>{words.parts(said.length)}</summary>
      {lines}
    </details>
  );
};

/** One write: when, what, by whom why, and what it changed. `children`: whom it concerned, where that is not said around it. */
export const HistoryLine = ({ entry, children }: { entry: ListedHistoryEntry; children?: ReactNode }) => {
  const { meeting } = useMeeting();
  const words = useRepliesWords('history');
  const office = useRepliesWords('office');
  const { names, shortMoment } = useReader();
  const staffName = useStaffNames();
  const { what, who, at, said, reason, responseRevision } = entry;
  const by =
    who.kind === 'staff'
      ? `${names.roles[who.role]}${who.staffId === undefined ? '' : ` (${staffName(who.staffId)})`}`
      : words.who[who.kind];
  return (
    <li>
      <span className="moment">{shortMoment(at, meeting.timeZone)}</span> <b>{words.what[what]}</b>
      {children}
      {responseRevision !== undefined && ` · ${office.revision(responseRevision)}`}
      {' · '}
      {by}
      {reason !== undefined && ` · ${office.reason}: ${reason}`}
      <Changes said={said} />
    </li>
  );
};
