import { ContactRole } from '#contracts';
import { useDirectoryWords } from '../../kit/directory-words.js';
import { type Mistake, wrongAt } from '../../kit/form/mistakes.js';
import { useReader, useWords } from '../../kit/reader.js';
import { type ContactDraft, contactTexts } from './draft.js';
import { EntryField } from './entry-field.js';
import { idOfPath } from './ids.js';

const mostContacts = 10;

type ContactFieldsOf = {
  readonly contacts: readonly ContactDraft[];
  readonly onChange: (contacts: readonly ContactDraft[]) => void;
  readonly mistakes: readonly Mistake[];
  readonly others: string | undefined;
};

/** The persons and mailboxes of an entry, each with what it is there for. */
export const ContactFields = ({ contacts, onChange, mistakes, others }: ContactFieldsOf) => {
  const words = useDirectoryWords('entry');
  const kit = useWords('kit');
  const { names } = useReader();
  const roles = ContactRole.options.map((role) => ({ value: role, name: names.contactRoles[role] }));
  const edit = (index: number, name: string, text: string) =>
    onChange(contacts.map((each, at) => (at === index ? { ...each, [name]: text } : each)));
  return (
    <>
      <h2>{words.contacts}</h2>
      <p className="hint">{words.contactsHint}</p>
      {others !== undefined && <p className="hint">{words.others(others === '' ? words.blank : others)}</p>}
      {contacts.map((contact, index) => (
        // They have no name of their own: the place in the list is what one is.
        <fieldset key={index}>
          <legend>{words.contact(index + 1)}</legend>
          <div className="filters">
            {(['role', ...contactTexts] as const).map((name) => {
              const path = `contacts.${index}.${name}`;
              return (
                <EntryField
                  key={name}
                  path={path}
                  label={kit.contact[name]}
                  hint={name === 'phone' ? kit.phoneHint : undefined}
                  value={contact[name] ?? ''}
                  onType={(text) => edit(index, name, text)}
                  wrong={wrongAt(mistakes, idOfPath(path))}
                  others={undefined}
                  choices={name === 'role' ? roles : undefined}
                />
              );
            })}
          </div>
          <p>
            <button
              type="button"
              className="quiet"
              onClick={() => onChange(contacts.filter((_each, at) => at !== index))}
            >
              {words.removeContact(index + 1)}
            </button>
          </p>
        </fieldset>
      ))}
      {contacts.length < mostContacts && (
        <p>
          <button
            type="button"
            className="quiet"
            onClick={() => onChange([...contacts, { role: contacts.length === 0 ? 'coordinator' : 'saraban' }])}
          >
            {words.addContact}
          </button>
        </p>
      )}
    </>
  );
};
