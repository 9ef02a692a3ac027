import { useState } from 'react';
import { CloseMeeting, GetReport, ListMeetings, mayAsk, ReopenMeeting, type Report } from '#contracts';
import { useAfterWords } from '../../kit/after-words.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { Confirm } from '../../kit/dialog.js';
import { Field } from '../../kit/form/field.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';

const madeStale = { makesStale: [ListMeetings, GetReport] };

const StillOpen = ({ report }: { report: Report }) => {
  const words = useAfterWords('report');
  const { named } = useReader();
  const silent = report.replies.total.invited - report.replies.total.answered;
  if (silent === 0 && report.openHalls.length === 0) return null;
  return (
    <>
      <h3>{words.stillOpen}</h3>
      <ul>
        {silent > 0 && <li>{words.silentLeft(silent)}</li>}
        {report.openHalls.length > 0 && (
          <li>
            {words.hallsLeft(report.openHalls.length)}:{' '}
            {report.openHalls.map(({ siteName }) => named(siteName)).join(', ')}
          </li>
        )}
      </ul>
    </>
  );
};

/** The end of a meeting's books, and their beginning anew: each behind a question that says what it means. */
export const Closing = ({ report }: { report: Report }) => {
  const { meeting, staff } = useMeeting();
  const words = useAfterWords('report');
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const close = useCommand(CloseMeeting, madeStale);
  const reopen = useCommand(ReopenMeeting, madeStale);
  const isClosed = meeting.status === 'closed';
  if (!mayAsk(CloseMeeting, staff) || (meeting.status !== 'announced' && !isClosed)) return null;
  const { busy, problem, forget } = isClosed ? reopen : close;
  const act = isClosed ? words.reopen : words.close;
  const meetingId = meeting.id;
  const take = async (): Promise<void> => {
    const outcome = isClosed
      ? await reopen.send({ meetingId, reason: reason.trim() })
      : await close.send({ meetingId });
    if (hasFailed(outcome)) return;
    setReason('');
    setAsking(false);
  };
  return (
    <section className="closing">
      {isClosed && <p>{words.closed}</p>}
      {!isClosed && !report.over && <p>{words.notOver}</p>}
      {(isClosed || report.over) && (
        <>
          {!isClosed && <StillOpen report={report} />}
          <p className="actions">
            <button
              type="button"
              className="quiet"
              onClick={() => {
                forget();
                setAsking(true);
              }}
            >
              {act}
            </button>
          </p>
        </>
      )}
      {asking && (
        <Confirm
          title={act}
          act={act}
          busy={busy}
          ready={!isClosed || reason.trim() !== ''}
          onConfirm={() => void take()}
          onClose={() => setAsking(false)}
        >
          <p>{isClosed ? words.reopenWill : words.closeWill}</p>
          {isClosed && (
            <Field label={words.reason}>
              {(described) => (
                <input
                  {...described}
                  maxLength={500}
                  value={reason}
                  onChange={({ target }) => setReason(target.value)}
                />
              )}
            </Field>
          )}
          <Notice problem={problem} />
        </Confirm>
      )}
    </section>
  );
};
