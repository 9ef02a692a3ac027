import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { type HistoryProof, ListHistory, mayAsk, VerifyHistory } from '#contracts';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { usePages } from '../../kit/data/use-pages.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { useRepliesWords } from '../../kit/replies-words.js';
import { Pager } from '../../kit/table/pager.js';
import { HistoryLine } from './history-line.js';
import './replies.css';

const pageSize = 100;

/** Whether the history is whole: asked for, as it reads all of it. */
const Proof = () => {
  const { meeting } = useMeeting();
  const words = useRepliesWords('history');
  const [proof, setProof] = useState<HistoryProof>();
  const { send, busy, problem } = useCommand(VerifyHistory, { makesStale: [] });
  const verify = async () => {
    const outcome = await send({ meetingId: meeting.id });
    if (!hasFailed(outcome)) setProof(outcome);
  };
  return (
    <>
      <p className="actions">
        <button type="button" className="quiet" disabled={busy} onClick={() => void verify()}>
          {words.verify}
        </button>
      </p>
      <Notice problem={problem} />
      {proof !== undefined && (
        <p role={proof.broken === undefined ? 'status' : 'alert'}>
          {proof.broken === undefined ? words.whole(proof.count) : words.broken(proof.broken.sequence)}
          {proof.hash !== undefined && (
            <>
              {' '}
              {words.hash} <code>{proof.hash}</code>
            </>
          )}
        </p>
      )}
    </>
  );
};

/** All that was written of the meeting and its offices, the newest first. */
export const HistoryPage = () => {
  const { meeting, staff } = useMeeting();
  const words = useRepliesWords('history');
  const { language, named } = useReader();
  const pages = usePages(ListHistory, { meetingId: meeting.id, language }, pageSize);
  if (pages.items === undefined)
    return pages.problem === undefined ? <Loading /> : <Notice problem={pages.problem} retry={pages.reload} />;
  return (
    <>
      <p>{words.intro}</p>
      {mayAsk(VerifyHistory, staff) && <Proof />}
      <Notice problem={pages.problem} retry={pages.reload} />
      {pages.items.length === 0 ? (
        <Empty>{words.none}</Empty>
      ) : (
        <ol className="timeline">
          {pages.items.map((entry) => (
            <HistoryLine key={entry.sequence} entry={entry}>
              {entry.invitationId !== undefined && entry.office !== undefined && (
                <>
                  {' · '}
                  <Link to={`/meetings/${meeting.id}/invited/${entry.invitationId}`}>{named(entry.office)}</Link>
                </>
              )}
            </HistoryLine>
          ))}
        </ol>
      )}
      <Pager pages={pages} words={words} />
    </>
  );
};
