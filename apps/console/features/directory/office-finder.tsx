import { ListOrganisations, type Organisation } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useDirectoryWords } from '../../kit/directory-words.js';
import { SearchField } from '../../kit/form/search-field.js';
import { useTyped } from '../../kit/form/use-typed.js';
import { useReader } from '../../kit/reader.js';

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
  const { typed, type, q, clear } = useTyped();
  return (
    <>
      <SearchField
        label={label}
        hint={words.findHint}
        autoComplete="off"
        value={typed}
        onType={type}
        // What is looked for is no part of the form around it.
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.preventDefault();
        }}
      />
      {q !== '' && (
        <Found
          q={q}
          without={without}
          onChoose={(office) => {
            clear();
            onChoose(office);
          }}
        />
      )}
    </>
  );
};
