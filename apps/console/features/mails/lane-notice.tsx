import { GetMailAttention, GetMailLane, mayAsk, TryMailLane } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useCommand } from '../../kit/data/use-command.js';
import { useMailsWords } from '../../kit/mails-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';

const everyMs = 15_000;

/** That no mail leaves, since when, why, and what to do; nothing while mails leave. */
export const LaneNotice = () => {
  const { meeting, staff } = useMeeting();
  const words = useMailsWords('lane');
  const { named, shortMoment } = useReader();
  const { value: lane } = useAnswer(GetMailLane, {}, { everyMs });
  const { send, busy, problem } = useCommand(TryMailLane, { makesStale: [GetMailLane, GetMailAttention] });
  if (lane?.status !== 'stopped') return null;
  const { since, reason, advice, said, nextTryAt, waiting } = lane;
  return (
    <section className="notice" aria-labelledby="lane">
      <h2 id="lane">{words.stopped}</h2>
      <p>
        {reason !== undefined && `${named(reason)} · `}
        {since !== undefined && `${words.since} ${shortMoment(since, meeting.timeZone)} · `}
        {words.waiting(waiting)}
      </p>
      {advice !== undefined && <p>{named(advice)}</p>}
      {said !== undefined && (
        <p>
          {words.said} <q lang="en">{said}</q>
        </p>
      )}
      {nextTryAt !== undefined && (
        <p>
          {words.nextTry} {shortMoment(nextTryAt, meeting.timeZone)}
        </p>
      )}
      {mayAsk(TryMailLane, staff) && (
        <button type="button" disabled={busy} onClick={() => void send({})}>
          {words.tryNow}
        </button>
      )}
      <Notice problem={problem} />
    </section>
  );
};
