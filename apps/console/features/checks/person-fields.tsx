import { mostInDossier } from '#contracts';
import { useChecksWords } from '../../kit/checks-words.js';
import { type Mistake } from '../../kit/form/mistakes.js';
import { newPerson, type PersonDraft, personNames } from './dossier-draft.js';
import { Lines, type PartOf } from './lines.js';
import { TextField } from '../../kit/form/text-field.js';

export const PersonFields = ({
  id,
  person,
  mistakes,
  onChange,
}: {
  readonly id: string;
  readonly person: PersonDraft;
  readonly mistakes: readonly Mistake[];
  readonly onChange: (person: PersonDraft) => void;
}) => {
  const words = useChecksWords('form');
  return (
    <div className="filters">
      {personNames.map((name) => (
        <TextField
          key={name}
          id={`${id}-${name}`}
          label={words[name]}
          value={person[name]}
          mistakes={mistakes}
          {...((name === 'mobile' || name === 'phone') && { type: 'tel' as const })}
          {...(name === 'email' && { type: 'email' as const })}
          onType={(text) => onChange({ ...person, [name]: text })}
        />
      ))}
    </div>
  );
};

export const TechnicianFields = ({ lines, mistakes, onChange }: PartOf<PersonDraft>) => {
  const words = useChecksWords('form');
  return (
    <fieldset>
      <legend>{words.technicians}</legend>
      <p className="hint">{words.fewTechnicians}</p>
      <Lines
        lines={lines}
        most={mostInDossier.technicians}
        empty={newPerson}
        legend={words.technician}
        add={words.addTechnician}
        onChange={onChange}
      >
        {(person, index, edit) => (
          <PersonFields id={`d-technicians-${index}`} person={person} mistakes={mistakes} onChange={edit} />
        )}
      </Lines>
    </fieldset>
  );
};
