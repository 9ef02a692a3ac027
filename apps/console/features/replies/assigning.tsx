import { useId, useState } from 'react';
import { AssignContact, ContactRole, freeMailDomain } from '#contracts';
import { Confirm } from '../../kit/dialog.js';
import { Choice } from '../../kit/form/choice.js';
import { Mistakes, mistakesOf } from '../../kit/form/mistakes.js';
import { TextField } from '../../kit/form/text-field.js';
import { useReader, useWords } from '../../kit/reader.js';
import { useRepliesWords } from '../../kit/replies-words.js';
import { Going } from './going.js';
import { type Done, type SeveralOf, useGoingThrough } from './going-through.js';

const texts = ['name', 'phone', 'mobile', 'email'] as const;
const types = { name: undefined, phone: 'tel', mobile: 'tel', email: 'email' } as const;
const hows = ['beside', 'instead'] as const;
type Text = (typeof texts)[number];

type AssigningOf = { readonly of: SeveralOf; readonly onClose: () => void; readonly onDone: (done: Done) => void };
/** One contact for the offices that were chosen, beside those that they have or instead of them. */
export const Assigning = ({ of, onClose, onDone }: AssigningOf) => {
  const words = useRepliesWords('several');
  const kit = useWords('kit');
  const { names } = useReader();
  const own = useId();
  const [role, setRole] = useState<string>('coordinator');
  const [how, setHow] = useState<string>('beside');
  const [typed, setTyped] = useState<Readonly<Record<Text, string>>>({ name: '', phone: '', mobile: '', email: '' });
  const going = useGoingThrough(AssignContact, of);
  const idOf = (name: string) => `${own}${name}`;
  const mistakes = mistakesOf(going.problem?.problem, (field) => {
    const [contact, name = ''] = field.split('.');
    return contact === 'contact' && name in typed ? idOf(name) : undefined;
  });
  const said = Object.fromEntries(
    Object.entries(typed).flatMap(([name, text]) => (text.trim() === '' ? [] : [[name, text.trim()]])),
  );
  const domain = freeMailDomain(typed.email.trim());
  const hints = { phone: kit.phoneHint, ...(domain !== undefined && { email: kit.freeMail(domain) }) };
  const hint = (name: Text): string | undefined => (name in hints ? hints[name as keyof typeof hints] : undefined);
  const choose = (set: (value: string) => void) => (value: string) => {
    going.forget();
    set(value);
  };
  return (
    <Confirm
      title={words.assign}
      act={going.isSeen ? words.assign : words.look}
      busy={going.busy}
      ready={Object.keys(said).length > 0 && going.mayGoOn}
      onConfirm={() => void going.goOn({ contact: { role, ...said }, instead: how === 'instead' }, onDone)}
      onClose={onClose}
    >
      <p>{words.assignWill}</p>
      <Mistakes mistakes={mistakes} turn={mistakes.length} />
      <Choice
        label={kit.contact.role}
        options={ContactRole.options.map((each) => [each, names.contactRoles[each]])}
        value={role}
        onChange={choose(setRole)}
      />
      {texts.map((name) => (
        <TextField
          key={name}
          id={idOf(name)}
          label={kit.contact[name]}
          hint={hint(name)}
          {...(types[name] !== undefined && { type: types[name] })}
          value={typed[name]}
          mistakes={mistakes}
          onType={(text) => {
            going.forget();
            setTyped({ ...typed, [name]: text });
          }}
        />
      ))}
      <Choice
        label={words.how}
        options={hows.map((each) => [each, words.hows[each]])}
        value={how}
        onChange={choose(setHow)}
      />
      <Going going={{ ...going, problem: mistakes.length === 0 ? going.problem : undefined }} />
    </Confirm>
  );
};
