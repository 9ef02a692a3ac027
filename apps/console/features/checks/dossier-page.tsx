import { Link, useParams } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import {
  GetSiteDossier,
  type KeptDossier,
  ListReadiness,
  ListSiteDossiers,
  SaveSiteDossier,
  type SiteDossier,
} from '#contracts';
import { useChecksWords } from '../../kit/checks-words.js';
import { keyOf, useAnswer } from '../../kit/data/use-answer.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { type Mistake, Mistakes, mistakesOf } from '../../kit/form/mistakes.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Loading, Notice } from '../../kit/notice.js';
import { useReader, useWords } from '../../kit/reader.js';
import { type DossierDraft, draftOf, idOfField, type PlainName, readDossier } from './dossier-draft.js';
import { BusyFields, EquipmentFields, SystemFields } from './dossier-fields.js';
import { DossierView, Gaps } from './dossier-view.js';
import { PersonFields, TechnicianFields } from './person-fields.js';
import { TextField } from '../../kit/form/text-field.js';
import './checks.css';

const plainType = { seats: 'decimal', downMbps: 'decimal', upMbps: 'decimal', 'backup-phone': 'tel' } as const;

const Form = ({ kept, look }: { kept: KeptDossier; look: () => void }) => {
  const { meeting } = useMeeting();
  const { language } = useReader();
  const words = useChecksWords('form');
  const timeWords = useWords('time');
  const client = useQueryClient();
  const fresh = () => draftOf(kept.dossier, meeting.timeZone, language);
  const [seen, setSeen] = useState(kept.revision);
  const [draft, setDraft] = useState<DossierDraft>(fresh);
  const [onlyCorrects, setOnlyCorrects] = useState(false);
  const [local, setLocal] = useState<readonly Mistake[]>([]);
  const [rows, setRows] = useState<Readonly<Record<string, readonly number[]>>>({});
  const [turn, setTurn] = useState(0);
  const [saved, setSaved] = useState(false);
  const { send, busy, problem, forget } = useCommand(SaveSiteDossier, {
    makesStale: [ListSiteDossiers, ListReadiness],
  });
  const isConflict = problem?.problem.code === 'revision-conflict';
  const mistakes = [...local, ...mistakesOf(problem?.problem, (field) => idOfField(field, rows))];
  const edit = (changes: Partial<DossierDraft>) => {
    setSaved(false);
    setDraft({ ...draft, ...changes });
  };
  const save = async (expected: number) => {
    setSaved(false);
    const read = readDossier(draft, meeting.timeZone);
    if ('unread' in read) {
      forget();
      setLocal(
        read.unread.map(({ id, mistake }) => {
          const [, , index, end, field] = id.split('-');
          const label = words[`${end === 'to' ? 'to' : 'from'}${field === 'time' ? 'Time' : 'Day'}`];
          return { id, label: `${words.busyTime(Number(index) + 1)}: ${label}`, text: timeWords.mistakes[mistake] };
        }),
      );
      return setTurn((before) => before + 1);
    }
    setLocal([]);
    setRows(read.rows);
    const outcome = await send({
      siteId: kept.siteId,
      // What is wrong with it is for the contract to say, field by field.
      dossier: read.dossier as SiteDossier,
      ...(onlyCorrects && { onlyCorrects }),
      ...(expected > 0 && { expectedRevision: expected }),
    });
    if (hasFailed(outcome)) {
      if (outcome.problem.code === 'revision-conflict') look();
      return setTurn((before) => before + 1);
    }
    client.setQueryData(keyOf(GetSiteDossier, { siteId: kept.siteId }), outcome);
    setSeen(outcome.revision);
    setDraft(draftOf(outcome.dossier, meeting.timeZone, language));
    setOnlyCorrects(false);
    setTurn(0);
    setSaved(true);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save(seen);
  };
  const plain = (name: PlainName, label: string, more: { readonly hint?: string; readonly lines?: boolean } = {}) => (
    <TextField
      id={`d-${name}`}
      label={label}
      value={draft.plain[name]}
      mistakes={mistakes}
      {...(more.hint !== undefined && { hint: more.hint })}
      {...(name in plainType && { type: plainType[name as keyof typeof plainType] })}
      {...(more.lines === true && { type: 'lines' as const })}
      onType={(text) => edit({ plain: { ...draft.plain, [name]: text } })}
    />
  );
  const takeTheirs = () => {
    forget();
    setSeen(kept.revision);
    setDraft(fresh());
  };
  return (
    <form className="dossier" noValidate onSubmit={submit}>
      <Mistakes mistakes={mistakes} turn={turn} />
      <Gaps missing={kept.missing} />
      <SystemFields lines={draft.systems} mistakes={mistakes} onChange={(systems) => edit({ systems })} />
      <TechnicianFields
        lines={draft.technicians}
        mistakes={mistakes}
        onChange={(technicians) => edit({ technicians })}
      />
      <fieldset>
        <legend>{words.presiding}</legend>
        <PersonFields
          id="d-presiding"
          person={draft.presiding}
          mistakes={mistakes}
          onChange={(presiding) => edit({ presiding })}
        />
      </fieldset>
      <fieldset>
        <legend>{words.place}</legend>
        <div className="filters">
          {plain('room', words.room)}
          {plain('seats', words.seats)}
          {plain('downMbps', words.downMbps)}
          {plain('upMbps', words.upMbps)}
          {plain('backup-phone', words.backupPhone)}
          {plain('backup-line', words.backupLine, { hint: words.backupLineHint })}
        </div>
      </fieldset>
      <EquipmentFields lines={draft.equipment} mistakes={mistakes} onChange={(equipment) => edit({ equipment })} />
      <BusyFields
        lines={draft.busy}
        mistakes={mistakes}
        onChange={(times) => edit({ busy: times })}
        timeZone={meeting.timeZone}
        near={meeting.startsAt}
      />
      {plain('availability', words.availability, { lines: true })}
      {plain('notes', words.notes, { lines: true })}
      {kept.revision > 0 && (
        <div>
          <label>
            <input
              type="checkbox"
              checked={onlyCorrects}
              onChange={({ target }) => setOnlyCorrects(target.checked)}
              aria-describedby="d-only-corrects-hint"
            />
            {words.onlyCorrects}
          </label>
          <p className="hint" id="d-only-corrects-hint">
            {words.onlyCorrectsHint}
          </p>
        </div>
      )}
      {isConflict ? (
        <div className="notice" role="alert">
          <p>{words.conflict}</p>
          <details className="site">
            <summary>{words.theirs}</summary>
            <DossierView kept={kept} />
          </details>
          <div className="actions">
            <button type="button" disabled={busy} onClick={() => void save(kept.revision)}>
              {words.overwrite}
            </button>
            <button type="button" className="quiet" onClick={takeTheirs}>
              {words.takeTheirs}
            </button>
          </div>
        </div>
      ) : (
        mistakes.length === 0 && <Notice problem={problem} />
      )}
      <p>
        <button disabled={busy || isConflict}>{words.save}</button>
      </p>
      <output className={saved ? 'done' : undefined}>{saved && words.saved}</output>
    </form>
  );
};

/** What is known of one site, to be written down or corrected. */
export const DossierPage = () => {
  const { siteId = '' }: { readonly siteId?: string } = useParams({ strict: false });
  const { meeting } = useMeeting();
  const { named } = useReader();
  const words = useChecksWords('form');
  const { value, problem, reload } = useAnswer(GetSiteDossier, { siteId }, { anew: true });
  if (value === undefined) return problem === undefined ? <Loading /> : <Notice problem={problem} retry={reload} />;
  return (
    <>
      <h2>{words.title(named(value.name))}</h2>
      <p>
        <Link to={`/meetings/${meeting.id}/checks/sites/${siteId}`}>{words.back}</Link>
      </p>
      <Form key={siteId} kept={value} look={reload} />
    </>
  );
};
