import { type Check, ConfirmCheck, ListChecks, ListReadiness, mayAsk } from '#contracts';
import { useChecksWords } from '../../kit/checks-words.js';
import { useCommand } from '../../kit/data/use-command.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';

/** Whether the site has said that it will be there, and who; what it says on the telephone is noted by one press. */
export const Confirmation = ({ check: { id, confirmed, revision } }: { check: Check }) => {
  const { meeting, staff } = useMeeting();
  const { moment } = useReader();
  const words = useChecksWords('confirmation');
  const { send, busy, problem } = useCommand(ConfirmCheck, { makesStale: [ListChecks, ListReadiness] });
  if (confirmed !== undefined) {
    const there = confirmed.present.map(({ name, mobile }) => [name, mobile].filter(Boolean).join(' '));
    return (
      <p>
        {words.confirmed[confirmed.by](moment(confirmed.at, meeting.timeZone))}
        {there.length > 0 && ` · ${words.present}: ${there.join(', ')}`}
      </p>
    );
  }
  return (
    <>
      <p>
        {words.open}{' '}
        {mayAsk(ConfirmCheck, staff) && (
          <button
            type="button"
            className="quiet"
            disabled={busy}
            onClick={() => void send({ checkId: id, expectedRevision: revision })}
          >
            {words.byTelephone}
          </button>
        )}
      </p>
      <Notice problem={problem} />
    </>
  );
};
