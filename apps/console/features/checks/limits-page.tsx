import { Link } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { GetLinkLimits, LinkLimits, linkMeasures, linkPresets, mayAsk, SetLinkLimits } from '#contracts';
import { useChecksWords } from '../../kit/checks-words.js';
import { keyOf, useAnswer } from '../../kit/data/use-answer.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { Choice } from '../../kit/form/choice.js';
import { Mistakes, mistakesOf } from '../../kit/form/mistakes.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Loading, Notice } from '../../kit/notice.js';
import { TextField } from '../../kit/form/text-field.js';
import { numberIn } from './numbers.js';
import './checks.css';

type Preset = LinkLimits['preset'];
const presets = LinkLimits.shape.preset.options;
const ends = ['green', 'red'] as const;
type Typed = { readonly preset: Preset; readonly values: Readonly<Record<string, string>>; readonly basis: string };
const typedOf = (limits: LinkLimits): Typed => ({
  preset: limits.preset,
  basis: limits.basis,
  values: Object.fromEntries(
    linkMeasures.flatMap((name) => ends.map((end) => [`${name}-${end}`, String(limits[name][end])])),
  ),
});

const Form = ({ kept }: { kept: LinkLimits }) => {
  const { meeting, staff } = useMeeting();
  const words = useChecksWords('limits');
  const entry = useChecksWords('entry');
  const client = useQueryClient();
  const [typed, setTyped] = useState(() => typedOf(kept));
  const [turn, setTurn] = useState(0);
  const [saved, setSaved] = useState(false);
  const { send, busy, problem } = useCommand(SetLinkLimits);
  const { preset } = typed;
  const mistakes = mistakesOf(problem?.problem, (field) => {
    const [, name = '', end] = field.split('.');
    return name === 'basis' ? 'l-basis' : end === undefined ? undefined : `l-${name}-${end}`;
  });
  const mayWrite = mayAsk(SetLinkLimits, staff);
  const choose = (chosen: string) => {
    const next = presets.find((each) => each === chosen) ?? 'sala';
    setSaved(false);
    // One's own begin with what stood there.
    setTyped(next === 'own' ? { ...typed, preset: next, basis: '' } : typedOf(linkPresets[next]));
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const own = {
      preset,
      basis: typed.basis,
      ...Object.fromEntries(
        linkMeasures.map((name) => [
          name,
          Object.fromEntries(ends.map((end) => [end, numberIn(typed.values[`${name}-${end}`] ?? '')])),
        ]),
      ),
    };
    // What is wrong with it is for the contract to say, field by field.
    const limits = preset === 'own' ? (own as LinkLimits) : linkPresets[preset];
    const outcome = await send({ meetingId: meeting.id, limits });
    if (hasFailed(outcome)) return setTurn((before) => before + 1);
    client.setQueryData(keyOf(GetLinkLimits, { meetingId: meeting.id }), outcome);
    setTurn(0);
    setSaved(true);
  };
  return (
    <form className="dossier" noValidate onSubmit={(event) => void save(event)}>
      <Mistakes mistakes={mistakes} turn={turn} />
      <Choice
        label={words.preset}
        options={presets.map((each) => [each, words.presets[each]])}
        value={preset}
        onChange={choose}
      />
      {preset === 'own' ? (
        <>
          <div className="filters">
            {linkMeasures.flatMap((name) =>
              ends.map((end) => (
                <TextField
                  key={`${name}-${end}`}
                  id={`l-${name}-${end}`}
                  label={words[end](entry[name])}
                  type="decimal"
                  value={typed.values[`${name}-${end}`] ?? ''}
                  mistakes={mistakes}
                  onType={(text) => setTyped({ ...typed, values: { ...typed.values, [`${name}-${end}`]: text } })}
                />
              )),
            )}
          </div>
          <TextField
            id="l-basis"
            label={words.basis}
            hint={words.basisHint}
            value={typed.basis}
            mistakes={mistakes}
            onType={(basis) => setTyped({ ...typed, basis })}
          />
        </>
      ) : (
        <>
          <ul>
            {linkMeasures.map((name) => (
              <li key={name}>
                {entry[name]}:{' '}
                {entry.limit(String(linkPresets[preset][name].green), String(linkPresets[preset][name].red))}
              </li>
            ))}
          </ul>
          <p className="hint">
            {words.basis}: {words.bases[preset]}
          </p>
        </>
      )}
      {mistakes.length === 0 && <Notice problem={problem} />}
      {mayWrite && (
        <p>
          <button disabled={busy}>{words.save}</button>
        </p>
      )}
      <output className={saved ? 'done' : undefined}>{saved && words.saved}</output>
    </form>
  );
};

/** What the links of a meeting's sites are judged by, and where that comes from. */
export const LimitsPage = () => {
  const { meeting } = useMeeting();
  const words = useChecksWords('limits');
  const { value, problem, reload } = useAnswer(GetLinkLimits, { meetingId: meeting.id });
  return (
    <>
      <p>
        <Link to={`/meetings/${meeting.id}/checks`}>{words.back}</Link>
      </p>
      <h2>{words.title}</h2>
      <p className="hint">{words.hint}</p>
      {value === undefined ? (
        problem === undefined ? (
          <Loading />
        ) : (
          <Notice problem={problem} retry={reload} />
        )
      ) : (
        <Form kept={value} />
      )}
    </>
  );
};
