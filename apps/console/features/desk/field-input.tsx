import { type Field as FieldData, mostOf, optionsOf, shownDay, suggestionsOf } from '#contracts';
import { Field } from '../../kit/form/field.js';
import { useReader, useWords } from '../../kit/reader.js';

type InputOf = {
  readonly id: string;
  /** The field's name in the request, and what is known of it. */
  readonly name: string;
  readonly field: FieldData;
  readonly label: string;
  readonly wrong: string | undefined;
  readonly value: string;
  readonly onType: (value: string) => void;
};

const kindOf = { line: 'text', phone: 'tel', 'e-mail': 'email', day: 'text' } as const;

/** One field of a reply or of a person, drawn from what it is. */
export const FieldInput = ({ id, name, field, label, wrong, value, onType }: InputOf) => {
  const { language } = useReader();
  const words = useWords('desk');
  return (
    <Field id={id} label={label} hint={field.input === 'day' ? words.dateHint : undefined} wrong={wrong}>
      {(described) => {
        switch (field.input) {
          case 'lines':
            return (
              <textarea
                {...described}
                value={value}
                maxLength={field.max}
                rows={2}
                onChange={(event) => onType(event.target.value)}
              />
            );
          case 'choice':
            return (
              <select {...described} value={value} onChange={(event) => onType(event.target.value)}>
                <option value="">{words.notSaid}</option>
                {optionsOf(name, field, language, value).map(({ option, text }) => (
                  <option key={option} value={option}>
                    {text}
                  </option>
                ))}
              </select>
            );
          default:
            return (
              <>
                <input
                  {...described}
                  type="text"
                  inputMode={kindOf[field.input]}
                  value={field.input === 'day' ? shownDay(value, language) : value}
                  maxLength={mostOf(field)}
                  list={field.suggested === undefined ? undefined : `${id}-suggested`}
                  onChange={(event) => onType(event.target.value)}
                />
                {field.suggested !== undefined && (
                  <datalist id={`${id}-suggested`}>
                    {suggestionsOf(field, language).map((each) => (
                      <option key={each} value={each} />
                    ))}
                  </datalist>
                )}
              </>
            );
        }
      }}
    </Field>
  );
};
