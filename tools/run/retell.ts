// Lets services tell everything again.
import { RetellNotifications, RetellRegistration, RetellScheduling } from '#contracts';
import { readArguments, refuseArguments } from './arguments.js';
import { withNats } from './nats.js';

const contracts = {
  registration: RetellRegistration,
  scheduling: RetellScheduling,
  notifications: RetellNotifications,
};
type Service = keyof typeof contracts;
const services = Object.keys(contracts) as Service[];

const help = `Usage: npm run retell -- [--service NAME] [--as-newest] [--nats URL]
Lets the services of a running Sala tell everything again that they ever told. Nothing is done or sent twice by it: whoever
has heard of it passes over it. npm run agree says whether it is needed.
  --service NAME   one of ${services.join(', ')}; else all, one after the other
  --as-newest      above all that others have heard: after a database was restored from a copy and the streams were lost as well
  --nats URL       the NATS server, else NATS_URL, else that of npm start's usual port
Exit code 0 when all is told, 1 when it is not, 2 when the arguments are wrong.`;

const retell = async (wanted: readonly Service[], asNewest: boolean, nats: string | undefined): Promise<void> =>
  withNats(nats, async (rpc) => {
    for (const name of wanted) {
      const { told } = await rpc.call(contracts[name], { asNewest }, { timeoutMs: 30 * 60_000 });
      console.log(`${name}: ${told} ${asNewest ? 'aggregates' : 'events'} told again`);
    }
  });

const {
  service,
  nats,
  'as-newest': asNewest = false,
} = readArguments(help, { service: { type: 'string' }, 'as-newest': { type: 'boolean' }, nats: { type: 'string' } });
const wanted = services.filter((name) => service === undefined || name === service);
if (wanted.length === 0) refuseArguments(`--service ${service}: choose from ${services.join(', ')}`, help);
try {
  await retell(wanted, asNewest, nats);
} catch (error) {
  console.error(`Not all was told again: ${error instanceof Error ? error.message : String(error)}`);
  // A connection that is still being tried would keep the process.
  process.exit(1);
}
