import { type FormEvent, lazy, Suspense, useEffect, useState } from 'react';
import {
  type Asked,
  askedInParts,
  askedInReply,
  Channel,
  fieldWordsOf,
  questionsOf,
  type ReplyField,
} from '#contracts';
import { type ApiProblem } from '../../kit/data/ask.js';
import { Field } from '../../kit/form/field.js';
import { Mistakes, mistakesOf, wrongAt } from '../../kit/form/mistakes.js';
import { Notice } from '../../kit/notice.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { useReader, useWords } from '../../kit/reader.js';
import { MomentField, useMomentMistakes } from '../../kit/time/moment-field.js';
import { Attendees } from './attendees.js';
import { FieldInput } from './field-input.js';
import { calledAsAsked, ids, inputOfField, replyInputOf, useDraftMistakes } from './mistakes.js';
import { onPaper } from './on-paper.js';
import { OfficePicker } from './office-picker.js';
import { type DeskChannel, useDesk } from './use-desk.js';
import { Entered, MailBeside, Outcome, Questions, ScanPane } from './when-asked.js';
import type { ScansAtHand } from './tray.js';
import './desk.css';

/** Comes once an office is chosen. */
const Said = lazy(async () => ({ default: (await import('./said.js')).Said }));

/** What the desk types in: the office itself answers on the web. */
const channels = Channel.options.filter((each): each is DeskChannel => each !== 'web');

