import { Field } from '../../kit/form/field.js';
import { type Mistake, wrongAt } from '../../kit/form/mistakes.js';
import { usePrepareWords } from '../../kit/prepare-words.js';
import { newOption, type TypedOption } from './questions.js';
import { idOfPath } from './text-fields.js';

const mostOptions = 20;
type OptionFieldsOf = {
  /** The path of the question's options. */
  readonly path: string;
  readonly options: readonly TypedOption[];
  readonly mistakes: readonly Mistake[];
  readonly onChange: (options: readonly TypedOption[]) => void;
  /** Where the reader goes on after a step that took away what had the focus. */
  readonly goTo: (id: string) => void;
};

/** What may be chosen, each in its own field: what offices have chosen is kept by the option, not by its words. */
export const OptionFields = ({ path, options, mistakes, onChange, goTo }: OptionFieldsOf) => {
  const words = usePrepareWords('questions');
  const own = idOfPath(path);
  const labelId = (index: number) => (index === 0 ? own : idOfPath(`${path}.${index}.label.th`));
  const write = (index: number, more: Partial<TypedOption>) =>
    onChange(options.map((option, place) => (place === index ? { ...option, ...more } : option)));
  const add = () => {
    onChange([...options, newOption()]);
    goTo(labelId(options.length));
  };
  const remove = (index: number) => {
    onChange(options.filter((_option, place) => place !== index));
    goTo(labelId(Math.max(0, Math.min(index, options.length - 2))));
  };
  return (
    <fieldset>
      <legend>{words.options}</legend>
      {options.map((option, index) => (
        <div className="filters option" key={option.id}>
          <Field
            id={labelId(index)}
            label={words.option(index + 1)}
            wrong={wrongAt(mistakes, labelId(index)) ?? wrongAt(mistakes, idOfPath(`${path}.${index}.label.th`))}
          >
            {(described) => (
              <input
                {...described}
                maxLength={500}
                autoComplete="off"
                value={option.th}
                onChange={({ target }) => write(index, { th: target.value })}
              />
            )}
          </Field>
          <Field label={words.optionInEnglish(index + 1)}>
            {(described) => (
              <input
                {...described}
                lang="en"
                maxLength={500}
                autoComplete="off"
                value={option.en}
                onChange={({ target }) => write(index, { en: target.value })}
              />
            )}
          </Field>
          <button
            type="button"
            className="quiet"
            aria-label={words.removeOption(index + 1)}
            onClick={() => remove(index)}
          >
            {words.remove}
          </button>
        </div>
      ))}
      {options.length < mostOptions && (
        <p>
          <button type="button" className="quiet" onClick={add}>
            {words.addOption}
          </button>
        </p>
      )}
    </fieldset>
  );
};
