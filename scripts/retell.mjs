// Lets services tell everything again. Needs a build.
import { parseArgs } from 'node:util';
import { RetellNotifications, RetellRegistration, RetellScheduling } from '#contracts';
import { withNats } from './nats.mjs';

const contracts = { registration: RetellRegistration, scheduling: RetellScheduling, notifications: RetellNotifications };
const help = `Usage: npm run retell -- [--service NAME] [--as-newest] [--nats URL]
Lets the services of a running Sala tell everything again that they ever told. Nothing is done or sent twice by it: whoever
has heard of it passes over it. npm run agree says whether it is needed.
  --service NAME   one of ${Object.keys(contracts).join(', ')}; else all, one after the other
  --as-newest      above all that others have heard: after a database was restored from a copy and the streams were lost as well
  --nats URL       the NATS server, else NATS_URL, else that of npm start's usual port
Exit code 0 when all is told, 1 when it is not, 2 when the arguments are wrong.`;

const run = async ({ service, nats, 'as-newest': asNewest = false }) => {
  const wanted = service === undefined ? Object.keys(contracts) : [service];
  await withNats(nats, async (rpc) => {
    for (const name of wanted) {
      const { told } = await rpc.call(contracts[name], { asNewest }, { timeoutMs: 30 * 60_000 });
      console.log(`${name}: ${told} ${asNewest ? 'aggregates' : 'events'} told again`);
    }
  });
};

let values;
try {
  ({ values } = parseArgs({ options: { service: { type: 'string' }, 'as-newest': { type: 'boolean' }, nats: { type: 'string' }, help: { type: 'boolean' } } }));
  if (values.service !== undefined && !(Object.keys(contracts).includes(values.service))) throw new Error(`--service ${values.service}: choose from ${Object.keys(contracts).join(', ')}`);
} catch (error) {
  console.error(`${error.message}\n${help}`);
  process.exit(2);
}
if (values.help) console.log(help);
else
  try {
    await run(values);
  } catch (error) {
    console.error(`Not all was told again: ${error.message}`);
    // A connection that is still being tried would keep the process.
    process.exit(1);
  }
