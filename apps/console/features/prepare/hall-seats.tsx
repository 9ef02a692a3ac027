import { ListSites } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { type Mistake, wrongAt } from '../../kit/form/mistakes.js';
import { usePrepareWords } from '../../kit/prepare-words.js';
import { useReader } from '../../kit/reader.js';
import { NumberField } from './number-field.js';
import { type FormEdits, seatsPath, seatsPathOf, type TypedForm } from './questions.js';
import { idOfPath } from './text-fields.js';

type SeatsOf = Omit<Parameters<typeof NumberField>[0], 'id' | 'digits'> & { readonly path: string };
const Seats = ({ path, ...field }: SeatsOf) => <NumberField {...field} id={idOfPath(path)} digits={6} />;

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
