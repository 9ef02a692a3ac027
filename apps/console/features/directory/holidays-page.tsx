import { type FormEvent, useState } from 'react';
import {
  type Holiday,
  HolidayKind,
  ListHolidays,
  mayAsk,
  PreviewHoliday,
  PutHoliday,
  RemoveHoliday,
  type Staff,
} from '#contracts';
import { dayOf } from '#words';
import { useAnswer } from '../../kit/data/use-answer.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { Confirm } from '../../kit/dialog.js';
import { useDirectoryWords } from '../../kit/directory-words.js';
import { Choice } from '../../kit/form/choice.js';
import { Field } from '../../kit/form/field.js';
import { Loading, Notice } from '../../kit/notice.js';
import { useReader, useWords } from '../../kit/reader.js';
import { type Column, Table } from '../../kit/table/table.js';
import { dayInWords } from '../../kit/time/typed-day.js';
import { MovedMails } from './moved-mails.js';

const madeStale = { makesStale: [ListHolidays, PreviewHoliday] };

const AddHoliday = () => {
  const words = useDirectoryWords('holidays');
  const { dayExample } = useWords('time');
  const [typed, setTyped] = useState({ day: '', th: '', en: '', kind: 'own' });
  const [tried, setTried] = useState(false);
  const put = useCommand(PutHoliday, madeStale);
  const day = dayOf(typed.day);
  const [noDay, noName] = [day === undefined, typed.th.trim() === ''];
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (day === undefined || noName) return;
    const name = { th: typed.th, ...(typed.en.trim() !== '' && { en: typed.en }) };
    if (hasFailed(await put.send({ day, name, kind: typed.kind as HolidayKind }))) return;
    setTyped({ ...typed, day: '', th: '', en: '' });
    setTried(false);
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <h2>{words.add}</h2>
      <div className="filters">
        <Field label={words.day} wrong={tried && noDay ? words.dayUnreadable : undefined}>
          {(described) => (
            <input
              {...described}
              placeholder={dayExample}
              autoComplete="off"
              value={typed.day}
              onChange={({ target }) => setTyped({ ...typed, day: target.value })}
            />
          )}
        </Field>
        {(['th', 'en'] as const).map((language) => (
          <Field
            key={language}
            label={words.names[language]}
            wrong={language === 'th' && tried && noName ? words.nameMissing : undefined}
          >
            {(described) => (
              <input
                {...described}
                lang={language}
                maxLength={200}
                autoComplete="off"
                value={typed[language]}
                onChange={({ target }) => setTyped({ ...typed, [language]: target.value })}
              />
            )}
          </Field>
        ))}
        <Choice
          label={words.kind}
          value={typed.kind}
          options={HolidayKind.options.map((kind) => [kind, words.kinds[kind]])}
          onChange={(kind) => setTyped({ ...typed, kind })}
        />
      </div>
      {day !== undefined && <MovedMails day={day} off />}
      <p>
        <button disabled={put.busy}>{words.add}</button>
      </p>
      <Notice problem={put.problem} />
    </form>
  );
};

/** The days that offices are closed on; mails of schedules that keep to working days move with them. */
export const HolidaysPage = ({ staff }: { staff: Staff }) => {
  const words = useDirectoryWords('holidays');
  const { language, named } = useReader();
  const [year, setYear] = useState('');
  const [leaving, setLeaving] = useState<Holiday>();
  const { value, problem, reload } = useAnswer(ListHolidays, {});
  const remove = useCommand(RemoveHoliday, madeStale);
  const mayWrite = mayAsk(PutHoliday, staff);
  const said = (day: string): string => dayInWords(day, language);
  const years = [...new Set((value?.items ?? []).map(({ day }) => day.slice(0, 4)))];
  const rows = (value?.items ?? []).filter(({ day }) => day.startsWith(year));
  const columns: readonly [Column<Holiday>, ...Column<Holiday>[]] = [
    { id: 'day', title: words.day, value: ({ day }) => day, cell: ({ day }) => said(day) },
    { id: 'name', title: words.name, value: ({ name }) => named(name) },
    { id: 'kind', title: words.kind, value: ({ kind }) => words.kinds[kind] },
    ...(mayWrite
      ? [
          {
            id: 'remove',
            title: words.remove,
            cell: (holiday: Holiday) => (
              <button
                type="button"
                className="quiet"
                aria-label={words.removeOne(said(holiday.day))}
                onClick={() => {
                  remove.forget();
                  setLeaving(holiday);
                }}
              >
                {words.remove}
              </button>
            ),
          },
        ]
      : []),
  ];
  const take = async () => {
    if (leaving !== undefined && !hasFailed(await remove.send({ day: leaving.day }))) setLeaving(undefined);
  };
  return (
    <>
      <p>{words.intro}</p>
      {mayWrite && <AddHoliday />}
      <Notice problem={problem} retry={reload} />
      {value === undefined && problem === undefined && <Loading />}
      <Choice
        label={words.year}
        all={words.allYears}
        value={year}
        options={years.map((each) => [each, language === 'th' ? String(Number(each) + 543) : each])}
        onChange={setYear}
      />
      {rows.length > 0 && (
        <Table caption={words.title} columns={columns} rows={rows} rowId={({ day }) => day} sorted={{ id: 'day' }} />
      )}
      {leaving !== undefined && (
        <Confirm
          title={words.removeOne(said(leaving.day))}
          act={words.remove}
          busy={remove.busy}
          onConfirm={() => void take()}
          onClose={() => setLeaving(undefined)}
        >
          <p>{named(leaving.name)}</p>
          <MovedMails day={leaving.day} off={false} />
          <Notice problem={remove.problem} />
        </Confirm>
      )}
    </>
  );
};
