import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import {
  type DossierRow,
  ExportSiteDossiers,
  KeepDossierList,
  ListReadiness,
  ListSiteDossiers,
  mayAsk,
  PreviewDossierList,
  type ReturnOf,
} from '#contracts';
import { useChecksWords } from '../../kit/checks-words.js';
import { ask, type ApiProblem, problemFrom } from '../../kit/data/ask.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { FileBox } from '../../kit/form/file-box.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Empty, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { type Column, Table } from '../../kit/table/table.js';
import { base64Of, saveAs } from '../../kit/data/base64.js';
import { partName } from './part-name.js';
import './checks.css';

const mostBytes = 500_000;
type Preview = ReturnOf<typeof PreviewDossierList> & { readonly content: string; readonly fileName: string };

const Rows = ({ rows, caption }: { rows: readonly DossierRow[]; caption: string }) => {
  const { named } = useReader();
  const words = useChecksWords('dossierList');
  const form = useChecksWords('form');
  const columns: readonly [Column<DossierRow>, ...Column<DossierRow>[]] = [
    { id: 'site', title: words.site, value: ({ name, siteId }) => (name === undefined ? siteId : named(name)) },
    { id: 'row', title: words.row, kind: 'number', value: ({ row }) => row },
    {
      id: 'state',
      title: words.state,
      value: ({ state }) => words.states[state],
      cell: ({ state }) => (
        <span className={state === 'invalid' ? 'badge failed' : 'badge'}>{words.states[state]}</span>
      ),
    },
    {
      id: 'what',
      title: words.what,
      cell: ({ changed, problems }) => (
        <>
          {changed.map((part) => partName(part, form)).join(', ')}
          {problems.map(({ field, label, problem, remedy }) => (
            <div key={`${field} ${problem}`} className="wrong">
              {label ?? field} {problem} {remedy}
            </div>
          ))}
        </>
      ),
    },
  ];
  return <Table caption={caption} columns={columns} rows={rows} rowId={({ row }) => String(row)} />;
};

/** What is known of all sites as a list for Excel: handed out, looked at, kept. */
export const DossierListPage = () => {
  const { meeting, staff } = useMeeting();
  const { language } = useReader();
  const words = useChecksWords('dossierList');
  const form = useChecksWords('form');
  const looking = useCommand(PreviewDossierList);
  const keeping = useCommand(KeepDossierList, { makesStale: [ListSiteDossiers, ListReadiness] });
  const [preview, setPreview] = useState<Preview>();
  const [kept, setKept] = useState<number>();
  const [onlyCorrects, setOnlyCorrects] = useState(false);
  const [tooLarge, setTooLarge] = useState(false);
  const [failed, setFailed] = useState<ApiProblem>();
  const take = async (file: File | undefined) => {
    setPreview(undefined);
    setKept(undefined);
    setTooLarge((file?.size ?? 0) > mostBytes);
    if (file === undefined || file.size > mostBytes) return;
    const content = await base64Of(file);
    const outcome = await looking.send({ content, language });
    if (!hasFailed(outcome)) setPreview({ ...outcome, content, fileName: file.name });
  };
  const save = async (format: 'xlsx' | 'csv') => {
    setFailed(undefined);
    try {
      saveAs(await ask(language, ExportSiteDossiers, { format, language }));
    } catch (error) {
      setFailed(problemFrom(language, error));
    }
  };
  const changes = preview?.rows.filter(({ state }) => state === 'new' || state === 'changed').length ?? 0;
  const keep = async () => {
    if (preview === undefined) return;
    const { content, seen } = preview;
    const outcome = await keeping.send({ content, seen, language, ...(onlyCorrects && { onlyCorrects }) });
    if (hasFailed(outcome)) return;
    setPreview(undefined);
    setKept(changes);
  };
  return (
    <>
      <p>
        <Link to={`/meetings/${meeting.id}/checks`}>{words.back}</Link>
      </p>
      <h2>{words.heading}</h2>
      <p className="hint">{words.hint}</p>
      <div className="actions">
        {(['xlsx', 'csv'] as const).map((format) => (
          <button key={format} type="button" className="quiet" onClick={() => void save(format)}>
            {words.exportAs(format === 'xlsx' ? 'Excel' : 'CSV')}
          </button>
        ))}
      </div>
      <Notice problem={failed} />
      {mayAsk(KeepDossierList, staff) && (
        <FileBox
          label={words.file}
          hint={words.fileHint}
          accept=".xlsx,.xls,.csv"
          disabled={looking.busy}
          onFiles={([file]) => void take(file)}
        />
      )}
      {tooLarge && (
        <p className="wrong" role="alert">
          {words.tooLarge}
        </p>
      )}
      <Notice problem={looking.problem} />
      {preview !== undefined && (
        <>
          {preview.unknownColumns.length > 0 && (
            <p className="wrong">{words.unknown(preview.unknownColumns.join(', '))}</p>
          )}
          <Rows rows={preview.rows} caption={words.preview(preview.fileName)} />
          {changes === 0 ? (
            <Empty>{words.nothing}</Empty>
          ) : (
            <>
              <label>
                <input
                  type="checkbox"
                  checked={onlyCorrects}
                  onChange={({ target }) => setOnlyCorrects(target.checked)}
                />
                {form.onlyCorrects}
              </label>
              <p className="hint">{form.onlyCorrectsHint}</p>
              <Notice problem={keeping.problem} />
              <p>
                <button type="button" disabled={keeping.busy} onClick={() => void keep()}>
                  {words.keep(changes)}
                </button>
              </p>
            </>
          )}
        </>
      )}
      <output className={kept === undefined ? undefined : 'done'}>{kept !== undefined && words.kept(kept)}</output>
    </>
  );
};
