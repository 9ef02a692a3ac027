import { useState } from 'react';
import { type Invitation, mayAsk, type RecordedReply, TakeBackReply } from '#contracts';
import { useMeeting } from '../../kit/meeting-context.js';
import { useReader, useWords } from '../../kit/reader.js';
import { keyOfEntry } from './entries.js';
import { TakingBack } from './taking-back.js';

type EnteredOf = {
  readonly entries: readonly RecordedReply[];
  readonly onTakenBack: (entry: RecordedReply, now: Invitation) => void;
};

/** What was entered just now, the latest first, and the way to take each back: a mistake is seen when the next paper is at hand. */
export const Entered = ({ entries, onTakenBack }: EnteredOf) => {
  const { meeting, staff } = useMeeting();
  const words = useWords('desk');
  const { named, names, shortMoment } = useReader();
  const [asking, setAsking] = useState<RecordedReply>();
  return (
    <section>
      <h2>{words.entered}</h2>
      <ol>
        {entries.map((entry) => {
          const { invitation, response, counts } = entry;
          return (
            <li key={keyOfEntry(entry)}>
              {named(invitation.organisation.name)} · <b>{names.answers[response.answer]}</b> ·{' '}
              {names.channels[response.channel]} · {shortMoment(response.receivedAt, meeting.timeZone)}
              {!counts && ` · ${words.doesNotCount}`}{' '}
              {mayAsk(TakeBackReply, staff) && (
                <button type="button" className="quiet" onClick={() => setAsking(entry)}>
                  {words.takeBack}
                </button>
              )}
            </li>
          );
        })}
      </ol>
      {asking !== undefined && (
        <TakingBack
          invitation={asking.invitation}
          response={asking.response}
          onClose={() => setAsking(undefined)}
          onTakenBack={(now) => {
            setAsking(undefined);
            onTakenBack(asking, now);
          }}
        />
      )}
    </section>
  );
};
