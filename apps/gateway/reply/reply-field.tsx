import { type Field, type Language, mostOf, optionsOf, suggestionsOf } from '#contracts';

/** How a field is marked: its id and name, whether it is wrong, and what describes it. */
export type Marks = {
  readonly id: string;
  readonly name: string;
  readonly 'aria-invalid'?: boolean;
  readonly 'aria-describedby'?: string;
};
type Props = {
  readonly name: string;
  readonly field: Field;
  readonly language: Language;
  readonly marks: Marks;
  readonly value: string;
  readonly autoFocus?: boolean;
  readonly autoComplete?: string | undefined;
};

const types = { line: 'text', phone: 'tel', 'e-mail': 'email' } as const;

const suggestionsId = (name: string) => `suggested-${name}`;
/** What may be picked in a field, once a page however many rows there are. */
export const Suggestions = ({ name, field, language }: Pick<Props, 'name' | 'field' | 'language'>) =>
  field.suggested === true ? (
    <datalist id={suggestionsId(name)}>
      {suggestionsOf(name, field, language).map((each) => (
        <option key={each} value={each} />
      ))}
    </datalist>
  ) : null;

/** Where a field is typed or chosen, by its kind. */
export const FieldInput = ({ name, field, language, marks, value, autoFocus, autoComplete }: Props) => {
  switch (field.input) {
    case 'lines':
      return <textarea {...marks} defaultValue={value} maxLength={field.max} rows={2} />;
    case 'choice':
      return (
        <select {...marks} defaultValue={value} autoFocus={autoFocus}>
          <option value="" />
          {optionsOf(name, field, language, value).map(({ option, text }) => (
            <option key={option} value={option}>
              {text}
            </option>
          ))}
        </select>
      );
    default:
      return (
        <input
          type={types[field.input]}
          {...marks}
          defaultValue={value}
          autoFocus={autoFocus}
          maxLength={mostOf(field)}
          autoComplete={autoComplete}
          list={field.suggested === true ? suggestionsId(name) : undefined}
        />
      );
  }
};
