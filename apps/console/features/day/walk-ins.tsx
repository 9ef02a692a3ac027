import { type FormEvent } from 'react';
import { type Attendance } from '#contracts';
import { useAfterWords } from '../../kit/after-words.js';
import { Field } from '../../kit/form/field.js';
import { newId } from '../../kit/new-id.js';
import { type Waiting } from './waiting.js';

type WalkInsOf = {
  readonly known: readonly Attendance[];
  readonly waiting: readonly Waiting[];
  readonly mayEnter: boolean;
  readonly onEnter: (walkIn: NonNullable<Waiting['request']['walkIn']>, state: 'present' | 'absent') => void;
};

/** Who came without an invitation; whoever was entered by mistake is taken off. */
export const WalkIns = ({ known, waiting, mayEnter, onEnter }: WalkInsOf) => {
  const words = useAfterWords('day');
  const all = new Map(known.flatMap(({ walkIn }) => (walkIn === undefined ? [] : [[walkIn.id, walkIn] as const])));
  for (const { request, refused } of waiting) {
    if (request.walkIn === undefined || refused !== undefined) continue;
    if (request.state === 'absent') all.delete(request.walkIn.id);
    else all.set(request.walkIn.id, request.walkIn);
  }
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    const office = String(said.get('office') ?? '').trim();
    const name = String(said.get('name') ?? '').trim();
    if (office === '') return;
    onEnter({ id: newId(), office, name }, 'present');
    event.currentTarget.reset();
  };
  return (
    <section>
      <h2>{words.walkIns(all.size)}</h2>
      <ul className="lines">
        {[...all.values()].map((walkIn) => (
          <li key={walkIn.id} className="line">
            {walkIn.office}
            {walkIn.name !== undefined && walkIn.name !== '' && ` · ${walkIn.name}`}{' '}
            {mayEnter && (
              <button type="button" className="quiet" onClick={() => onEnter(walkIn, 'absent')}>
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
          <div className="actions">
            <button>{words.addWalkIn}</button>
          </div>
        </form>
      )}
    </section>
  );
};
