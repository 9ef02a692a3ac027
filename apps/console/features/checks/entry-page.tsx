import { Link, useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import {
  type Check,
  CheckOutcome,
  type CheckResult,
  CorrectCheckResult,
  GetSiteDossier,
  type KeptDossier,
  ListChecks,
  ListReadiness,
  mostSamples,
  RecordCheckResult,
} from '#contracts';
import { useChecksWords } from '../../kit/checks-words.js';
import { useAnswer } from '../../kit/data/use-answer.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { type Mistake, Mistakes, mistakesOf } from '../../kit/form/mistakes.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { TextField } from '../../kit/form/text-field.js';
import { DossierView } from './dossier-view.js';
import { type EntryDraft, entryOf, idOfEntry, readEntry } from './entry-draft.js';
import { GivingUp } from './giving-up.js';
import { MeasuresFields } from './measures-fields.js';
import { NextSlots } from './next-slots.js';
import { Findings } from './findings.js';
import { PastResults } from './past-results.js';
import { StepsFields } from './steps-fields.js';
import './checks.css';

const makesStale = [ListChecks, ListReadiness];

const Form = ({ check }: { check: Check }) => {
  const { names } = useReader();
  const words = useChecksWords('entry');
  const [draft, setDraft] = useState<EntryDraft>(() => entryOf(check));
  const [reason, setReason] = useState('');
  const [asking, setAsking] = useState<'withdraw' | 'bySite'>();
  const [local, setLocal] = useState<readonly Mistake[]>([]);
  const [turn, setTurn] = useState(0);
  const [saved, setSaved] = useState<Check>();
  const recording = useCommand(RecordCheckResult, { makesStale });
  const correcting = useCommand(CorrectCheckResult, { makesStale });
  const hasResult = check.state !== 'booked';
  const { problem } = hasResult ? correcting : recording;
  const mistakes = [...local, ...mistakesOf(problem?.problem, idOfEntry)];
  const edit = (changes: Partial<EntryDraft>) => {
    setSaved(undefined);
    setDraft({ ...draft, ...changes });
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const read = readEntry(draft);
    if (!('result' in read)) {
      const text = 'line' in read ? words.lineUnread(read.line) : words.tooMany(mostSamples);
      setLocal([{ id: 'e-samples', label: words.samples, text }]);
      return setTurn((before) => before + 1);
    }
    setLocal([]);
    // What is wrong with it is for the contract to say, field by field.
    const result = { checkId: check.id, ...(read.result as CheckResult) };
    const outcome = hasResult
      ? await correcting.send({ ...result, reason, expectedRevision: check.revision })
      : await recording.send(result);
    if (hasFailed(outcome)) return setTurn((before) => before + 1);
    setTurn(0);
    setReason('');
    setSaved(outcome);
  };
  return (
    <form className="dossier" noValidate onSubmit={(event) => void save(event)}>
      <Mistakes mistakes={mistakes} turn={turn} />
      <fieldset>
        <legend>{words.outcome}</legend>
        {CheckOutcome.options.map((outcome) => (
          <label key={outcome} className="choice">
            <input
              type="radio"
              name="e-outcome"
              checked={draft.outcome === outcome}
              onChange={() => edit({ outcome })}
            />
            {names.checkOutcomes[outcome]}
          </label>
        ))}
      </fieldset>
      <StepsFields steps={draft.steps} mistakes={mistakes} onChange={(steps) => edit({ steps })} />
      {draft.outcome !== 'no-show' && <MeasuresFields draft={draft} mistakes={mistakes} onChange={edit} />}
      <TextField
        id="e-note"
        label={words.note}
        hint={words.noteHint}
        type="lines"
        value={draft.note}
        mistakes={mistakes}
        onType={(note) => edit({ note })}
      />
      {hasResult && (
        <TextField
          id="e-reason"
          label={words.reason}
          hint={words.correctHint}
          value={reason}
          mistakes={mistakes}
          onType={setReason}
        />
      )}
      {mistakes.length === 0 && <Notice problem={problem} />}
      <div className="actions">
        <button disabled={recording.busy || correcting.busy}>{hasResult ? words.correct : words.save}</button>
        <button type="button" className="quiet" onClick={() => setAsking(hasResult ? 'withdraw' : 'bySite')}>
          {hasResult ? words.withdraw : words.bySite}
        </button>
      </div>
      <output className={saved === undefined ? undefined : 'done'}>
        {saved && words.saved(names.checkStates[saved.state])}
      </output>
      {asking !== undefined && <GivingUp check={check} what={asking} onDone={() => setAsking(undefined)} />}
    </form>
  );
};

/** Whom to ring and what to dial, folded away once it was used. */
const Reached = ({ kept }: { kept: KeptDossier | undefined }) => {
  const words = useChecksWords('site');
  return kept === undefined ? null : (
    <details className="site" open>
      <summary>{words.dossier}</summary>
      <DossierView kept={kept} />
    </details>
  );
};

/** What became of one check, entered in the order of the work, on a phone as well. */
export const EntryPage = () => {
  const { siteId = '', checkId = '' }: { readonly siteId?: string; readonly checkId?: string } = useParams({
    strict: false,
  });
  const { meeting } = useMeeting();
  const { named, moment } = useReader();
  const words = useChecksWords('entry');
  const { value, problem, reload } = useAnswer(ListChecks, { meetingId: meeting.id, siteId });
  const dossier = useAnswer(GetSiteDossier, { siteId });
  if (value === undefined) return problem === undefined ? <Loading /> : <Notice problem={problem} retry={reload} />;
  const check = value.items.find(({ id }) => id === checkId);
  const site = dossier.value === undefined ? siteId : named(dossier.value.name);
  return (
    <>
      <p>
        <Link to={`/meetings/${meeting.id}/checks/sites/${siteId}`}>{words.back}</Link>
      </p>
      {check === undefined ? (
        <Empty>{words.gone}</Empty>
      ) : (
        <>
          <h2>{words.title(site, moment(check.startsAt, meeting.timeZone))}</h2>
          <Reached kept={dossier.value} />
          <Notice problem={problem} retry={reload} />
          {check.state === 'cancelled' ? <Empty>{words.cancelled}</Empty> : <Form key={check.id} check={check} />}
          <Findings check={check} />
          {(check.state === 'failed' || check.state === 'no-show')
            && value.items.every(({ state }) => state !== 'booked') && <NextSlots siteId={siteId} />}
          <PastResults check={check} />
        </>
      )}
    </>
  );
};
