import { type Meeting, PlannedKind, type PlannedMailTime } from '#contracts';
import { Choice } from '../../kit/form/choice.js';
import { Field } from '../../kit/form/field.js';
import { type Mistake } from '../../kit/form/mistakes.js';
import { usePrepareWords } from '../../kit/prepare-words.js';
import { useReader } from '../../kit/reader.js';
import { NumberField } from './number-field.js';
import { type TypedRule, whensOf, withKind } from './schedule.js';
import { Target } from './schedule-target.js';

export const ruleId = (id: string): string => `rule-${id}`;

/** When it leaves, why at another time than it says, or why it does not. */
const Leaves = ({ time, meeting }: { time: PlannedMailTime | undefined; meeting: Meeting }) => {
  const words = usePrepareWords('schedule');
  const { moment } = useReader();
  if (time === undefined) return null;
  const said = (instant: string): string => moment(instant, meeting.timeZone);
  const { dueAt, wantedAt, moved, sentAt, notSent } = time;
  return (
    <p className={notSent === undefined ? 'hint' : 'wrong'}>
      {sentAt !== undefined && `${words.sent(said(sentAt))} `}
      {dueAt !== undefined && words.leaves(said(dueAt))}
      {moved !== undefined && ` ${words.moved[moved](said(wantedAt))}`}
      {notSent !== undefined && words.notSent[notSent](said(wantedAt))}
    </p>
  );
};

type RuleOf = {
  readonly place: number;
  readonly rule: TypedRule;
  readonly meeting: Meeting;
  readonly time: PlannedMailTime | undefined;
  readonly mistakes: readonly Mistake[];
  readonly onType: (rule: TypedRule) => void;
  readonly onRemove: () => void;
};
/** One mail of the schedule, as a sentence is read: what, how many days before or after what, when. */
export const RuleFields = ({ place, rule, meeting, time, mistakes, onType, onRemove }: RuleOf) => {
  const words = usePrepareWords('schedule');
  const { names } = useReader();
  const id = ruleId(rule.id);
  return (
    <fieldset>
      <legend>{words.rule(place)}</legend>
      <div className="filters">
        <Choice
          label={words.what}
          value={rule.kind}
          options={PlannedKind.options.map((kind) => [kind, names.deliveryKinds[kind]])}
          onChange={(kind) => onType(withKind(rule, kind as PlannedKind))}
        />
        <NumberField
          id={id}
          label={words.days}
          mistakes={mistakes}
          value={rule.days}
          digits={3}
          onType={(days) => onType({ ...rule, days })}
        />
        <Choice
          label={words.count}
          value={rule.count}
          options={(['days', 'working-days'] as const).map((each) => [each, words.counts[each]])}
          onChange={(count) => onType({ ...rule, count: count as TypedRule['count'] })}
        />
        <Choice
          label={words.when}
          value={rule.when}
          options={whensOf[rule.kind].map((each) => [each, words.whens[each]])}
          onChange={(when) => onType({ ...rule, when: when as TypedRule['when'] })}
        />
        <Field label={words.at}>
          {(described) => (
            <input
              {...described}
              className="short"
              autoComplete="off"
              maxLength={12}
              value={rule.at}
              onChange={({ target }) => onType({ ...rule, at: target.value })}
            />
          )}
        </Field>
      </div>
      <Target rule={rule} meeting={meeting} onType={onType} />
      <Leaves time={time} meeting={meeting} />
      <p>
        <button type="button" className="quiet" aria-label={words.removeRule(place)} onClick={onRemove}>
          {words.remove}
        </button>
      </p>
    </fieldset>
  );
};
