import type { Meeting } from '#contracts';
import { Notice } from '../../kit/notice.js';
import { usePrepareWords } from '../../kit/prepare-words.js';
import { isEnded } from './content.js';
import { type useChange } from './use-change.js';

/** The end of a form that changes a meeting: what was refused, the step itself, what came of it. `refused`: the form says itself what. */
export const SaveChange = ({
  meeting,
  change: { busy, problem, saved, dialog },
  refused = false,
}: {
  meeting: Meeting;
  change: ReturnType<typeof useChange>;
  refused?: boolean;
}) => {
  const words = usePrepareWords('change');
  return (
    <>
      {!refused && <Notice problem={problem} />}
      {isEnded(meeting) ? (
        <p className="hint">{words.ended}</p>
      ) : (
        <p>
          <button disabled={busy}>{meeting.status === 'draft' ? words.save : words.look}</button>
        </p>
      )}
      <output className={saved ? 'done' : undefined}>{saved && words.saved}</output>
      {dialog}
    </>
  );
};
