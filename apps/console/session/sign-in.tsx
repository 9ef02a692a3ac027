import { type FormEvent, useState } from 'react';
import type { Staff } from '#contracts';
import { ApiProblem, ask } from '../page/api.js';
import { Notice } from '../page/notice.js';
import { useReader } from '../page/reader.js';

export const SignIn = ({ onSignedIn }: { onSignedIn: (staff: Staff) => void }) => {
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
      if (error instanceof ApiProblem) setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <main className="sign-in">
      <h1>{words.product}</h1>
      <p>{words.tagline}</p>
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
    </main>
  );
};
