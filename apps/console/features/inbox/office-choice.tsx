import { useState } from 'react';
import { AssignInboxMail, CountInbox, GetInboxMail, ListInbox, ListInvitations } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { SearchField } from '../../kit/form/search-field.js';
import { useTyped } from '../../kit/form/use-typed.js';
import { useInboxWords } from '../../kit/inbox-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';

export const ofMail = [GetInboxMail, ListInbox, CountInbox] as const;

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
  const { typed, type, q, clear } = useTyped();
  const { send, problem } = useCommand(AssignInboxMail, { makesStale: ofMail });
  const choose = async (invitationId: string) => {
    if (hasFailed(await send({ mailId, invitationId }))) return;
    clear();
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
      <SearchField label={words.find} hint={words.findHint} autoComplete="off" value={typed} onType={type} />
      {q !== '' && <Found q={q} onChoose={(id) => void choose(id)} />}
      <Notice problem={problem} />
    </>
  );
};
