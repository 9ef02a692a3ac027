import { type ReactNode, Suspense, useId, useState } from 'react';
import {
  fieldWordsOf,
  type Invitation,
  mayAsk,
  type Response,
  saidInReply,
  saidOfAttendee,
  saidToQuestions,
  TakeBackReply,
} from '#contracts';
import { useMeeting } from '../../kit/meeting-context.js';
import { useReader, useWords } from '../../kit/reader.js';
import { HeldSeat, NotInvited, TakingBack } from './when-asked.js';

type OneOf = { readonly response: Response; readonly counts: boolean; readonly children?: ReactNode };
/** `children`: what its hall holds for it. */
const One = ({ response, counts, children }: OneOf) => {
  const { meeting } = useMeeting();
  const words = useWords('desk');
  const { language, names, shortMoment } = useReader();
  return (
    <>
      <p>
        <b>{names.answers[response.answer]}</b> · {names.channels[response.channel]} · {words.receivedOn}{' '}
        {shortMoment(response.receivedAt, meeting.timeZone)}
        {response.late && ` · ${words.late}`}
        {response.reason !== undefined && ` · ${words.changedBecause}: ${response.reason}`}
        {response.takenBack !== undefined && ` · ${words.takenBack}: ${response.takenBack.reason}`}
        {!counts && response.takenBack === undefined && ` · ${words.doesNotCount}`}
        {children}
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
      {invitation.status === 'withdrawn' && (
        <Suspense>
          <NotInvited />
        </Suspense>
      )}
      {response === undefined ? (
        <p>{words.saidNothing}</p>
      ) : (
        <One response={response} counts>
          <Suspense>
            <HeldSeat invitation={invitation} />
          </Suspense>
        </One>
      )}
      {response !== undefined && mayTakeBack && (
        <button type="button" className="quiet" onClick={() => setAsking(true)}>
          {words.takeBack}
        </button>
      )}
      {asking && response !== undefined && (
        <Suspense>
          <TakingBack
            invitation={invitation}
            response={response}
            onClose={() => setAsking(false)}
            onTakenBack={() => {
              setAsking(false);
              onTakenBack();
            }}
          />
        </Suspense>
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
