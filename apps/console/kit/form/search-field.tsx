import { type InputHTMLAttributes } from 'react';
import { Field } from './field.js';

type SearchFieldOf = Pick<InputHTMLAttributes<HTMLInputElement>, 'autoComplete' | 'onKeyDown'> & {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onType: (typed: string) => void;
};

/** Where people type parts of what they look for: no longer than any search takes. */
export const SearchField = ({ label, hint, onType, ...input }: SearchFieldOf) => (
  <Field label={label} hint={hint}>
    {(described) => (
      <input {...described} type="search" maxLength={200} {...input} onChange={({ target }) => onType(target.value)} />
    )}
  </Field>
);
