import { useState } from 'react';
import { ContactRole, ToldKind, usualReaders } from '#contracts';
import { usePrepareWords } from '../../kit/prepare-words.js';
import { useReader } from '../../kit/reader.js';
import { Checks } from './schedule-target.js';
import { changedReaders, type TypedReaders } from './schedule.js';

type ReadersOf = { readonly readers: TypedReaders; readonly onType: (readers: TypedReaders) => void };

/** Which contacts get which kind of mail, by what they are there for. The choices come when somebody looks. */
export const Readers = ({ readers, onType }: ReadersOf) => {
  const words = usePrepareWords('schedule');
  const { names } = useReader();
  const [open, setOpen] = useState(false);
  const changed = Object.keys(changedReaders(readers)).length;
  return (
    <fieldset>
      <legend>{words.readers}</legend>
      <p className="hint">{words.readersHint}</p>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{changed === 0 ? words.readersUsual : words.readersChanged(changed)}</summary>
        {open
          && ToldKind.options.map((kind) => (
            <Checks
              key={kind}
              legend={names.deliveryKinds[kind]}
              options={ContactRole.options.map((role) => [role, names.contactRoles[role]])}
              chosen={readers[kind]}
              hint={
                readers[kind].length === 0
                  ? words.readersNone(usualReaders[kind].map((role) => names.contactRoles[role]))
                  : undefined
              }
              onChoose={(chosen) =>
                onType({ ...readers, [kind]: ContactRole.options.filter((role) => chosen.includes(role)) })
              }
            />
          ))}
      </details>
    </fieldset>
  );
};
