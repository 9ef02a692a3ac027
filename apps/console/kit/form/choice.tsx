import { Field } from './field.js';

export type Option = readonly [value: string, text: string];
type ChoiceOf = {
  readonly label: string;
  /** What it says where nothing is chosen; without it one is always chosen. */
  readonly all?: string;
  readonly options: readonly Option[];
  readonly value: string | undefined;
  readonly onChange: (value: string) => void;
};

/** One of several, or all of them: what a list or a board is narrowed to. */
export const Choice = ({ label, all, options, value = '', onChange }: ChoiceOf) => (
  <Field label={label}>
    {(described) => (
      <select {...described} value={value} onChange={({ target }) => onChange(target.value)}>
        {all !== undefined && <option value="">{all}</option>}
        {options.map(([option, text]) => (
          <option key={option} value={option}>
            {text}
          </option>
        ))}
      </select>
    )}
  </Field>
);
