import { useId, useState } from 'react';
import {
  fieldWordsOf,
  GetInvitation,
  GetResponseBoard,
  type Invitation,
  ListInvitations,
  mayAsk,
  type Response,
  saidInReply,
  saidOfAttendee,
  saidToQuestions,
  TakeBackReply,
} from '#contracts';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { Confirm } from '../../kit/dialog.js';
import { Field } from '../../kit/form/field.js';
import { Notice } from '../../kit/notice.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { useReader, useWords } from '../../kit/reader.js';

const One = ({ response, counts }: { response: Response; counts: boolean }) => {
  const { meeting } = useMeeting();
  const words = useWords('desk');
  const { language, names, shortMoment } = useReader();
  return (
    <>
      <p>
        <b>{names.answers[response.answer]}</b> · {names.channels[response.channel]} · {words.receivedOn}{' '}
        {shortMoment(response.receivedAt, meeting.timeZone)}
        {response.late && ` · ${words.late}`}
        {response.takenBack !== undefined && ` · ${words.takenBack}: ${response.takenBack.reason}`}
        {!counts && response.takenBack === undefined && ` · ${words.doesNotCount}`}
      </p>
      {response.attendees.length > 0 && (
        <ul>
          {response.attendees.map((person, index) => (
            <li key={index}>
              {saidOfAttendee(person, language)
                .map(({ text }) => text)
                .join(' · ')}
            </li>
          ))}
        </ul>
      )}
      {saidToQuestions(meeting.form, response.answers, language).map(({ id, label, text }) => (
        <p key={id} className="note">
          {label}: {text}
        </p>
      ))}
      {saidInReply(response, language).map(({ name, text }) => (
        <p key={name} className="note">
          {fieldWordsOf(language).fields[name]}: {text}
        </p>
      ))}
    </>
  );
};

/** Takes the answer that counts back; without a reason it stays. */
const TakingBack = ({
  invitation,
  response,
  onTakenBack,
  onClose,
}: {
  invitation: Invitation;
  response: Response;
  onTakenBack: () => void;
  onClose: () => void;
}) => {
  const words = useWords('desk');
  const { named, names } = useReader();
  const { send, busy, problem } = useCommand(TakeBackReply, {
    makesStale: [GetInvitation, ListInvitations, GetResponseBoard],
  });
  const [reason, setReason] = useState('');
  const takeBack = async () => {
    const outcome = await send({
      invitationId: invitation.id,
      responseRevision: response.revision,
      reason,
      expectedRevision: invitation.revision,
    });
    if (!hasFailed(outcome)) onTakenBack();
  };
  return (
    <Confirm
      title={words.takeBack}
      act={words.takeBack}
      busy={busy}
      ready={reason.trim() !== ''}
      onConfirm={() => void takeBack()}
      onClose={onClose}
    >
      <p>
        {named(invitation.organisation.name)} · <b>{names.answers[response.answer]}</b>
      </p>
      <p>{words.takeBackWill}</p>
      <Field label={words.takeBackReason}>
        {(described) => (
          <input
            {...described}
            value={reason}
            maxLength={500}
            autoFocus
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
      <Notice problem={problem} />
    </Confirm>
  );
};

type SaidOf = {
  readonly invitation: Invitation;
  readonly responses: readonly Response[];
  readonly onTakenBack: () => void;
};

/** What the office has said until now, the answer that counts first, and the way to take that back. */
export const Said = ({ invitation, responses, onTakenBack }: SaidOf) => {
  const { staff } = useMeeting();
  const words = useWords('desk');
  const [asking, setAsking] = useState(false);
  const heading = useId();
  const mayTakeBack = mayAsk(TakeBackReply, staff);
  const { response } = invitation;
  const earlier = responses.filter(({ revision }) => revision !== response?.revision).toReversed();
  return (
    <section className="said" aria-labelledby={heading}>
      <h2 id={heading}>{words.hasSaid}</h2>
      {response === undefined ? <p>{words.saidNothing}</p> : <One response={response} counts />}
      {response !== undefined && !mayTakeBack && <p>{words.takenBackByOthers}</p>}
      {response !== undefined && mayTakeBack && (
        <button type="button" className="quiet" onClick={() => setAsking(true)}>
          {words.takeBack}
        </button>
      )}
      {asking && response !== undefined && (
        <TakingBack
          invitation={invitation}
          response={response}
          onClose={() => setAsking(false)}
          onTakenBack={() => {
            setAsking(false);
            onTakenBack();
          }}
        />
      )}
      {earlier.length > 0 && (
        <details>
          <summary>
            {words.earlierAnswers} ({earlier.length})
          </summary>
          {earlier.map((each) => (
            <One key={each.revision} response={each} counts={false} />
          ))}
        </details>
      )}
    </section>
  );
};
