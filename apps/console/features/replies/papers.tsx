import { useState } from 'react';
import { type Invitation, ListPrintRuns, mayAsk, StartPrintRun } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Notice } from '../../kit/notice.js';
import { usePaperWords } from '../../kit/paper-words.js';
import { goesOn, lookMs, PrintRunActions } from '../../kit/print-run.js';

/** The document that was begun here, until it is made and fetched. */
const Made = ({ printRunId }: { readonly printRunId: string }) => {
  const { meeting } = useMeeting();
  const words = usePaperWords();
  const [everyMs, setEveryMs] = useState<number | undefined>(lookMs);
  const asked = everyMs === undefined ? {} : { everyMs };
  const { value, problem, reload } = useAnswer(ListPrintRuns, { meetingId: meeting.id }, asked);
  const run = value?.items.find(({ id }) => id === printRunId);
  const isMaking = run === undefined || goesOn(run);
  if (isMaking !== (everyMs !== undefined)) setEveryMs(isMaking ? lookMs : undefined);
  return (
    <>
      <Notice problem={problem} retry={reload} />
      {run !== undefined && (
        <p className="actions">
          <span role="status">{words.states[run.state]}</span> <PrintRunActions run={run} />
        </p>
      )}
      {run?.asPage === true && <p className="hint">{words.asPage}</p>}
    </>
  );
};

/** An office that lost its letter, or asks for the form by fax: both as one document, with its code. */
export const Papers = ({ invitation: { id: invitationId, status } }: { readonly invitation: Invitation }) => {
  const { meeting, staff } = useMeeting();
  const words = usePaperWords();
  const [begun, setBegun] = useState<string>();
  const { send, busy, problem } = useCommand(StartPrintRun, { makesStale: [ListPrintRuns] });
  if (!mayAsk(StartPrintRun, staff) || status !== 'issued' || meeting.status === 'draft') return null;
  const begin = async (): Promise<void> => {
    const run = await send({ meetingId: meeting.id, parts: 'both', invitationId });
    if (run !== undefined && !hasFailed(run)) setBegun(run.id);
  };
  return (
    <>
      <button type="button" className="quiet" disabled={busy} onClick={() => void begin()}>
        {words.ofOffice}
      </button>
      <Notice problem={problem} />
      {begun !== undefined && <Made key={begun} printRunId={begun} />}
    </>
  );
};
