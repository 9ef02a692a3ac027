import { useState } from 'react';
import { type Invitation, ListCalls, mayAsk, RecordCall } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useStaffNames } from '../../kit/data/use-staff-names.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { useRepliesWords } from '../../kit/replies-words.js';
import { RecordingCall } from './recording-call.js';

const Noted = ({ invitation }: { invitation: Invitation }) => {
  const { meeting, staff } = useMeeting();
  const words = useRepliesWords('calls');
  const { named, shortMoment } = useReader();
  const staffName = useStaffNames();
  const [calling, setCalling] = useState(false);
  const { value, problem, reload } = useAnswer(ListCalls, { invitationId: invitation.id });
  const at = (instant: string) => shortMoment(instant, meeting.timeZone);
  return (
    <section>
      <h2>{words.title}</h2>
      <Notice problem={problem} retry={reload} />
      {value === undefined && problem === undefined && <Loading />}
      {value?.items.length === 0 && <p>{words.none}</p>}
      <ol className="timeline">
        {value?.items.map((call) => (
          <li key={call.id}>
            <span className="moment">{at(call.at)}</span> <b>{words.outcomes[call.outcome]}</b> · {staffName(call.by)}
            {call.callAgainAt !== undefined && ` · ${words.again} ${at(call.callAgainAt)}`}
            {call.note !== undefined && ` · ${call.note}`}
          </li>
        ))}
      </ol>
      {mayAsk(RecordCall, staff) && (
        <button type="button" className="quiet" onClick={() => setCalling(true)}>
          {words.record}
        </button>
      )}
      {calling && (
        <RecordingCall
          invitationId={invitation.id}
          name={named(invitation.organisation.name)}
          onClose={() => setCalling(false)}
        />
      )}
    </section>
  );
};

/** The calls to the office that were noted, for whoever may read them. */
export const Calls = ({ invitation }: { invitation: Invitation }) => {
  const { staff } = useMeeting();
  return mayAsk(ListCalls, staff) ? <Noted invitation={invitation} /> : null;
};
