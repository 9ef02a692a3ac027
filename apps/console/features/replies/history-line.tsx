import { type ReactNode } from 'react';
import { Bilingual, type HistoryEntry } from '#contracts';
import { useStaffNames } from '../../kit/data/use-staff-names.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { useReader } from '../../kit/reader.js';
import { useRepliesWords } from '../../kit/replies-words.js';

const isName = (value: unknown): value is Bilingual => Bilingual.safeParse(value).success;

/** One write: when, what, by whom and why. `children`: whom it concerned, where that is not said around it. */
export const HistoryLine = ({ entry, children }: { entry: HistoryEntry; children?: ReactNode }) => {
  const { meeting } = useMeeting();
  const words = useRepliesWords('history');
  const office = useRepliesWords('office');
  const scanWords = useRepliesWords('scans');
  const { names, named, shortMoment } = useReader();
  const staffName = useStaffNames();
  const { what, who, at, changes, reason, responseRevision } = entry;
  const by =
    who.kind === 'staff'
      ? `${names.roles[who.role]}${who.staffId === undefined ? '' : ` (${staffName(who.staffId)})`}`
      : words.who[who.kind];
  const answer = changes.find(({ field }) => field === 'answer')?.after;
  const site = what === 'invitation-moved' ? changes.find(({ field }) => field === 'siteName')?.after : undefined;
  const scans = changes.find(({ field }) => field === 'scans')?.after;
  const until = changes.find(({ field }) => field === 'answersUntil')?.after;
  return (
    <li>
      <span className="moment">{shortMoment(at, meeting.timeZone)}</span> <b>{words.what[what]}</b>
      {children}
      {responseRevision !== undefined && ` · ${office.revision(responseRevision)}`}
      {typeof answer === 'string'
        && answer in names.answers
        && ` · ${names.answers[answer as keyof typeof names.answers]}`}
      {Array.isArray(scans) && ` · ${scanWords.count(scans.length)}`}
      {isName(site) && ` · ${named(site)}`}
      {typeof until === 'string' && ` · ${office.until} ${shortMoment(until, meeting.timeZone)}`} · {by}
      {reason !== undefined && ` · ${office.reason}: ${reason}`}
    </li>
  );
};