export const DeskPage = () => {
  const { meeting } = useMeeting();
  const words = useWords('desk');
  const { language, names, shortMoment } = useReader();
  const desk = useDesk();
  const [clockProblem, setClockProblem] = useState<ApiProblem>();
  // What is wrong is said once somebody wanted to record it, and goes as it is mended.
  const [tries, setTries] = useState(0);
  const labels = { day: words.receivedDay, time: words.receivedTime };
  const own = [
    ...useDraftMistakes(desk),
    ...useMomentMistakes({ typed: desk.arrival, timeZone: meeting.timeZone, labels, ids }),
  ];
  const refused = calledAsAsked(mistakesOf(desk.problem?.problem, inputOfField(desk.draft)), meeting.form, language);
  const mistakes = tries === 0 ? [] : own.length > 0 ? own : refused;
  const [recorded, setRecorded] = useState(0);
  // Of the office that is chosen; nothing as long as nobody works with scans.
  const [scans, setScans] = useState<ScansAtHand>();
  // Led here from a mail that came: it stands beside the form.
  const [mailId] = useState(() => new URLSearchParams(location.search).get('mail'));
  const [handed, setHanded] = useState<File>();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (own.length > 0) return setTries((before) => before + 1);
    const kept = await desk.record(scans?.ids ?? []);
    setTries((before) => (kept ? 0 : before + 1));
    if (kept) setRecorded((before) => before + 1);
  };
  // Once the field of the office is empty: one that is emptied while somebody is in it would open its list over the form.
  useEffect(() => {
    if (recorded > 0) document.getElementById(ids.office)?.focus();
  }, [recorded]);
  const { draft, later, invitation } = desk;
  const change =
    <Value,>(apply: (value: Value) => void) =>
    (value: Value): void => {
      desk.forget();
      apply(value);
    };
  // Nobody reads out the number of a letter; what was said of one stays in sight.
  const isShown = ({ name, field }: Asked<ReplyField>): boolean =>
    field.part !== 'letter' || desk.channel !== 'phone' || draft[name] !== '';
  const parts = askedInParts(askedInReply(meeting.form, draft.answer).filter(isShown));
  const input = ({ name, field }: Asked<ReplyField>) => (
    <FieldInput
      key={name}
      id={replyInputOf(name)}
      name={name}
      field={field}
      label={fieldWordsOf(language).fields[name]}
      wrong={wrongAt(mistakes, replyInputOf(name))}
      value={draft[name]}
      onType={change((value) => desk.setDraft({ ...draft, [name]: value }))}
    />
  );
  return (
    <div className={scans === undefined ? 'desk' : 'desk with-scans'}>
      <p>{words.hint}</p>
      {mailId !== null && (
        <Suspense>
          <MailBeside
            mailId={mailId}
            desk={desk}
            recorded={recorded}
            onScan={(file) => {
              setScans((before) => before ?? { ids: [], sending: false });
              setHanded(file);
            }}
          />
        </Suspense>
      )}
      {scans === undefined ? (
        <button type="button" className="quiet" onClick={() => setScans({ ids: [], sending: false })}>
          {words.withScans}
        </button>
      ) : (
        <Suspense>
          <ScanPane desk={desk} read={onPaper} recorded={recorded} handed={handed} onScans={setScans} />
        </Suspense>
      )}
      <Notice problem={desk.reading} retry={desk.readAgain} />
      {/* Its mistakes are said in the reader's words, all at once. */}
      <form noValidate onSubmit={(event) => void submit(event)}>
        <Mistakes mistakes={mistakes} turn={tries} />
        <OfficePicker
          id={ids.office}
          offices={desk.offices}
          onType={change(desk.offices.type)}
          onPick={change(desk.offices.pick)}
          wrong={wrongAt(mistakes, ids.office)}
        />
        {invitation !== undefined && (
          <Suspense>
            <Said key={invitation.id} invitation={invitation} responses={desk.responses} onTakenBack={desk.takenBack} />
          </Suspense>
        )}
        <Field label={words.channel}>
          {(described) => (
            <select
              {...described}
              value={desk.channel}
              onChange={({ target: { value } }) => desk.setChannel(channels.find((each) => each === value) ?? 'fax')}
            >
              {channels.map((each) => (
                <option key={each} value={each}>
                  {names.channels[each]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <MomentField
          labels={labels}
          ids={ids}
          typed={desk.arrival}
          onType={change(desk.setArrival)}
          timeZone={meeting.timeZone}
          near={meeting.announcedAt ?? meeting.startsAt}
          mistakes={mistakes}
          onProblem={setClockProblem}
        />
        <Notice problem={clockProblem} />
        <fieldset>
          <legend>{words.answer}</legend>
          {(['attend', 'representative', 'decline'] as const).map((each) => (
            <label key={each} className="choice">
              <input
                type="radio"
                name="answer"
                checked={draft.answer === each}
                onChange={() => desk.setDraft({ ...draft, answer: each })}
              />{' '}
              {names.answers[each]}
            </label>
          ))}
        </fieldset>
        {draft.answer !== 'decline' && (
          <Attendees
            form={meeting.form}
            attendees={draft.attendees}
            mistakes={mistakes}
            onChange={change((attendees) => desk.setDraft({ ...draft, attendees }))}
          />
        )}
        {questionsOf(meeting.form).length > 0 && (
          <Suspense>
            <Questions
              form={meeting.form}
              draft={draft}
              mistakes={mistakes}
              onChange={change((answers) => desk.setDraft({ ...draft, answers }))}
            />
          </Suspense>
        )}
        {parts.map(({ part, asked }) =>
          part === undefined && asked.length === 1 ? (
            asked.map(input)
          ) : (
            <fieldset key={part ?? 'office'}>
              <legend>{part === undefined ? words.fromOffice : fieldWordsOf(language).parts[part]}</legend>
              <div className={part === undefined ? undefined : 'filters'}>{asked.map(input)}</div>
            </fieldset>
          ),
        )}
        {later !== undefined && (
          <p className="notice" role="alert">
            {words.answeredLater} {names.channels[later.channel]} · {shortMoment(later.receivedAt, meeting.timeZone)}
          </p>
        )}
        {desk.withheld && (
          <p className="notice" role="alert">
            {words.answerWithheld}
          </p>
        )}
        {invitation?.response !== undefined && later === undefined && !desk.withheld && (
          <Field
            id={ids.reason}
            label={words.changeReason}
            hint={invitation.response.channel === 'web' ? words.changeReasonHint : undefined}
            wrong={wrongAt(mistakes, ids.reason)}
          >
            {(described) => (
              <input
                {...described}
                value={desk.reason}
                maxLength={500}
                onChange={({ target }) => change(desk.setReason)(target.value)}
              />
            )}
          </Field>
        )}
        {refused.length === 0 && <Notice problem={desk.problem} />}
        <p>
          <button disabled={desk.busy || desk.withheld || scans?.sending}>
            {later === undefined ? words.record : words.recordAnyway}
          </button>
        </p>
        <output className={desk.outcome && 'done'}>
          <Suspense>{desk.outcome && <Outcome of={desk.outcome} />}</Suspense>
        </output>
      </form>
      {desk.entries.length > 0 && (
        <Suspense>
          <Entered entries={desk.entries} onTakenBack={desk.undone} />
        </Suspense>
      )}
    </div>
  );
};
