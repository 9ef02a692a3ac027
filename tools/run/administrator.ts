import { randomBytes } from 'node:crypto';
import { StepFailure } from '../bootstrap/progress.mjs';
import { type Admin, type State } from './state.js';

/** The first administrator; `given` where the variables say who it is. */
export type FirstAdministrator = Admin & { readonly given: boolean };

/** As the variables say, else made up once and kept only until the sign-in was shown; undefined once it was. */
export const administrator = (
  store: Pick<State, 'secrets' | 'state'> & {
    readonly keepSecrets: (changes: { readonly admin: Admin | undefined }) => void;
  },
  env: NodeJS.ProcessEnv,
): FirstAdministrator | undefined => {
  const { SALA_ADMIN_EMAIL: email, SALA_ADMIN_PASSWORD: password } = env;
  if (email && password) return { email, password, given: true };
  if (email || password)
    throw new StepFailure('only one of SALA_ADMIN_EMAIL and SALA_ADMIN_PASSWORD is set', 'Set both, or neither.');
  if (store.state.administratorShown === true) return undefined;
  const kept = store.secrets.admin ?? { email: 'admin@ega.example', password: randomBytes(12).toString('base64url') };
  if (store.secrets.admin === undefined) store.keepSecrets({ admin: kept });
  return { ...kept, given: false };
};
