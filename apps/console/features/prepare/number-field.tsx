import { Field } from '../../kit/form/field.js';
import { type Mistake, wrongAt } from '../../kit/form/mistakes.js';

type NumberOf = {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly mistakes: readonly Mistake[];
  readonly value: string;
  /** As many digits as the largest number has. */
  readonly digits: number;
  readonly onType: (value: string) => void;
};
/** A whole number as it is typed; what is wrong with it stands beside it. */
export const NumberField = ({ id, label, hint, mistakes, value, digits, onType }: NumberOf) => (
  <Field id={id} label={label} hint={hint} wrong={wrongAt(mistakes, id)}>
    {(described) => (
      <input
        {...described}
        className="short"
        inputMode="numeric"
        autoComplete="off"
        maxLength={digits}
        value={value}
        onChange={({ target }) => onType(target.value)}
      />
    )}
  </Field>
);
