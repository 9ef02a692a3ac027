import { GetImport, type Import, StopImport } from '#contracts';
import { useCommand } from '../../kit/data/use-command.js';
import { useDirectoryWords } from '../../kit/directory-words.js';
import { Notice } from '../../kit/notice.js';

/** How far the work is; whoever leaves finds it again. */
export const Progress = ({ of: { id, state, counts } }: { of: Import }) => {
  const words = useDirectoryWords('imports');
  const stop = useCommand(StopImport, { makesStale: [GetImport] });
  const all = counts.new + counts.changed;
  const text =
    state === 'received'
      ? words.reading(counts.read)
      : state === 'committing'
        ? words.committing(counts.handled, all)
        : words.undoing(counts.handled);
  return (
    <>
      <p role="status">{text}</p>
      <p>
        {state === 'committing' ? (
          <progress max={Math.max(1, all)} value={counts.handled} aria-label={text} />
        ) : (
          <progress aria-label={text} />
        )}
      </p>
      <p className="hint">{words.leave}</p>
      {state !== 'undoing' && (
        <p>
          <button type="button" className="quiet" disabled={stop.busy} onClick={() => void stop.send({ importId: id })}>
            {words.stop}
          </button>
        </p>
      )}
      <Notice problem={stop.problem} />
    </>
  );
};
