import { Field } from '../../kit/form/field.js';
import { type Mistake, wrongAt } from '../../kit/form/mistakes.js';

type LineOf = {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** Several lines. */
  readonly lines?: boolean;
  readonly value: string;
  readonly mistakes: readonly Mistake[];
  readonly onType: (text: string) => void;
};

/** What is typed, with what is wrong with it beside it. */
export const Line = ({ id, label, hint, lines = false, value, mistakes, onType }: LineOf) => (
  <Field id={id} label={label} hint={hint} wrong={wrongAt(mistakes, id)}>
    {(described) =>
      lines ? (
        <textarea {...described} rows={4} value={value} onChange={({ target }) => onType(target.value)} />
      ) : (
        <input {...described} autoComplete="off" value={value} onChange={({ target }) => onType(target.value)} />
      )
    }
  </Field>
);
