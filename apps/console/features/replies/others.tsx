import { type Invitation, ListOtherMeetings, type OtherMeeting } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { useRepliesWords } from '../../kit/replies-words.js';

const Line = ({ of }: { of: OtherMeeting }) => {
  const words = useRepliesWords('office');
  const { named, names, shortMoment } = useReader();
  const { title, startsAt, timeZone, meetingId, invitationId, meetingStatus, status, answer, attendance, office } = of;
  return (
    <li>
      <a href={`/meetings/${meetingId}/invited/${invitationId}`}>{named(title)}</a> · {shortMoment(startsAt, timeZone)}
      {meetingStatus === 'cancelled' && ` · ${names.meetingStatuses.cancelled}`}
      {' · '}
      <b>
        {status === 'withdrawn'
          ? names.invitationStatuses.withdrawn
          : answer === undefined
            ? names.standings.silent
            : names.answers[answer]}
      </b>
      {attendance !== undefined && ` · ${words.came[attendance]}`}
      {office !== undefined && ` · ${words.formerly(named(office))}`}
    </li>
  );
};

/** What the office did at other meetings: whether it usually answers, and comes. */
export const Others = ({ invitation }: { invitation: Invitation }) => {
  const words = useRepliesWords('office');
  const { value, problem, reload } = useAnswer(ListOtherMeetings, { invitationId: invitation.id });
  return (
    <section>
      <h2>{words.others}</h2>
      <Notice problem={problem} retry={reload} />
      {value === undefined ? (
        problem === undefined && <Loading />
      ) : value.items.length === 0 ? (
        <p>{words.noOthers}</p>
      ) : (
        <ul>
          {value.items.map((each) => (
            <Line key={each.invitationId} of={each} />
          ))}
        </ul>
      )}
    </section>
  );
};
