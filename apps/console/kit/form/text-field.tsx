import { Field } from './field.js';
import { type Mistake, wrongAt } from './mistakes.js';

type TextOf = {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly mistakes: readonly Mistake[];
  readonly hint?: string | undefined;
  readonly type?: 'tel' | 'email' | 'decimal' | 'url' | 'lines';
  readonly onType: (text: string) => void;
};
/** What is typed, in a line or in several, with what is wrong with it beside it. */
export const TextField = ({ id, label, value, mistakes, hint, type, onType }: TextOf) => (
  <Field id={id} label={label} hint={hint} wrong={wrongAt(mistakes, id)}>
    {(described) =>
      type === 'lines' ? (
        <textarea {...described} rows={3} value={value} onChange={({ target }) => onType(target.value)} />
      ) : (
        <input
          {...described}
          inputMode={type}
          maxLength={1000}
          autoComplete="off"
          value={value}
          onChange={({ target }) => onType(target.value)}
        />
      )
    }
  </Field>
);
