import { useEffect, useState } from 'react';
import { ListOrganisations, type Organisation } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useDirectoryWords } from '../../kit/directory-words.js';
import { Field } from '../../kit/form/field.js';
import { useReader } from '../../kit/reader.js';

/** Whoever types is not asked about at each letter. */
const pauseMs = 250;
/** More are found by typing more. */
const most = 8;

const Found = ({
  q,
  without,
  onChoose,
}: {
  q: string;
  without: readonly string[];
  onChoose: (office: Organisation) => void;
}) => {
  const words = useDirectoryWords('merging');
  const { named, province } = useReader();
  const { value } = useAnswer(ListOrganisations, { q, limit: most + without.length });
  const offices = (value?.items ?? []).filter(({ id }) => !without.includes(id)).slice(0, most);
  if (value !== undefined && offices.length === 0) return <p role="status">{words.nothing}</p>;
  return (
    <ul>
      {offices.map((office) => (
        <li key={office.id}>
          <button type="button" className="quiet" onClick={() => onChoose(office)}>
            {words.choose} {named(office.name)} · {province(office.provinceCode)}
            {office.code !== undefined && ` · ${office.code}`}
          </button>
        </li>
      ))}
    </ul>
  );
};

/** Finds an office of the directory by any part of what it is called. */
export const OfficeFinder = ({
  label,
  without,
  onChoose,
}: {
  label: string;
  without: readonly string[];
  onChoose: (office: Organisation) => void;
}) => {
  const words = useDirectoryWords('merging');
  const [typed, setTyped] = useState('');
  const [q, setQ] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <>
      <Field label={label} hint={words.findHint}>
        {(described) => (
          <input
            {...described}
            type="search"
            maxLength={200}
            autoComplete="off"
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
            // What is looked for is no part of the form around it.
            onKeyDown={(event) => {
              if (event.key === 'Enter') event.preventDefault();
            }}
          />
        )}
      </Field>
      {q !== '' && (
        <Found
          q={q}
          without={without}
          onChoose={(office) => {
            setTyped('');
            setQ('');
            onChoose(office);
          }}
        />
      )}
    </>
  );
};
