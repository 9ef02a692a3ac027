import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { DecideOverdueMails, GetMailAttention, mayAsk } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { Confirm } from '../../kit/dialog.js';
import { useMailsWords } from '../../kit/mails-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { newId } from '../../kit/new-id.js';
import { Notice } from '../../kit/notice.js';
import { ofMails } from './resending.js';

type Decision = 'send' | 'drop';

const Deciding = ({ decision, count, onClose }: { decision: Decision; count: number; onClose: () => void }) => {
  const { meeting } = useMeeting();
  const words = useMailsWords('overdue');
  const [pressId] = useState(newId);
  const { send, busy, problem } = useCommand(DecideOverdueMails, { makesStale: ofMails });
  const decide = async () => {
    if (!hasFailed(await send({ meetingId: meeting.id, pressId, decision }))) onClose();
  };
  return (
    <Confirm
      title={words[decision]}
      act={words[decision]}
      busy={busy}
      onConfirm={() => void decide()}
      onClose={onClose}
    >
      <p>{words.will[decision](count)}</p>
      <Notice problem={problem} />
    </Confirm>
  );
};

/** Mails that waited through an outage or a pause too long: they leave when somebody says so, or not at all. */
export const Overdue = () => {
  const { meeting, staff } = useMeeting();
  const words = useMailsWords('overdue');
  const [asking, setAsking] = useState<Decision>();
  const { value } = useAnswer(GetMailAttention, { meetingId: meeting.id });
  const count = value?.overdue ?? 0;
  if (count === 0) return null;
  return (
    <section className="asks" aria-label={words.title}>
      <p>
        {words.hint(count)}{' '}
        <Link to={`/meetings/${meeting.id}/mails`} search={{ state: 'overdue' }}>
          {words.show}
        </Link>
      </p>
      {mayAsk(DecideOverdueMails, staff) && (
        <div className="actions">
          <button type="button" onClick={() => setAsking('send')}>
            {words.send}
          </button>
          <button type="button" className="quiet" onClick={() => setAsking('drop')}>
            {words.drop}
          </button>
        </div>
      )}
      {asking !== undefined && <Deciding decision={asking} count={count} onClose={() => setAsking(undefined)} />}
    </section>
  );
};
