import { useState } from 'react';
import { GetImport, type Import, ListImportRows, UndoImport } from '#contracts';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { useDirectoryWords } from '../../kit/directory-words.js';
import { Confirm } from '../../kit/dialog.js';
import { Notice } from '../../kit/notice.js';

/** Takes back what an import has kept, behind a question that says what goes and what stays. */
export const Undo = ({ of }: { of: Import }) => {
  const words = useDirectoryWords('imports');
  const [asking, setAsking] = useState(false);
  const { send, busy, problem, forget } = useCommand(UndoImport, { makesStale: [GetImport, ListImportRows] });
  const undo = async () => {
    if (!hasFailed(await send({ importId: of.id }))) setAsking(false);
  };
  return (
    <>
      <p>
        <button
          type="button"
          className="quiet"
          onClick={() => {
            forget();
            setAsking(true);
          }}
        >
          {words.undo}
        </button>
      </p>
      {asking && (
        <Confirm
          title={words.undo}
          act={words.undo}
          busy={busy}
          onConfirm={() => void undo()}
          onClose={() => setAsking(false)}
        >
          <p>{words.undoWill}</p>
          <Notice problem={problem} />
        </Confirm>
      )}
    </>
  );
};
