import { type FormEvent, useState } from 'react';
import { arabicDigits, type DialPlan, GetConferenceDay, mostInDialPlan, SetDialPlan } from '#contracts';
import { provinceCodes } from '#words';
import { useConferenceWords } from '../../kit/conference-words.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { type Mistake, Mistakes } from '../../kit/form/mistakes.js';
import { Field } from '../../kit/form/field.js';
import { TextField } from '../../kit/form/text-field.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { type TypedPlan } from './standing.js';

const numberIn = (text: string): number | undefined => {
  const plain = arabicDigits(text.trim());
  return /^\d{1,5}$/.test(plain) ? Number(plain) : undefined;
};
const typedOf = ({ leadMinutes, perMinute, groups, bridges }: DialPlan): TypedPlan => ({
  lead: String(leadMinutes),
  rate: String(perMinute),
  groups,
  bridges: bridges.map(({ name, ports }) => ({ name, ports: String(ports) })),
});
const without = <Each,>(all: readonly Each[], index: number): readonly Each[] =>
  all.filter((_each, at) => at !== index);
const changed = <Each,>(all: readonly Each[], index: number, changes: Partial<Each>): readonly Each[] =>
  all.map((each, at) => (at === index ? { ...each, ...changes } : each));

/** How fast, in which groups and on which bridges sites are called. */
export const DialPlanForm = ({ plan }: { plan: DialPlan }) => {
  const { meeting } = useMeeting();
  const { language, province, compare } = useReader();
  const words = useConferenceWords('plan');
  const { send, busy, problem, forget } = useCommand(SetDialPlan, { makesStale: [GetConferenceDay] });
  const [draft, setDraft] = useState<TypedPlan>(() => typedOf(plan));
  const [wrong, setWrong] = useState<readonly Mistake[]>([]);
  const [turn, setTurn] = useState(0);
  const edit = (changes: Partial<TypedPlan>) => setDraft({ ...draft, ...changes });
  const provinces = provinceCodes(language)
    .map((code) => [code, province(code)] as const)
    .toSorted(([, one], [, other]) => compare(one, other));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    forget();
    const numbers: readonly (readonly [id: string, label: string, text: string])[] = [
      ['dial-lead', words.lead, draft.lead],
      ['dial-rate', words.rate, draft.rate],
      ...draft.bridges.map(({ ports }, at) => [`dial-ports-${at}`, words.ports(at + 1), ports] as const),
    ];
    const mistakes = numbers.flatMap(([id, label, text]) =>
      numberIn(text) === undefined ? [{ id, label, text: words.wholeNumber }] : [],
    );
    setWrong(mistakes);
    if (mistakes.length > 0) return setTurn((before) => before + 1);
    const outcome = await send({
      meetingId: meeting.id,
      leadMinutes: numberIn(draft.lead) ?? 0,
      perMinute: numberIn(draft.rate) ?? 0,
      groups: draft.groups.map((each) => ({
        ...each,
        provinceCodes: [...each.provinceCodes],
        siteIds: [...each.siteIds],
      })),
      bridges: draft.bridges.map(({ name, ports }) => ({ name, ports: numberIn(ports) ?? 0 })),
      ...(plan.revision > 0 && { expectedRevision: plan.revision }),
    });
    if (hasFailed(outcome)) setTurn((before) => before + 1);
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <Mistakes mistakes={wrong} turn={turn} />
      <Notice problem={problem} />
      <div className="filters">
        <TextField
          id="dial-lead"
          label={words.lead}
          value={draft.lead}
          mistakes={wrong}
          onType={(lead) => edit({ lead })}
        />
        <TextField
          id="dial-rate"
          label={words.rate}
          value={draft.rate}
          mistakes={wrong}
          onType={(rate) => edit({ rate })}
        />
      </div>
      <fieldset>
        <legend>{words.groups}</legend>
        <p className="hint">{words.groupsHint}</p>
        {draft.groups.map((group, at) => (
          <div className="plan-row" key={at}>
            <TextField
              id={`dial-group-${at}`}
              label={words.groupName(at + 1)}
              value={group.name}
              mistakes={wrong}
              onType={(name) => edit({ groups: changed(draft.groups, at, { name }) })}
            />
            <Field label={words.provinces(at + 1)} hint={words.provincesHint}>
              {(described) => (
                <select
                  {...described}
                  multiple
                  size={6}
                  value={[...group.provinceCodes]}
                  onChange={({ target }) => {
                    const chosen = [...target.selectedOptions].map(({ value }) => value);
                    edit({ groups: changed(draft.groups, at, { provinceCodes: chosen }) });
                  }}
                >
                  {provinces.map(([code, name]) => (
                    <option key={code} value={code}>
                      {name}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <button type="button" className="quiet" onClick={() => edit({ groups: without(draft.groups, at) })}>
              {words.removeGroup(at + 1)}
            </button>
          </div>
        ))}
        {draft.groups.length < mostInDialPlan.groups && (
          <button
            type="button"
            className="quiet"
            onClick={() => edit({ groups: [...draft.groups, { name: '', provinceCodes: [], siteIds: [] }] })}
          >
            {words.addGroup}
          </button>
        )}
      </fieldset>
      <fieldset>
        <legend>{words.bridges}</legend>
        <p className="hint">{words.bridgesHint}</p>
        {draft.bridges.map(({ name, ports }, at) => (
          <div className="filters" key={at}>
            <TextField
              id={`dial-bridge-${at}`}
              label={words.bridgeName(at + 1)}
              value={name}
              mistakes={wrong}
              onType={(typed) => edit({ bridges: changed(draft.bridges, at, { name: typed }) })}
            />
            <TextField
              id={`dial-ports-${at}`}
              label={words.ports(at + 1)}
              value={ports}
              mistakes={wrong}
              onType={(typed) => edit({ bridges: changed(draft.bridges, at, { ports: typed }) })}
            />
            <button type="button" className="quiet" onClick={() => edit({ bridges: without(draft.bridges, at) })}>
              {words.removeBridge(at + 1)}
            </button>
          </div>
        ))}
        {draft.bridges.length < mostInDialPlan.bridges && (
          <button
            type="button"
            className="quiet"
            onClick={() =>
              edit({ bridges: [...draft.bridges, { name: `MCU ${draft.bridges.length + 1}`, ports: '' }] })
            }
          >
            {words.addBridge}
          </button>
        )}
      </fieldset>
      <div className="actions">
        <button disabled={busy}>{words.save}</button>
      </div>
    </form>
  );
};
