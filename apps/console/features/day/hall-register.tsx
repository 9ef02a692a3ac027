import { useState } from 'react';
import { GetHall, type HallOffice, mayAsk, RecordAttendance, seePersons } from '#contracts';
import { useAfterWords } from '../../kit/after-words.js';
import { useAnswer } from '../../kit/data/use-answer.js';
import { Field } from '../../kit/form/field.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { OfficeLine } from './office-line.js';
import { Presiding } from './presiding.js';
import { type Register } from './use-register.js';
import { lineOf, type Waiting } from './waiting.js';
import { WalkIns } from './walk-ins.js';

const everyMs = 15_000;

const Undelivered = ({ waiting, discard }: { waiting: readonly Waiting[]; discard: (entryId: string) => void }) => {
  const words = useAfterWords('day');
  const left = waiting.filter(({ refused }) => refused === undefined).length;
  return (
    <>
      <p role="status" className={left > 0 ? 'due' : undefined}>
        {left > 0 ? words.waiting(left) : words.allSent}
      </p>
      {waiting.map(
        ({ request: { entryId, state }, refused }) =>
          refused !== undefined && (
            <div key={entryId} className="notice" role="alert">
              <p>
                {words.states[state]}: {refused}
              </p>
              <button type="button" className="quiet" onClick={() => discard(entryId)}>
                {words.takeOff}
              </button>
            </div>
          ),
      )}
    </>
  );
};

/** The register of one hall, live at its door or typed from its sheet afterwards. */
export const HallRegister = ({ siteId, register }: { siteId: string; register: Register }) => {
  const { meeting, staff } = useMeeting();
  const words = useAfterWords('day');
  const { named, compare } = useReader();
  const { value, problem, reload } = useAnswer(GetHall, { meetingId: meeting.id, siteId }, { everyMs });
  const { waiting, enter, discard } = register;
  const [fromSheet, setFromSheet] = useState(false);
  const [why, setWhy] = useState('');
  if (value === undefined) return problem === undefined ? <Loading /> : <Notice problem={problem} retry={reload} />;
  const isClosed = meeting.status === 'closed';
  const reason = isClosed && why.trim() !== '' ? why.trim() : undefined;
  const mayEnter = mayAsk(RecordAttendance, staff) && (!isClosed || reason !== undefined);
  const withPersons = staff.roles.some((role) => seePersons.includes(role) || role === 'focal-point');
  const common = {
    meetingId: meeting.id,
    siteId,
    source: fromSheet ? ('sheet' as const) : ('live' as const),
    ...(reason !== undefined && { reason }),
  };
  const { hall, walkIns } = value;
  const offices = value.offices.toSorted((a, b) => compare(named(a.name), named(b.name)));
  const lineFor = ({ invitationId, attendance }: HallOffice) => lineOf(invitationId, attendance, waiting);
  const open = offices.filter(
    (each) => (each.answer === 'attend' || each.answer === 'representative') && lineFor(each).state === undefined,
  );
  return (
    <div className="register">
      <h2>{named(hall.siteName)}</h2>
      <p>{words.counted(hall.byState.present + hall.byState.represented, hall.expected, hall.people)}</p>
      <Undelivered waiting={waiting} discard={discard} />
      <Notice problem={problem} retry={reload} />
      {isClosed && (
        <Field label={words.why} hint={words.whyHint}>
          {(described) => <input {...described} value={why} onChange={({ target }) => setWhy(target.value)} />}
        </Field>
      )}
      <p>
        <label>
          <input type="checkbox" checked={fromSheet} onChange={({ target }) => setFromSheet(target.checked)} />{' '}
          {words.fromSheet}
        </label>
      </p>
      {mayEnter && open.length > 0 && (
        <p>
          <button
            type="button"
            className="quiet"
            onClick={() => {
              for (const { invitationId, answer, named: persons } of open)
                enter({
                  ...common,
                  invitationId,
                  state: answer === 'representative' ? 'represented' : 'present',
                  ...(persons.length > 0 && { people: persons.length }),
                });
            }}
          >
            {words.allCame(open.length)}
          </button>
        </p>
      )}
      <ul className="lines">
        {offices.map((office) => (
          <OfficeLine
            key={office.invitationId}
            office={office}
            line={lineFor(office)}
            mayEnter={mayEnter}
            withPersons={withPersons}
            onSay={(said) => enter({ ...common, invitationId: office.invitationId, ...said })}
          />
        ))}
      </ul>
      <WalkIns
        known={walkIns}
        waiting={waiting.filter(({ request }) => request.siteId === siteId)}
        mayEnter={mayEnter}
        withPersons={withPersons}
        onEnter={(guest, state) => enter({ ...common, ...guest, state })}
      />
      <Presiding meetingId={meeting.id} hall={hall} mayEnter={mayEnter} reason={reason} />
    </div>
  );
};
