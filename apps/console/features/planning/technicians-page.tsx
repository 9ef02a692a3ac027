import { useState } from 'react';
import { ListTechnicians, mayAsk, SaveTechnician, type Technician } from '#contracts';
import { useChecksWords } from '../../kit/checks-words.js';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { usePlanningWords } from '../../kit/planning-words.js';
import { useReader } from '../../kit/reader.js';
import { type Column, Table } from '../../kit/table/table.js';
import { dayInWords } from '../../kit/time/typed-day.js';
import { TechnicianForm } from './technician-form.js';

/** Who of the centre checks sites, when, and what each knows; the same for all meetings. */
export const TechniciansPage = () => {
  const { staff } = useMeeting();
  const { language } = useReader();
  const words = usePlanningWords('technicians');
  const systems = useChecksWords('systems');
  const { value, problem, reload } = useAnswer(ListTechnicians, {});
  const [open, setOpen] = useState<Technician | 'new'>();
  const [saved, setSaved] = useState<string>();
  const mayWrite = mayAsk(SaveTechnician, staff);
  const said = (day: string): string => dayInWords(day, language);
  const lines = (all: readonly string[]) => (
    <ul className="plain">
      {all.map((each) => (
        <li key={each}>{each}</li>
      ))}
    </ul>
  );
  const start = (which: Technician | 'new') => {
    setSaved(undefined);
    setOpen(which);
  };
  const columns: readonly [Column<Technician>, ...Column<Technician>[]] = [
    {
      id: 'name',
      title: words.name,
      value: ({ name }) => name,
      cell: ({ name, active }) => (active ? name : `${name} (${words.left})`),
    },
    { id: 'phone', title: words.phone, cell: ({ phone }) => phone ?? '–' },
    {
      id: 'systems',
      title: words.systems,
      cell: ({ systems: own }) =>
        own.length === 0 ? words.allSystems : own.map((system) => systems[system]).join(', '),
    },
    {
      id: 'shifts',
      title: words.shifts,
      cell: ({ shifts }) =>
        shifts.length === 0
          ? words.always
          : lines(
              shifts.map(({ weekdays, from, to }) =>
                words.shift(weekdays.map((day) => words.weekdays[day - 1]).join(' '), from, to),
              ),
            ),
    },
    {
      id: 'absences',
      title: words.absences,
      cell: ({ absences }) =>
        absences.length === 0
          ? '–'
          : lines(absences.map(({ firstDay, lastDay }) => words.absence(said(firstDay), said(lastDay)))),
    },
    ...(mayWrite
      ? [
          {
            id: 'edit',
            title: words.edit,
            cell: (technician: Technician) => (
              <button
                type="button"
                className="quiet"
                aria-label={words.editOne(technician.name)}
                onClick={() => start(technician)}
              >
                {words.edit}
              </button>
            ),
          },
        ]
      : []),
  ];
  return (
    <>
      <p>{words.intro}</p>
      {mayWrite && open === undefined && (
        <p>
          <button type="button" onClick={() => start('new')}>
            {words.add}
          </button>
        </p>
      )}
      {saved !== undefined && (
        <p>
          <output>{words.saved(saved)}</output> {words.moved}
        </p>
      )}
      {open !== undefined && (
        <TechnicianForm
          key={open === 'new' ? 'new' : open.id}
          kept={open === 'new' ? undefined : open}
          onSaved={(name) => {
            setOpen(undefined);
            setSaved(name);
          }}
          onClose={() => setOpen(undefined)}
        />
      )}
      <Notice problem={problem} retry={reload} />
      {value === undefined && problem === undefined && <Loading />}
      {value?.items.length === 0 && <Empty>{words.none}</Empty>}
      {value !== undefined && value.items.length > 0 && (
        <Table caption={words.caption} columns={columns} rows={value.items} rowId={({ id }) => id} />
      )}
    </>
  );
};
