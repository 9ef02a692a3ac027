import { useNavigate } from '@tanstack/react-router';
import { type DragEvent, useState } from 'react';
import { ListImports, UploadTable } from '#contracts';
import { hasFailed } from '../../kit/data/use-command.js';
import { useUpload } from '../../kit/data/use-upload.js';
import { useDirectoryWords } from '../../kit/directory-words.js';
import { Field } from '../../kit/form/field.js';
import { Notice } from '../../kit/notice.js';

/** A list of offices is chosen or dropped here, and read at once: nothing is kept of it until somebody says so. */
export const FileBox = ({ meetingId }: { meetingId: string | undefined }) => {
  const words = useDirectoryWords('imports');
  const navigate = useNavigate();
  const [over, setOver] = useState(false);
  const { send, busy, problem } = useUpload(UploadTable, { makesStale: [ListImports] });
  const take = async (file: File | undefined) => {
    if (file === undefined || busy) return;
    const begun = await send({ fileName: file.name, ...(meetingId !== undefined && { meetingId }) }, file);
    if (!hasFailed(begun)) await navigate({ to: `/directory/imports/${begun.id}` });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  return (
    <div
      className={over ? 'file-box over' : 'file-box'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Field label={words.choose} hint={words.drop}>
        {(described) => (
          <input
            {...described}
            type="file"
            accept=".xlsx,.xls,.csv,.txt"
            disabled={busy}
            onChange={({ target }) => {
              void take(target.files?.[0]);
              // The same file may be chosen again once it was corrected.
              target.value = '';
            }}
          />
        )}
      </Field>
      {busy && <p role="status">{words.sending}</p>}
      <Notice problem={problem} />
    </div>
  );
};
