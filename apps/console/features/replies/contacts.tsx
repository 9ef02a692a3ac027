import { type Contact, type Organisation } from '#contracts';
import { Address } from '../../kit/table/address.js';
import { useReader } from '../../kit/reader.js';
import { useRepliesWords } from '../../kit/replies-words.js';
import { dialled } from './dialled.js';

type Reached = Pick<Contact, 'phone' | 'mobile' | 'fax' | 'email'>;

const Lines = ({ of }: { of: Reached }) => {
  const words = useRepliesWords('office');
  const numbers = (['phone', 'mobile', 'fax'] as const).flatMap((name) => {
    const number = of[name];
    return number === undefined || number === '' ? [] : [{ name, number }];
  });
  return (
    <>
      {numbers.map(({ name, number }) => (
        <span key={name}>
          {' '}
          {words[name]} {name === 'fax' ? number : <a href={`tel:${dialled(number)}`}>{number}</a>}
        </span>
      ))}
      {of.email !== undefined && (
        <span>
          {' '}
          {words.email}{' '}
          <a href={`mailto:${of.email}`}>
            <Address of={of.email} />
          </a>
        </span>
      )}
    </>
  );
};

/** Whom to ring: the office's own numbers, then persons by their role. */
export const Contacts = ({ organisation }: { organisation: Organisation }) => {
  const words = useRepliesWords('office');
  const { names } = useReader();
  const { contacts = [], phone, fax, email } = organisation;
  const own = phone !== undefined || fax !== undefined || email !== undefined;
  return (
    <section>
      <h2>{words.contacts}</h2>
      {!own && contacts.length === 0 && <p>{words.noContacts}</p>}
      <ul>
        {own && (
          <li>
            <Lines of={{ phone, fax, email }} />
          </li>
        )}
        {contacts.map((contact, index) => (
          <li key={index}>
            {names.contactRoles[contact.role]} {contact.name}
            <Lines of={contact} />
          </li>
        ))}
      </ul>
    </section>
  );
};
