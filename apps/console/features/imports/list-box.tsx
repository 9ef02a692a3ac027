import { useNavigate } from '@tanstack/react-router';
import { ListImports, UploadTable } from '#contracts';
import { hasFailed } from '../../kit/data/use-command.js';
import { useUpload } from '../../kit/data/use-upload.js';
import { useDirectoryWords } from '../../kit/directory-words.js';
import { FileBox } from '../../kit/form/file-box.js';
import { Notice } from '../../kit/notice.js';

/** A list of offices is chosen or dropped here, and read at once: nothing is kept of it until somebody says so. */
export const ListBox = ({ meetingId }: { meetingId: string | undefined }) => {
  const words = useDirectoryWords('imports');
  const navigate = useNavigate();
  const { send, busy, problem } = useUpload(UploadTable, { makesStale: [ListImports] });
  const take = async (file: File | undefined) => {
    if (file === undefined || busy) return;
    const begun = await send({ fileName: file.name, ...(meetingId !== undefined && { meetingId }) }, file);
    if (!hasFailed(begun)) await navigate({ to: `/directory/imports/${begun.id}` });
  };
  return (
    <FileBox
      label={words.choose}
      hint={words.drop}
      accept=".xlsx,.xls,.csv,.txt"
      disabled={busy}
      onFiles={([file]) => void take(file)}
    >
      {busy && <p role="status">{words.sending}</p>}
      <Notice problem={problem} />
    </FileBox>
  );
};
