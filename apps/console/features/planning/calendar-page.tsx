import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { type CheckCalendar, GetCheckCalendar, mayAsk, SetCheckCalendar } from '#contracts';
import { dayOf, typedDay } from '#words';
import { useAnswer } from '../../kit/data/use-answer.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { type Mistake, Mistakes, mistakesOf } from '../../kit/form/mistakes.js';
import { TextField } from '../../kit/form/text-field.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Loading, Notice } from '../../kit/notice.js';
import { usePlanningWords } from '../../kit/planning-words.js';
import { useReader } from '../../kit/reader.js';
import { readNumber, readTime } from './typed.js';

const numbers = ['slotMinutes', 'gapMinutes', 'rooms', 'noticeHours'] as const;
type NumberName = (typeof numbers)[number];
type Draft = {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly hours: readonly { readonly from: string; readonly to: string }[];
  readonly closedDays: string;
  readonly openOnDaysOff: boolean;
} & Readonly<Record<NumberName, string>>;

const empty: Draft = {
  firstDay: '',
  lastDay: '',
  hours: [
    { from: '09:00', to: '12:00' },
    { from: '13:00', to: '16:00' },
  ],
  closedDays: '',
  openOnDaysOff: false,
  slotMinutes: '20',
  gapMinutes: '10',
  rooms: '2',
  noticeHours: '4',
};

/** Which input a field of the request is. */
const idOf = (field: string): string | undefined => {
  const [name = '', index, part] = field.split('.');
  if (name === 'hours') return `cal-hours-${index ?? '0'}-${part ?? 'from'}`;
  return name in empty ? `cal-${name}` : undefined;
};

