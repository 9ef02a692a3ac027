import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { CreateMeeting, ListMeetings, type Meeting, type Staff } from '#contracts';
import { usualZone } from '#words';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { Field } from '../../kit/form/field.js';
import { type Mistake, Mistakes, mistakesOf, wrongAt } from '../../kit/form/mistakes.js';
import { Notice } from '../../kit/notice.js';
import { usePrepareWords } from '../../kit/prepare-words.js';
import { useReader } from '../../kit/reader.js';
import { MomentField, nothingTyped, readMoment, useMomentMistakes } from '../../kit/time/moment-field.js';

const ids = { title: 'new-title', organiser: 'new-organiser', like: 'new-like' };
const startIds = { day: 'new-day', time: 'new-time' };
const inputOf = (field: string): string | undefined =>
  field.startsWith('title')
    ? ids.title
    : field.startsWith('organiser')
      ? ids.organiser
      : field === 'startsAt'
        ? startIds.day
        : undefined;

/** One id for the form, however often it is sent: sent twice it makes one meeting. */
const newId = (): string => `meeting-${crypto.randomUUID().slice(0, 8)}`;

/** A title and a day are enough; the rest is the last meeting's, or Sala's, until somebody says it otherwise. */
export const NewMeeting = ({ staff, meetings }: { staff: Staff; meetings: readonly Meeting[] }) => {
  const words = usePrepareWords('meetings');
  const { named } = useReader();
  const navigate = useNavigate();
  const [id] = useState(newId);
  const [title, setTitle] = useState('');
  const [organiser, setOrganiser] = useState('');
  const [like, setLike] = useState(meetings[0]?.id ?? '');
  const [start, setStart] = useState({ ...nothingTyped, time: '09:30' });
  const [tries, setTries] = useState(0);
  const { send, busy, problem, forget } = useCommand(CreateMeeting, { makesStale: [ListMeetings] });
  const beginsAnew = like === '';
  const from = meetings.find((each) => each.id === like);
  const timeZone = from?.timeZone ?? usualZone;
  const moment = { typed: start, timeZone, labels: { day: words.day, time: words.time }, ids: startIds };
  const late = useMomentMistakes(moment);
  const own: readonly Mistake[] = [
    ...(title.trim() === '' ? [{ id: ids.title, label: words.title_, text: words.titleMissing }] : []),
    ...late,
  ];
  const refused = mistakesOf(problem?.problem, inputOf);
  const mistakes = tries === 0 ? [] : own.length > 0 ? own : refused;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const read = readMoment(start, timeZone);
    if (own.length === 0 && 'instant' in read) {
      const outcome = await send({
        id,
        title: { th: title },
        startsAt: read.instant,
        ...(beginsAnew
          ? {
              like: null,
              coordinator: { unit: { th: organiser.trim() === '' ? staff.name : organiser }, email: staff.email },
              ...(organiser.trim() !== '' && { organiser: { th: organiser } }),
            }
          : { like }),
      });
      if (!hasFailed(outcome)) return navigate({ to: `/meetings/${id}/basics` });
    }
    return setTries((before) => before + 1);
  };
  return (
    <form className="new-meeting" noValidate onSubmit={(event) => void submit(event)}>
      <h2>{words.new}</h2>
      <p>{words.newHint}</p>
      <Mistakes mistakes={mistakes} turn={tries} />
      <Field id={ids.title} label={words.title_} wrong={wrongAt(mistakes, ids.title)}>
        {(described) => (
          <input
            {...described}
            maxLength={500}
            autoComplete="off"
            value={title}
            onChange={({ target }) => {
              forget();
              setTitle(target.value);
            }}
          />
        )}
      </Field>
      {meetings.length > 0 && (
        <Field id={ids.like} label={words.like} hint={beginsAnew ? words.anewHint : words.likeHint}>
          {(described) => (
            <select
              {...described}
              value={like}
              onChange={({ target }) => {
                forget();
                setLike(target.value);
              }}
            >
              {meetings.map((each) => (
                <option key={each.id} value={each.id}>
                  {named(each.title)}
                </option>
              ))}
              <option value="">{words.anew}</option>
            </select>
          )}
        </Field>
      )}
      {beginsAnew && (
        <Field id={ids.organiser} label={words.organiser} wrong={wrongAt(mistakes, ids.organiser)}>
          {(described) => (
            <input
              {...described}
              maxLength={500}
              autoComplete="organization"
              value={organiser}
              onChange={({ target }) => setOrganiser(target.value)}
            />
          )}
        </Field>
      )}
      <MomentField
        {...moment}
        onType={(typed) => {
          forget();
          setStart(typed);
        }}
        near={from?.startsAt ?? new Date(0).toISOString()}
        mistakes={mistakes}
      />
      {refused.length === 0 && <Notice problem={problem} />}
      <p>
        <button disabled={busy}>{words.make}</button>
      </p>
    </form>
  );
};
