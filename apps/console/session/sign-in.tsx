import { type FormEvent, useState } from 'react';
import type { Staff } from '#contracts';
import { type ApiProblem, ask, problemFrom } from '../page/api.js';
import { Notice } from '../page/notice.js';
import { useReader } from '../page/reader.js';

export const SignIn = ({ onSignedIn, because }: { onSignedIn: (staff: Staff) => void; because?: string | undefined }) => {
  const { words, tongue } = useReader();
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setBusy(true);
    try {
      const { staff } = await ask<{ staff: Staff }>(tongue, '/session', {
        method: 'POST',
        json: { email: fields.get('email'), password: fields.get('password') },
      });
      onSignedIn(staff);
    } catch (error) {
      setProblem(problemFrom(tongue, error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="sign-in">
      <h1>{words.product}</h1>
      <p role={because === undefined ? undefined : 'alert'}>{because ?? words.tagline}</p>
      <form onSubmit={(event) => void submit(event)}>
        <label>
          {words.email}
          <input name="email" type="email" autoComplete="username" required autoFocus />
        </label>
        <label>
          {words.password}
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        <Notice problem={problem} />
        <button disabled={busy}>{words.signIn}</button>
      </form>
    </div>
  );
};
