import { type FormEvent, useState } from 'react';
import { type MailSchedule, type Meeting, meetingContentOf, PreviewMailSchedule, usualMails } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { Choice } from '../../kit/form/choice.js';
import { Field } from '../../kit/form/field.js';
import { type Mistake, Mistakes } from '../../kit/form/mistakes.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { newId } from '../../kit/new-id.js';
import { Notice } from '../../kit/notice.js';
import { usePrepareWords } from '../../kit/prepare-words.js';
import { NumberField } from './number-field.js';
import { SaveChange } from './save-change.js';
import { newRule, readSchedule, type TypedSchedule, typedSchedule, withSchedule } from './schedule.js';
import { Readers } from './schedule-readers.js';
import { RuleFields, ruleId } from './schedule-rule.js';
import { useChange } from './use-change.js';
import './prepare.css';

const most = 20;
const holdId = ruleId('holdHours');

type HoursOf = {
  readonly typed: TypedSchedule;
  readonly mistakes: readonly Mistake[];
  readonly onType: (edits: Partial<TypedSchedule>) => void;
};
/** When mails of the schedule may leave, and how late one may be and still leave by itself. */
const Hours = ({ typed, mistakes, onType }: HoursOf) => {
  const words = usePrepareWords('schedule');
  return (
    <fieldset>
      <legend>{words.hours}</legend>
      <p className="hint">{words.hoursHint}</p>
      <div className="filters">
        <Choice
          label={words.on}
          value={typed.on}
          all={words.ons.any}
          options={(['working-days', 'every-day'] as const).map((each) => [each, words.ons[each]])}
          onChange={(on) => onType({ on: on as TypedSchedule['on'] })}
        />
        {typed.on !== ''
          && (['from', 'to'] as const).map((name) => (
            <Field key={name} label={words[name]}>
              {(described) => (
                <input
                  {...described}
                  className="short"
                  autoComplete="off"
                  maxLength={12}
                  value={typed[name]}
                  onChange={({ target }) => onType({ [name]: target.value })}
                />
              )}
            </Field>
          ))}
      </div>
      <NumberField
        id={holdId}
        label={words.hold}
        hint={words.holdHint}
        mistakes={mistakes}
        value={typed.holdHours}
        digits={3}
        onType={(holdHours) => onType({ holdHours })}
      />
    </fieldset>
  );
};

const useTimes = (meeting: Meeting, mails: MailSchedule | undefined) => {
  const { id: meetingId, replyBy, startsAt, endsAt, timeZone } = meeting;
  return useAnswer(PreviewMailSchedule, mails && { meetingId, mails, replyBy, startsAt, endsAt, timeZone });
};

const ScheduleForm = ({ meeting }: { meeting: Meeting }) => {
  const words = usePrepareWords('schedule');
  const [edits, setEdits] = useState<Partial<TypedSchedule>>({});
  const [tries, setTries] = useState(0);
  const change = useChange(meeting);
  const content = meetingContentOf(meeting);
  const typed: TypedSchedule = { ...typedSchedule(content), ...edits };
  const read = readSchedule(typed);
  const times = useTimes(meeting, 'mails' in read ? read.mails : undefined);
  const mistakes: readonly Mistake[] =
    tries > 0 && 'unreadable' in read
      ? read.unreadable.map((id) => ({
          id: ruleId(id),
          label: id === 'holdHours' ? words.hold : words.rule(typed.rules.findIndex((rule) => rule.id === id) + 1),
          text: words.unreadable,
        }))
      : [];
  const type = (next: Partial<TypedSchedule>) => {
    setEdits((before) => ({ ...(change.saved ? {} : before), ...next }));
    change.forget();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if ('mails' in read) await change.save(withSchedule(content, read.mails));
    setTries((before) => before + 1);
  };
  return (
    <form className="prepare" noValidate onSubmit={(event) => void submit(event)}>
      <Mistakes mistakes={mistakes} turn={tries} />
      <p>{words.intro}</p>
      {typed.rules.map((rule, index) => (
        <RuleFields
          key={rule.id}
          place={index + 1}
          rule={rule}
          meeting={meeting}
          time={times.value?.items.find((each) => each.rule === rule.id)}
          mistakes={mistakes}
          onType={(next) => type({ rules: typed.rules.map((each) => (each.id === rule.id ? next : each)) })}
          onRemove={() => type({ rules: typed.rules.filter((each) => each.id !== rule.id) })}
        />
      ))}
      <p className="actions">
        <button
          type="button"
          className="quiet"
          disabled={typed.rules.length >= most}
          onClick={() => type({ rules: [...typed.rules, newRule(newId())] })}
        >
          {words.add}
        </button>
        <button type="button" className="quiet" onClick={() => type(typedSchedule({ mails: usualMails }))}>
          {words.usual}
        </button>
      </p>
      <Hours typed={typed} mistakes={mistakes} onType={type} />
      <fieldset>
        <legend>{words.staff}</legend>
        <label className="check">
          <input type="checkbox" checked={typed.digest} onChange={({ target }) => type({ digest: target.checked })} />
          {words.digest}
        </label>
        <p className="hint">{words.digestHint(meeting.coordinator.email)}</p>
      </fieldset>
      <Readers readers={typed.readers} onType={(readers) => type({ readers })} />
      <fieldset>
        <legend>{words.together}</legend>
        <p className="hint">{words.togetherHint}</p>
        <label className="check">
          <input type="checkbox" checked={typed.apart} onChange={({ target }) => type({ apart: target.checked })} />
          {words.apart}
        </label>
      </fieldset>
      <fieldset>
        <legend>{words.mobiles}</legend>
        <label className="check">
          <input type="checkbox" checked={typed.mobile} onChange={({ target }) => type({ mobile: target.checked })} />
          {words.mobile}
        </label>
        <p className="hint">{words.mobileHint}</p>
      </fieldset>
      {change.problem === undefined && <Notice problem={times.problem} />}
      <SaveChange meeting={meeting} change={change} />
    </form>
  );
};

/** When which mail of the meeting leaves, with the instants as they are typed. */
export const SchedulePage = () => {
  const { meeting } = useMeeting();
  return <ScheduleForm key={meeting.id} meeting={meeting} />;
};
