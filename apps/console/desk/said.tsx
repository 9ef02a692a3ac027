import { useId, useState } from 'react';
import type { Invitation, Meeting, Response } from '#contracts';
import { type ApiProblem, ask, problemFrom } from '../page/api.js';
import { Notice } from '../page/notice.js';
import { useReader } from '../page/reader.js';

const Person = ({ person }: { person: Response['attendees'][number] }) => <li>{[person.name, person.position, person.phone].filter((each) => each !== undefined).join(' · ')}</li>;

const One = ({ response, counts, meeting }: { response: Response; counts: boolean; meeting: Meeting }) => {
  const { words, dated } = useReader();
  return (
    <>
      <p>
        <b>{words[response.answer]}</b> · {words[response.channel]} · {words.receivedOn} {dated(response.receivedAt, meeting.timeZone)}
        {response.late && ` · ${words.late}`}
        {response.takenBack !== undefined && ` · ${words.takenBack}: ${response.takenBack.reason}`}
        {!counts && response.takenBack === undefined && ` · ${words.doesNotCount}`}
      </p>
      {response.attendees.length > 0 && (
        <ul>
          {response.attendees.map((person, index) => (
            <Person key={index} person={person} />
          ))}
        </ul>
      )}
      {response.note !== undefined && <p>{response.note}</p>}
    </>
  );
};

type SaidOf = {
  invitation: Invitation;
  responses: readonly Response[];
  meeting: Meeting;
  mayTakeBack: boolean;
  onTakenBack: () => void;
  onChanged: () => void;
};

/** What the office has said until now, the answer that counts first, and the way to take that back. */
export const Said = ({ invitation, responses, meeting, mayTakeBack, onTakenBack, onChanged }: SaidOf) => {
  const { words, tongue } = useReader();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<ApiProblem>();
  const field = useId();
  const { response } = invitation;
  const earlier = responses.filter(({ revision }) => revision !== response?.revision).toReversed();
  const takeBack = async () => {
    if (response === undefined) return;
    try {
      await ask(tongue, `/invitations/${invitation.id}/responses/${response.revision}/taken-back`, { method: 'PUT', json: { reason, expectedRevision: invitation.revision } });
      setAsking(false);
      setReason('');
      setProblem(undefined);
      onTakenBack();
    } catch (error) {
      setProblem(problemFrom(tongue, error));
    }
    onChanged();
  };
  return (
    <div className="said" role="region" aria-label={words.hasSaid}>
      <h2>{words.hasSaid}</h2>
      {response === undefined ? <p>{words.saidNothing}</p> : <One response={response} counts meeting={meeting} />}
      {response !== undefined && !mayTakeBack && <p>{words.takenBackByOthers}</p>}
      {response !== undefined && mayTakeBack && !asking && (
        <button type="button" className="quiet" onClick={() => setAsking(true)}>
          {words.takeBack}
        </button>
      )}
      {asking && mayTakeBack && (
        <div className="filters">
          <label htmlFor={field}>
            {words.takeBackReason}
            <input id={field} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />
          </label>
          <button type="button" disabled={reason.trim() === ''} onClick={() => void takeBack()}>
            {words.takeBack}
          </button>
          <button type="button" className="quiet" onClick={() => setAsking(false)}>
            {words.cancel}
          </button>
        </div>
      )}
      <Notice problem={problem} />
      {earlier.length > 0 && (
        <details>
          <summary>
            {words.earlierAnswers} ({earlier.length})
          </summary>
          {earlier.map((each) => (
            <One key={each.revision} response={each} counts={false} meeting={meeting} />
          ))}
        </details>
      )}
    </div>
  );
};