const Form = ({ kept }: { kept: CheckCalendar | undefined }) => {
  const { meeting } = useMeeting();
  const { language } = useReader();
  const words = usePlanningWords('calendar');
  const { send, busy, problem, forget } = useCommand(SetCheckCalendar, { makesStale: [GetCheckCalendar] });
  const [draft, setDraft] = useState<Draft>(() =>
    kept === undefined
      ? empty
      : {
          firstDay: typedDay(kept.firstDay, language),
          lastDay: typedDay(kept.lastDay, language),
          hours: kept.hours,
          closedDays: kept.closedDays.map((day) => typedDay(day, language)).join('\n'),
          openOnDaysOff: kept.openOnDaysOff,
          slotMinutes: String(kept.slotMinutes),
          gapMinutes: String(kept.gapMinutes),
          rooms: String(kept.rooms),
          noticeHours: String(kept.noticeHours),
        },
  );
  const [local, setLocal] = useState<readonly Mistake[]>([]);
  const [turn, setTurn] = useState(0);
  const [saved, setSaved] = useState(false);
  const mistakes = [...local, ...mistakesOf(problem?.problem, idOf)];
  const edit = (changes: Partial<Draft>) => {
    setSaved(false);
    setDraft({ ...draft, ...changes });
  };
  const setWindow = (index: number, changes: Partial<Draft['hours'][number]>) =>
    edit({ hours: draft.hours.map((each, at) => (at === index ? { ...each, ...changes } : each)) });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    forget();
    const closed = draft.closedDays.split(/[\n,;]+/).flatMap((each) => (each.trim() === '' ? [] : [dayOf(each)]));
    const days = { firstDay: dayOf(draft.firstDay), lastDay: dayOf(draft.lastDay) };
    const wrong: Mistake[] = [
      ...(['firstDay', 'lastDay'] as const).flatMap((name) =>
        days[name] === undefined ? [{ id: `cal-${name}`, label: words[name], text: words.dayUnread }] : [],
      ),
      ...(closed.includes(undefined) ? [{ id: 'cal-closedDays', label: words.closedDays, text: words.dayUnread }] : []),
      ...numbers.flatMap((name) =>
        readNumber(draft[name]) === undefined
          ? [{ id: `cal-${name}`, label: words[name], text: words.numberUnread }]
          : [],
      ),
    ];
    setLocal(wrong);
    const number = (name: NumberName) => readNumber(draft[name]) ?? 0;
    const outcome =
      wrong.length > 0
        ? undefined
        : await send({
            meetingId: meeting.id,
            firstDay: days.firstDay ?? '',
            lastDay: days.lastDay ?? '',
            hours: draft.hours.map(({ from, to }) => ({ from: readTime(from), to: readTime(to) })),
            closedDays: closed.flatMap((day) => day ?? []),
            openOnDaysOff: draft.openOnDaysOff,
            slotMinutes: number('slotMinutes'),
            gapMinutes: number('gapMinutes'),
            rooms: number('rooms'),
            noticeHours: number('noticeHours'),
          });
    if (outcome === undefined || hasFailed(outcome)) setTurn((before) => before + 1);
    else setSaved(true);
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <Mistakes mistakes={mistakes} turn={turn} />
      <div className="filters">
        {(['firstDay', 'lastDay'] as const).map((name) => (
          <TextField
            key={name}
            id={`cal-${name}`}
            label={words[name]}
            value={draft[name]}
            mistakes={mistakes}
            onType={(text) => edit({ [name]: text })}
          />
        ))}
      </div>
      <fieldset>
        <legend>{words.hours}</legend>
        {draft.hours.map(({ from, to }, index) => (
          <div className="filters" key={index}>
            <TextField
              id={`cal-hours-${index}-from`}
              label={words.from(index + 1)}
              hint={index === 0 ? words.timeHint : undefined}
              value={from}
              mistakes={mistakes}
              onType={(text) => setWindow(index, { from: text })}
            />
            <TextField
              id={`cal-hours-${index}-to`}
              label={words.to(index + 1)}
              value={to}
              mistakes={mistakes}
              onType={(text) => setWindow(index, { to: text })}
            />
            {draft.hours.length > 1 && (
              <button
                type="button"
                className="quiet"
                onClick={() => edit({ hours: draft.hours.filter((_each, at) => at !== index) })}
              >
                {words.removeWindow(index + 1)}
              </button>
            )}
          </div>
        ))}
        {draft.hours.length < 12 && (
          <button
            type="button"
            className="quiet"
            onClick={() => edit({ hours: [...draft.hours, { from: '', to: '' }] })}
          >
            {words.addWindow}
          </button>
        )}
      </fieldset>
      <label className="check">
        <input
          type="checkbox"
          checked={draft.openOnDaysOff}
          onChange={({ target }) => edit({ openOnDaysOff: target.checked })}
        />{' '}
        {words.openOnDaysOff}
      </label>
      <TextField
        id="cal-closedDays"
        label={words.closedDays}
        hint={words.closedHint}
        type="lines"
        value={draft.closedDays}
        mistakes={mistakes}
        onType={(closedDays) => edit({ closedDays })}
      />
      <div className="filters">
        {numbers.map((name) => (
          <TextField
            key={name}
            id={`cal-${name}`}
            label={words[name]}
            value={draft[name]}
            mistakes={mistakes}
            onType={(text) => edit({ [name]: text })}
          />
        ))}
      </div>
      <p>
        <button disabled={busy}>{words.save}</button> {saved && <output>{words.saved}</output>}
      </p>
      {mistakes.length === 0 && <Notice problem={problem} />}
      {saved && (
        <p>
          <Link to={`/meetings/${meeting.id}/check-plan`}>{words.toPlan}</Link>
        </p>
      )}
    </form>
  );
};

/** The days and hours in which a meeting's sites are checked. */
export const CalendarPage = () => {
  const { meeting, staff } = useMeeting();
  const words = usePlanningWords('calendar');
  const { value, problem, reload } = useAnswer(GetCheckCalendar, { meetingId: meeting.id });
  const isNew = problem?.problem.code === 'calendar-not-set';
  if (value === undefined && problem === undefined) return <Loading />;
  return (
    <>
      <p>{words.intro}</p>
      {!isNew && <Notice problem={problem} retry={reload} />}
      {(value !== undefined || isNew) && mayAsk(SetCheckCalendar, staff) && <Form kept={value} />}
    </>
  );
};
