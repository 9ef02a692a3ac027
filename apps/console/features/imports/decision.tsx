import { useState } from 'react';
import { CommitImport, GetImport, type Import, ListImportRows, type Meeting, StopImport } from '#contracts';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { useDirectoryWords } from '../../kit/directory-words.js';
import { Confirm } from '../../kit/dialog.js';
import { Notice } from '../../kit/notice.js';

const makesStale = [GetImport, ListImportRows];

const Will = ({ of, meeting }: { of: Import; meeting: Meeting | undefined }) => {
  const words = useDirectoryWords('commit');
  const { counts, newClasses, newSites } = of;
  const left = counts.conflict + counts.invalid;
  const lines = [
    ...(counts.new > 0 ? [words.adds(counts.new)] : []),
    ...(counts.changed > 0 ? [words.changes(counts.changed)] : []),
    ...(newClasses.length > 0 ? [words.classes(newClasses.length)] : []),
    ...(newSites.length > 0 ? [words.sites(newSites.length)] : []),
    ...(left > 0 ? [words.leaves(left)] : []),
    ...(meeting?.status === 'draft' ? [words.draft] : []),
    ...(meeting?.status === 'announced' ? [words.announced] : []),
  ];
  return (
    <ul>
      {lines.map((each) => (
        <li key={each}>{each}</li>
      ))}
    </ul>
  );
};

/** Keep it, whole or what of it is valid, or leave it. */
export const Decision = ({ of, meeting }: { of: Import; meeting: Meeting | undefined }) => {
  const words = useDirectoryWords('commit');
  const { discard } = useDirectoryWords('imports');
  const [asking, setAsking] = useState(false);
  const commit = useCommand(CommitImport, { makesStale });
  const stop = useCommand(StopImport, { makesStale });
  const { counts, encoding } = of;
  const toKeep = counts.new + counts.changed;
  const left = counts.conflict + counts.invalid;
  const act = left === 0 ? words.all(toKeep) : words.valid(toKeep);
  const unsure = encoding?.sure === false;
  const keep = async () => {
    if (!hasFailed(await commit.send({ importId: of.id, which: left === 0 ? 'all' : 'valid' }))) setAsking(false);
  };
  return (
    <>
      {toKeep === 0 && <p role="status">{left === 0 ? words.nothing : words.nothingValid}</p>}
      {unsure && <p role="status">{words.confirmEncoding}</p>}
      <p className="actions">
        {toKeep > 0 && (
          <button type="button" disabled={unsure} onClick={() => setAsking(true)}>
            {act}
          </button>
        )}
        <button
          type="button"
          className="quiet"
          disabled={stop.busy}
          onClick={() => void stop.send({ importId: of.id })}
        >
          {discard}
        </button>
      </p>
      <Notice problem={stop.problem} />
      {asking && (
        <Confirm
          title={words.title}
          act={words.act}
          busy={commit.busy}
          onConfirm={() => void keep()}
          onClose={() => setAsking(false)}
        >
          <Will of={of} meeting={meeting} />
          <Notice problem={commit.problem} />
        </Confirm>
      )}
    </>
  );
};
