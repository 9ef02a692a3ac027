import { type FormEvent } from 'react';
import { type Attendance } from '#contracts';
import { useAfterWords } from '../../kit/after-words.js';
import { Field } from '../../kit/form/field.js';
import { newId } from '../../kit/new-id.js';
import { type Waiting } from './waiting.js';

type WalkIn = NonNullable<Waiting['request']['walkIn']>;
/** Who came, and who says that it is they: of a guest that nobody invited nothing else is known. */
type Guest = { readonly walkIn: WalkIn; readonly vouchedBy?: string | undefined };
type WalkInsOf = {
  readonly known: readonly Attendance[];
  readonly waiting: readonly Waiting[];
  readonly mayEnter: boolean;
  readonly withPersons: boolean;
  readonly onEnter: (guest: Guest, state: 'present' | 'absent') => void;
};

/** Who came without an invitation; whoever was entered by mistake is taken off. */
export const WalkIns = ({ known, waiting, mayEnter, withPersons, onEnter }: WalkInsOf) => {
  const words = useAfterWords('day');
  const all = new Map(
    known.flatMap(({ walkIn, vouchedBy }): [string, Guest][] =>
      walkIn === undefined ? [] : [[walkIn.id, { walkIn, vouchedBy }]],
    ),
  );
  for (const { request, refused } of waiting) {
    const { walkIn, vouchedBy } = request;
    if (walkIn === undefined || refused !== undefined) continue;
    if (request.state === 'absent') all.delete(walkIn.id);
    else all.set(walkIn.id, { walkIn, vouchedBy });
  }
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    const text = (name: string) => String(said.get(name) ?? '').trim();
    const office = text('office');
    if (office === '') return;
    onEnter({ walkIn: { id: newId(), office, name: text('name') }, vouchedBy: text('vouchedBy') }, 'present');
    event.currentTarget.reset();
  };
  return (
    <section>
      <h2>{words.walkIns(all.size)}</h2>
      <ul className="lines">
        {[...all.values()].map((guest) => (
          <li key={guest.walkIn.id} className="line">
            {guest.walkIn.office}
            {guest.walkIn.name !== undefined && guest.walkIn.name !== '' && ` · ${guest.walkIn.name}`}
            {guest.vouchedBy !== undefined && guest.vouchedBy !== '' && ` · ${words.vouchedBy} ${guest.vouchedBy}`}{' '}
            {mayEnter && (
              <button type="button" className="quiet" onClick={() => onEnter(guest, 'absent')}>
                {words.takeOff}
              </button>
            )}
          </li>
        ))}
      </ul>
      {mayEnter && (
        <form onSubmit={add} className="walk-in">
          <Field label={words.office}>
            {(described) => <input {...described} name="office" required maxLength={300} />}
          </Field>
          <Field label={words.name}>{(described) => <input {...described} name="name" maxLength={200} />}</Field>
          {withPersons && (
            <Field label={words.vouchedBy} hint={words.vouchedByHint}>
              {(described) => <input {...described} name="vouchedBy" maxLength={200} />}
            </Field>
          )}
          <div className="actions">
            <button>{words.addWalkIn}</button>
          </div>
        </form>
      )}
    </section>
  );
};
