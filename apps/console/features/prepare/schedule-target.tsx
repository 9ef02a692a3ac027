import { useState } from 'react';
import { type Meeting } from '#contracts';
import { provinceCodes } from '#words';
import { usePrepareWords } from '../../kit/prepare-words.js';
import { useReader } from '../../kit/reader.js';
import { isToSites, type TypedRule } from './schedule.js';

type ChecksOf = {
  readonly legend: string;
  readonly options: readonly (readonly [string, string])[];
  readonly chosen: readonly string[];
  readonly hint?: string | undefined;
  readonly onChoose: (chosen: readonly string[]) => void;
};
/** One or several of a few, ticked. */
export const Checks = ({ legend, options, chosen, hint, onChoose }: ChecksOf) => (
  <fieldset>
    <legend>{legend}</legend>
    <div className="choices">
      {options.map(([value, label]) => (
        <label key={value} className="check">
          <input
            type="checkbox"
            checked={chosen.includes(value)}
            onChange={({ target }) =>
              onChoose(target.checked ? [...chosen, value] : chosen.filter((each) => each !== value))
            }
          />{' '}
          {label}
        </label>
      ))}
    </div>
    {hint !== undefined && <p className="hint">{hint}</p>}
  </fieldset>
);

type TargetOf = { readonly rule: TypedRule; readonly meeting: Meeting; readonly onType: (rule: TypedRule) => void };
/** Which of the offices that a mail is for get it; without a choice all. The choices come when somebody looks. */
export const Target = ({ rule, meeting, onType }: TargetOf) => {
  const words = usePrepareWords('schedule');
  const { language, named, province, compare } = useReader();
  const [open, setOpen] = useState(false);
  const { classes, provinces } = rule;
  const all = classes.length === 0 && provinces.length === 0;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{all ? words.toAll[rule.kind] : words.toSome(classes.length, provinces.length)}</summary>
      {open && (
        <>
          {!isToSites(rule.kind) && (
            <Checks
              legend={words.classes}
              options={meeting.classes.map((each) => [each.class, named(each.name)])}
              chosen={classes}
              onChoose={(chosen) => onType({ ...rule, classes: chosen })}
            />
          )}
          <Checks
            legend={words.provinces}
            options={provinceCodes(language)
              .map((code) => [code, province(code)] as const)
              .sort(([, one], [, other]) => compare(one, other))}
            chosen={provinces}
            onChoose={(chosen) => onType({ ...rule, provinces: chosen })}
          />
        </>
      )}
    </details>
  );
};
