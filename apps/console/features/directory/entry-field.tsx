import { freeMailDomain } from '#contracts';
import { useDirectoryWords } from '../../kit/directory-words.js';
import { Field } from '../../kit/form/field.js';
import { useWords } from '../../kit/reader.js';
import { idOfPath } from './ids.js';

export type Choice = { readonly value: string; readonly name: string };

type EntryFieldOf = {
  readonly path: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly value: string;
  readonly onType: (text: string) => void;
  readonly wrong: string | undefined;
  /** What somebody else has saved meanwhile. */
  readonly others: string | undefined;
  readonly choices?: readonly Choice[] | undefined;
};

const typeOf = (path: string): 'email' | 'tel' | 'text' =>
  /email$/.test(path) ? 'email' : /(phone|mobile|fax)$/.test(path) ? 'tel' : 'text';

/** One field of an entry: a text, several lines, or one of several. */
export const EntryField = ({ path, label, hint, value, onType, wrong, others, choices }: EntryFieldOf) => {
  const words = useDirectoryWords('entry');
  const kit = useWords('kit');
  const domain = typeOf(path) === 'email' ? freeMailDomain(value.trim()) : undefined;
  const said = [
    ...(hint === undefined ? [] : [hint]),
    ...(domain === undefined ? [] : [kit.freeMail(domain)]),
    ...(others === undefined ? [] : [words.others(others === '' ? words.blank : others)]),
  ];
  return (
    <Field id={idOfPath(path)} label={label} hint={said.length === 0 ? undefined : said.join(' ')} wrong={wrong}>
      {(described) =>
        choices !== undefined ? (
          <select {...described} value={value} onChange={({ target }) => onType(target.value)}>
            {!choices.some((each) => each.value === value) && <option value={value}>{words.choose}</option>}
            {choices.map((each) => (
              <option key={each.value} value={each.value}>
                {each.name}
              </option>
            ))}
          </select>
        ) : path === 'aliases' ? (
          <textarea {...described} rows={3} value={value} onChange={({ target }) => onType(target.value)} />
        ) : (
          <input
            {...described}
            // A browser's own check of an address would stand before ours.
            type={typeOf(path) === 'tel' ? 'tel' : 'text'}
            inputMode={typeOf(path) === 'email' ? 'email' : undefined}
            maxLength={500}
            autoComplete="off"
            value={value}
            onChange={({ target }) => onType(target.value)}
          />
        )
      }
    </Field>
  );
};
