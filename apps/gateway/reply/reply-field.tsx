import { Fragment } from 'react';
import { type Field, type Language, mostOf, optionsOf, shownDay, suggestionsOf } from '#contracts';

/** How a field is marked: its id and name, whether it is wrong, and what describes it. */
export type Marks = {
  readonly id?: string;
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

const types = { line: 'text', phone: 'tel', 'e-mail': 'email', day: 'text' } as const;

const suggestionsId = ({ suggested }: Field) => (suggested === undefined ? undefined : `suggested-${suggested}`);
/** What may be picked in fields, each list once a page however many fields have it. */
export const Suggestions = ({ fields, language }: { fields: readonly Field[]; language: Language }) =>
  [...new Map(fields.map((field) => [suggestionsId(field), field]))].map(
    ([id, field]) =>
      id !== undefined && (
        <datalist id={id} key={id}>
          {suggestionsOf(field, language).map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      ),
  );

/** What is ticked of one person, called as it will be said. */
export const Tick = ({ name, field, language, marks, value }: Props) =>
  optionsOf(name, field, language).map(({ option, text }) => (
    <Fragment key={option}>
      <input type="checkbox" {...marks} value={option} defaultChecked={value === option} />
      {text}
    </Fragment>
  ));

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
          defaultValue={(field.input === 'day' ? shownDay(value, language) : value) || undefined}
          autoFocus={autoFocus}
          maxLength={mostOf(field)}
          autoComplete={autoComplete}
          list={suggestionsId(field)}
        />
      );
  }
};
