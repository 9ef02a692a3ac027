import { GetPrintRunFile, ListPrintRuns, type PrintRun, StopPrintRun } from '#contracts';
import { useCommand } from './data/use-command.js';
import { useDownload } from './data/use-download.js';
import { Notice } from './notice.js';
import { usePaperWords } from './paper-words.js';

export const goesOn = ({ state }: PrintRun): boolean => state === 'waiting' || state === 'writing';
export const lookMs = 1500;

/** What can be done with a document: it is fetched once it is made, and stopped until then. */
export const PrintRunActions = ({ run }: { run: PrintRun }) => {
  const words = usePaperWords();
  const { save, busy, problem } = useDownload(GetPrintRunFile);
  const stop = useCommand(StopPrintRun, { makesStale: [ListPrintRuns] });
  if (goesOn(run))
    return (
      <>
        <button
          type="button"
          className="quiet"
          disabled={stop.busy}
          onClick={() => void stop.send({ printRunId: run.id })}
        >
          {words.stop}
        </button>
        <Notice problem={stop.problem} />
      </>
    );
  if (run.state !== 'made') return null;
  if (run.file === undefined) return words.gone;
  return (
    <>
      <button type="button" disabled={busy} onClick={() => save({ printRunId: run.id })}>
        {words.get}
      </button>
      <Notice problem={problem} />
    </>
  );
};
