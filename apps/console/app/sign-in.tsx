import { type FormEvent, useState } from 'react';
import { SignInHere, type SignedInStaff } from '#contracts';
import { hasFailed, useCommand } from '../kit/data/use-command.js';
import { Field } from '../kit/form/field.js';
import { Notice } from '../kit/notice.js';
import { useWords } from '../kit/reader.js';

export const SignInForm = ({ onSignedIn }: { onSignedIn: (staff: SignedInStaff) => void }) => {
  const words = useWords('session');
  const { send, busy, problem } = useCommand(SignInHere);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const outcome = await send({ email, password });
    if (!hasFailed(outcome)) onSignedIn(outcome.staff);
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Field label={words.email}>
        {(described) => (
          <input
            {...described}
            type="email"
            autoComplete="username"
            required
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <Field label={words.password}>
        {(described) => (
          <input
            {...described}
            type="password"
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      <Notice problem={problem} />
      <button disabled={busy}>{words.signIn}</button>
    </form>
  );
};
