import { type FormEvent, useMemo, useState } from 'react';
import {
  GetLetterPattern,
  GetResponseBoard,
  ListPrintRuns,
  mostInWord,
  PaperParts,
  type PrintRun,
  StartPrintRun,
} from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useCommand } from '../../kit/data/use-command.js';
import { useDownload } from '../../kit/data/use-download.js';
import { Field } from '../../kit/form/field.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { usePaperWords } from '../../kit/paper-words.js';
import { goesOn, lookMs, PrintRunActions } from '../../kit/print-run.js';
import { useReader } from '../../kit/reader.js';
import { type Column, Table } from '../../kit/table/table.js';

const Making = () => {
  const { meeting } = useMeeting();
  const words = usePaperWords();
  const { province, compare } = useReader();
  const [parts, setParts] = useState<PaperParts>('both');
  const [provinceCode, setProvince] = useState('');
  const { value: board } = useAnswer(GetResponseBoard, { meetingId: meeting.id });
  const { send, busy, problem } = useCommand(StartPrintRun, { makesStale: [ListPrintRuns] });
  const provinces = Object.keys(board?.byProvince ?? {}).toSorted((a, b) => compare(province(a), province(b)));
  const make = (event: FormEvent): void => {
    event.preventDefault();
    void send({ meetingId: meeting.id, parts, ...(provinceCode !== '' && { provinceCode }) });
  };
  return (
    <form onSubmit={make}>
      <div className="filters">
        <Field label={words.parts}>
          {(described) => (
            <select
              {...described}
              value={parts}
              onChange={({ target }) => setParts(PaperParts.options.find((each) => each === target.value) ?? parts)}
            >
              {PaperParts.options.map((each) => (
                <option key={each} value={each}>
                  {words.partNames[each]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={words.province}>
          {(described) => (
            <select {...described} value={provinceCode} onChange={({ target }) => setProvince(target.value)}>
              <option value="">{words.everyProvince}</option>
              {provinces.map((code) => (
                <option key={code} value={code}>
                  {province(code)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      {parts === 'letters-in-word' && <p className="hint">{words.wordMost(mostInWord)}</p>}
      <div className="actions">
        <button disabled={busy}>{words.make}</button>
      </div>
      <Notice problem={problem} />
    </form>
  );
};

/** One letter of no office in particular, of a draft as well. */
const Pattern = () => {
  const { meeting } = useMeeting();
  const words = usePaperWords();
  const { language } = useReader();
  const { save, busy, problem } = useDownload(GetLetterPattern);
  return (
    <>
      <p>{words.patternLead}</p>
      <div className="actions">
        <button
          type="button"
          className="quiet"
          disabled={busy}
          onClick={() => save({ meetingId: meeting.id, language })}
        >
          {words.pattern}
        </button>
      </div>
      <Notice problem={problem} />
    </>
  );
};

const Runs = ({ items }: { items: readonly PrintRun[] }) => {
  const { meeting } = useMeeting();
  const words = usePaperWords();
  const { province, shortMoment } = useReader();
  const columns = useMemo(
    (): readonly [Column<PrintRun>, ...Column<PrintRun>[]] => [
      { id: 'startedAt', title: words.startedAt, value: (run) => shortMoment(run.startedAt, meeting.timeZone) },
      { id: 'parts', title: words.parts, value: ({ parts }) => words.partNames[parts] },
      {
        id: 'province',
        title: words.province,
        value: ({ provinceCode, invitationId }) =>
          invitationId !== undefined
            ? words.oneOffice
            : provinceCode === undefined
              ? words.everyProvince
              : province(provinceCode),
      },
      {
        id: 'state',
        title: words.state,
        value: (run) =>
          `${words.states[run.state]} · ${goesOn(run) ? words.progress(run.written, run.offices) : words.offices(run.written)}`,
      },
      { id: 'do', title: words.runs, value: () => '', cell: (run) => <PrintRunActions run={run} /> },
    ],
    [words, meeting, province, shortMoment],
  );
  return <Table caption={words.runs} columns={columns} rows={items} rowId={({ id }) => id} />;
};

/** Letters and reply forms of all offices as one document. */
const ForOffices = () => {
  const { meeting } = useMeeting();
  const words = usePaperWords();
  const [everyMs, setEveryMs] = useState<number | undefined>(lookMs);
  const { value, problem, reload } = useAnswer(
    ListPrintRuns,
    { meetingId: meeting.id },
    everyMs === undefined ? {} : { everyMs },
  );
  const isMaking = value?.items.some(goesOn) ?? true;
  if (isMaking !== (everyMs !== undefined)) setEveryMs(isMaking ? lookMs : undefined);
  return (
    <>
      <p>{words.lead}</p>
      <Making />
      <Notice problem={problem} retry={reload} />
      {value === undefined && problem === undefined && <Loading />}
      {value?.items.some(({ asPage }) => asPage) === true && <p className="hint">{words.asPage}</p>}
      {value !== undefined && (value.items.length === 0 ? <Empty>{words.none}</Empty> : <Runs items={value.items} />)}
    </>
  );
};

/** Letters and reply forms for those that are written to on paper; while it is a draft nobody is, and there is the letter's pattern alone. */
export const PaperPage = () => {
  const words = usePaperWords();
  const { meeting } = useMeeting();
  return (
    <>
      {meeting.status === 'draft' ? <p>{words.afterAnnouncing}</p> : <ForOffices />}
      <Pattern />
    </>
  );
};
