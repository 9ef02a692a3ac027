import { CheckStep } from '#contracts';
import { useChecksWords } from '../../kit/checks-words.js';
import { type Mistake, wrongAt } from '../../kit/form/mistakes.js';
import { TextField } from '../../kit/form/text-field.js';
import { type EntryDraft, stepStates, withYes } from './entry-draft.js';

type StepsOf = {
  readonly steps: EntryDraft['steps'];
  readonly mistakes: readonly Mistake[];
  readonly onChange: (steps: EntryDraft['steps']) => void;
};

/** What is tried in a check, one after the other, each with what was found. */
export const StepsFields = ({ steps, mistakes, onChange }: StepsOf) => {
  const words = useChecksWords('entry');
  const names = useChecksWords('steps');
  return (
    <fieldset>
      <legend>{words.steps}</legend>
      <p className="hint">{words.decides}</p>
      {CheckStep.options.map((step) => {
        const [name = '', hint = ''] = names[step];
        const { state, note } = steps[step];
        const id = `e-step-${step}`;
        const wrong = wrongAt(mistakes, id);
        const edit = (changes: Partial<typeof steps.audio>) =>
          onChange({ ...steps, [step]: { ...steps[step], ...changes } });
        return (
          <fieldset key={step} className="step" aria-describedby={`${id}-hint`}>
            <legend>{name}</legend>
            <p className="hint" id={`${id}-hint`}>
              {hint}
            </p>
            {wrong !== undefined && <p className="wrong">{wrong}</p>}
            {stepStates.map((each, index) => (
              <label key={each} className="choice">
                <input
                  type="radio"
                  name={id}
                  {...(index === 0 && { id })}
                  checked={state === each}
                  onChange={() => edit({ state: each })}
                />
                {words.states[each]}
              </label>
            ))}
            {(state === 'no' || state === 'not-tried' || note !== '') && (
              <TextField
                id={`${id}-note`}
                label={words.noteOf(name)}
                value={note}
                mistakes={mistakes}
                onType={(text) => edit({ note: text })}
              />
            )}
          </fieldset>
        );
      })}
      <button type="button" className="quiet" onClick={() => onChange(withYes(steps))}>
        {words.allYes}
      </button>
    </fieldset>
  );
};
