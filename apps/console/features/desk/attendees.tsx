import { askedOfAttendee, type AttendeeField, fieldWordsOf, quotaOf, type ReplyFormSettings } from '#contracts';
import { type Mistake, wrongAt } from '../../kit/form/mistakes.js';
import { useReader, useWords } from '../../kit/reader.js';
import { type DraftAttendee, nobody } from './draft.js';
import { FieldInput } from './field-input.js';
import { inputOf } from './mistakes.js';

type AttendeesOf = {
  readonly form: ReplyFormSettings | undefined;
  readonly attendees: readonly DraftAttendee[];
  readonly onChange: (attendees: readonly DraftAttendee[]) => void;
  readonly mistakes: readonly Mistake[];
};

/** Who comes, a row each. */
export const Attendees = ({ form, attendees, onChange, mistakes }: AttendeesOf) => {
  const words = useWords('desk');
  const { language } = useReader();
  const { attendee: fieldWords } = fieldWordsOf(language);
  const askedHere = askedOfAttendee(form).filter(({ field }) => field.ofOne !== true || attendees.length > 1);
  const put = (row: number, name: AttendeeField, value: string) =>
    onChange(attendees.map((each, index) => (index === row ? { ...each, [name]: value } : each)));
  return (
    <>
      {attendees.map((attendee, row) => (
        <fieldset className="person-row" key={row}>
          <legend>
            {words.person} {row + 1}
          </legend>
          <div className="filters">
            {askedHere.map(({ name, field }) => (
              <FieldInput
                key={name}
                id={inputOf(row, name)}
                name={name}
                field={field}
                label={fieldWords[name].label}
                wrong={wrongAt(mistakes, inputOf(row, name))}
                value={attendee[name]}
                onType={(value) => put(row, name, value)}
              />
            ))}
          </div>
        </fieldset>
      ))}
      {attendees.length < quotaOf(form) && (
        <p>
          <button type="button" className="quiet" onClick={() => onChange([...attendees, nobody])}>
            + {words.addAttendee}
          </button>
        </p>
      )}
    </>
  );
};
