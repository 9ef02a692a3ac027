import { type FormEvent, useState } from 'react';
import { ChangeOwnPassword, GetOwnSession, SignOutEverywhere } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { Confirm } from '../../kit/dialog.js';
import { Field } from '../../kit/form/field.js';
import { type Mistake, Mistakes, mistakesOf, wrongAt } from '../../kit/form/mistakes.js';
import { Loading, Notice } from '../../kit/notice.js';
import { useReader, useWords } from '../../kit/reader.js';

const idOf = {
  currentPassword: 'current-password',
  newPassword: 'new-password',
  repeated: 'repeated-password',
} as const;
const nothingTyped = { currentPassword: '', newPassword: '', repeated: '' };

const PasswordForm = () => {
  const words = useWords('account');
  const { send, busy, problem, forget } = useCommand(ChangeOwnPassword);
  const [typed, setTyped] = useState(nothingTyped);
  const [tries, setTries] = useState(0);
  const [done, setDone] = useState(false);
  const labels = {
    currentPassword: words.currentPassword,
    newPassword: words.newPassword,
    repeated: words.repeatPassword,
  };
  const fields = ['currentPassword', 'newPassword', 'repeated'] as const;
  const missing = fields
    .filter((field) => typed[field] === '')
    .map((field): Mistake => ({ id: idOf[field], label: labels[field], text: words.passwordMissing }));
  const differ =
    missing.length === 0 && typed.newPassword !== typed.repeated
      ? [{ id: idOf.repeated, label: labels.repeated, text: words.passwordsDiffer }]
      : [];
  const own = [...missing, ...differ];
  const refused = mistakesOf(problem?.problem, (field) =>
    field === 'newPassword' || field === 'currentPassword' ? idOf[field] : undefined,
  );
  const mistakes = tries === 0 ? [] : own.length > 0 ? own : refused;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setDone(false);
    if (own.length > 0) return setTries((before) => before + 1);
    const { currentPassword, newPassword } = typed;
    if (hasFailed(await send({ currentPassword, newPassword }))) return setTries((before) => before + 1);
    setTyped(nothingTyped);
    setTries(0);
    setDone(true);
  };
  return (
    <form noValidate onSubmit={(event) => void submit(event)}>
      <h2>{words.changePassword}</h2>
      <Mistakes mistakes={mistakes} turn={tries} />
      {fields.map((field) => (
        <Field
          key={field}
          id={idOf[field]}
          label={labels[field]}
          hint={field === 'newPassword' ? words.newPasswordHint : undefined}
          wrong={wrongAt(mistakes, idOf[field])}
        >
          {(described) => (
            <input
              {...described}
              type="password"
              autoComplete={field === 'currentPassword' ? 'current-password' : 'new-password'}
              maxLength={400}
              value={typed[field]}
              onChange={(event) => {
                forget();
                setTyped({ ...typed, [field]: event.target.value });
              }}
            />
          )}
        </Field>
      ))}
      {refused.length === 0 && <Notice problem={problem} />}
      <p>
        <button disabled={busy}>{words.changePassword}</button>
      </p>
      <output className={done ? 'done' : undefined}>{done && words.changed}</output>
    </form>
  );
};

const Everywhere = () => {
  const words = useWords('account');
  const { send, busy, problem } = useCommand(SignOutEverywhere);
  const [asking, setAsking] = useState(false);
  const signOut = async () => {
    if (!hasFailed(await send({}))) location.assign('/');
  };
  return (
    <>
      <p>
        <button type="button" className="quiet" onClick={() => setAsking(true)}>
          {words.everywhere}
        </button>
      </p>
      {asking && (
        <Confirm
          title={words.everywhere}
          act={words.everywhere}
          busy={busy}
          onConfirm={() => void signOut()}
          onClose={() => setAsking(false)}
        >
          <p>{words.everywhereWill}</p>
          <Notice problem={problem} />
        </Confirm>
      )}
    </>
  );
};

/** Who one is here, and what one may do with the own account. */
export const AccountPage = () => {
  const words = useWords('account');
  const { names, province } = useReader();
  const { value, problem, reload } = useAnswer(GetOwnSession, {});
  if (value === undefined) return problem === undefined ? <Loading /> : <Notice problem={problem} retry={reload} />;
  const { name, email, roles, provinceCode } = value.staff;
  return (
    <div className="account">
      <dl>
        <dt>{words.name}</dt>
        <dd>{name}</dd>
        <dt>{words.email}</dt>
        <dd>{email}</dd>
        <dt>{words.roles}</dt>
        <dd>{roles.map((role) => names.roles[role]).join(', ')}</dd>
        {provinceCode !== undefined && (
          <>
            <dt>{words.province}</dt>
            <dd>{province(provinceCode)}</dd>
          </>
        )}
      </dl>
      <PasswordForm />
      <Everywhere />
    </div>
  );
};
