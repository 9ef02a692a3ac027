// The accounts of those who act in the sample meeting: a reply desk and technicians, with no more rights than their work needs.
import { randomBytes } from 'node:crypto';
import { setActors } from '#messaging';
import { withNats } from './nats.js';
import { type Admin, type SimulatedStaff, type State } from './state.js';

const account = (role: keyof SimulatedStaff): Admin => ({
  email: `simulated-${role}@ega.example`,
  password: randomBytes(18).toString('base64url'),
});

/** As they are kept; made up and kept before the accounts themselves are made, so that a start that was broken off can make them again. */
export const simulatedStaff = (store: Pick<State, 'secrets' | 'keepSecrets'>): SimulatedStaff => {
  const kept = store.secrets.simulated ?? { desk: account('desk'), operations: account('operations') };
  if (store.secrets.simulated === undefined) store.keepSecrets({ simulated: kept });
  return kept;
};

/** Those of an earlier start are gone: whoever looks is not to wait for them. */
export const nobodyActs = (natsPort: number): Promise<void> =>
  withNats(`nats://127.0.0.1:${natsPort}`, (_, link) => setActors(link, undefined));
