import { useEffect, useState } from 'react';
import { AssignInboxMail, CountInbox, GetInboxMail, ListInbox, ListInvitations } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { Field } from '../../kit/form/field.js';
import { useInboxWords } from '../../kit/inbox-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';

export const ofMail = [GetInboxMail, ListInbox, CountInbox] as const;

/** Whoever types is not asked about at each letter. */
const pauseMs = 250;
/** More are found by typing more. */
const most = 8;

const Found = ({ q, onChoose }: { q: string; onChoose: (invitationId: string) => void }) => {
  const { meeting } = useMeeting();
  const words = useInboxWords('mail');
  const { named, province } = useReader();
  const { value } = useAnswer(ListInvitations, { meetingId: meeting.id, q, limit: most });
  if (value?.items.length === 0) return <p role="status">{words.nothing}</p>;
  return (
    <ul>
      {value?.items.map(({ id, organisation }) => (
        <li key={id}>
          <button type="button" className="quiet" onClick={() => onChoose(id)}>
            {words.choose} {named(organisation.name)} · {province(organisation.provinceCode)}
          </button>
        </li>
      ))}
    </ul>
  );
};

/** Somebody says whose mail it is. */
export const OfficeChoice = ({ mailId }: { mailId: string }) => {
  const words = useInboxWords('mail');
  const [asked, setAsked] = useState(false);
  const [typed, setTyped] = useState('');
  const [q, setQ] = useState('');
  const { send, problem } = useCommand(AssignInboxMail, { makesStale: ofMail });
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  const choose = async (invitationId: string) => {
    if (hasFailed(await send({ mailId, invitationId }))) return;
    setTyped('');
    setQ('');
    setAsked(false);
  };
  if (!asked)
    return (
      <button type="button" className="quiet" onClick={() => setAsked(true)}>
        {words.otherOffice}
      </button>
    );
  return (
    <>
      <Field label={words.find} hint={words.findHint}>
        {(described) => (
          <input
            {...described}
            type="search"
            maxLength={200}
            autoComplete="off"
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        )}
      </Field>
      {q !== '' && <Found q={q} onChoose={(id) => void choose(id)} />}
      <Notice problem={problem} />
    </>
  );
};
