import { useId, useState } from 'react';
import { CallOutcome, ListCallList, ListCalls, RecordCall } from '#contracts';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { Confirm } from '../../kit/dialog.js';
import { Field } from '../../kit/form/field.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { newId } from '../../kit/new-id.js';
import { Notice } from '../../kit/notice.js';
import { useRepliesWords } from '../../kit/replies-words.js';
import { MomentField, nothingTyped, readMoment } from '../../kit/time/moment-field.js';

type RecordingOf = { readonly invitationId: string; readonly name: string; readonly onClose: () => void };
/** What came of a call; the way to the desk is at hand, as many answer on the telephone. */
export const RecordingCall = ({ invitationId, name, onClose }: RecordingOf) => {
  const { meeting } = useMeeting();
  const words = useRepliesWords('calls');
  const own = useId();
  const [callId] = useState(newId);
  const [outcome, setOutcome] = useState<CallOutcome>('reached');
  const [note, setNote] = useState('');
  const [typed, setTyped] = useState(nothingTyped);
  const { send, busy, problem } = useCommand(RecordCall, { makesStale: [ListCallList, ListCalls] });
  const read = readMoment(typed, meeting.timeZone);
  const again = outcome === 'call-again' && 'instant' in read ? read.instant : undefined;
  const record = async () => {
    const request = { invitationId, callId, outcome, note, ...(again !== undefined && { callAgainAt: again }) };
    if (!hasFailed(await send(request))) onClose();
  };
  return (
    <Confirm
      title={`${words.record} · ${name}`}
      act={words.keep}
      busy={busy}
      ready={outcome !== 'call-again' || again !== undefined}
      onConfirm={() => void record()}
      onClose={onClose}
    >
      <fieldset>
        <legend>{words.outcome}</legend>
        {CallOutcome.options.map((each) => (
          <label key={each} className="choice">
            <input type="radio" name="outcome" checked={outcome === each} onChange={() => setOutcome(each)} />{' '}
            {words.outcomes[each]}
          </label>
        ))}
      </fieldset>
      {outcome === 'call-again' && (
        <MomentField
          labels={{ day: words.againDay, time: words.againTime }}
          ids={{ day: `${own}day`, time: `${own}time` }}
          typed={typed}
          onType={setTyped}
          timeZone={meeting.timeZone}
          near={meeting.replyBy}
          mistakes={[]}
        />
      )}
      <Field label={words.note}>
        {(described) => (
          <textarea
            {...described}
            rows={2}
            maxLength={500}
            value={note}
            onChange={({ target }) => setNote(target.value)}
          />
        )}
      </Field>
      <p>
        <a href={`/meetings/${meeting.id}/desk?office=${invitationId}`}>{words.toDesk}</a>
      </p>
      <Notice problem={problem} />
    </Confirm>
  );
};
