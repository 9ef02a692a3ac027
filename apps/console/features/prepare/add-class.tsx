import { type FormEvent, useState } from 'react';
import { Field } from '../../kit/form/field.js';
import { usePrepareWords } from '../../kit/prepare-words.js';
import { type AddedClass, type ClassRow, isNamed } from './classes.js';

/** One more class by its name; it is kept with the meeting when that is saved. */
export const AddClass = ({ rows, onAdd }: { rows: readonly ClassRow[]; onAdd: (added: AddedClass) => void }) => {
  const words = usePrepareWords('offices');
  const [name, setName] = useState('');
  const isKnown = name.trim() !== '' && isNamed(rows, name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '' || isKnown) return;
    onAdd({ class: `class-${crypto.randomUUID().slice(0, 8)}`, name: { th: name.trim() } });
    setName('');
  };
  return (
    <form className="prepare" noValidate onSubmit={submit}>
      <div className="filters">
        <Field label={words.add} hint={words.addHint} wrong={isKnown ? words.known : undefined}>
          {(described) => (
            <input
              {...described}
              maxLength={500}
              autoComplete="off"
              value={name}
              onChange={({ target }) => setName(target.value)}
            />
          )}
        </Field>
      </div>
      <p>
        <button className="quiet" disabled={name.trim() === '' || isKnown}>
          {words.addAct}
        </button>
      </p>
    </form>
  );
};
