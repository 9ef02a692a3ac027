import { ListSites } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { Field } from '../../kit/form/field.js';
import { type Mistake, wrongAt } from '../../kit/form/mistakes.js';
import { usePrepareWords } from '../../kit/prepare-words.js';
import { useReader } from '../../kit/reader.js';
import { type FormEdits, seatsPath, seatsPathOf, type TypedForm } from './questions.js';
import { idOfPath } from './text-fields.js';

type SeatsOf = {
  readonly label: string;
  readonly hint?: string;
  readonly path: string;
  readonly value: string;
  readonly mistakes: readonly Mistake[];
  readonly onType: (value: string) => void;
};
const Seats = ({ label, hint, path, value, mistakes, onType }: SeatsOf) => {
  const id = idOfPath(path);
  return (
    <Field id={id} label={label} hint={hint} wrong={wrongAt(mistakes, id)}>
      {(described) => (
        <input
          {...described}
          className="short"
          inputMode="numeric"
          autoComplete="off"
          maxLength={6}
          value={value}
          onChange={({ target }) => onType(target.value)}
        />
      )}
    </Field>
  );
};

type HallSeatsOf = {
  readonly typed: TypedForm;
  readonly onType: (edits: FormEdits) => void;
  readonly mistakes: readonly Mistake[];
};
/** How many each hall seats: all of them, and those that have another number. */
export const HallSeats = ({ typed, onType, mistakes }: HallSeatsOf) => {
  const words = usePrepareWords('questions');
  const { named } = useReader();
  const { value: sites } = useAnswer(ListSites, {});
  const isWrong = Object.keys(typed.seatsBySite).some(
    (siteId) => wrongAt(mistakes, idOfPath(seatsPathOf(siteId))) !== undefined,
  );
  return (
    <>
      <Seats
        label={words.seats}
        hint={words.seatsHint}
        path={seatsPath}
        value={typed.seats}
        mistakes={mistakes}
        onType={(seats) => onType({ seats })}
      />
      <details open={isWrong || undefined}>
        <summary>{words.seatsBySite}</summary>
        <div className="filters">
          {(sites?.items ?? []).map(({ id, name }) => (
            <Seats
              key={id}
              label={named(name)}
              path={seatsPathOf(id)}
              value={typed.seatsBySite[id] ?? ''}
              mistakes={mistakes}
              onType={(seats) => onType({ seatsBySite: { ...typed.seatsBySite, [id]: seats } })}
            />
          ))}
        </div>
      </details>
    </>
  );
};
