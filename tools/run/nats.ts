// How a command reaches the NATS of a running Sala: by the settings that its services take. Needs a build.
import { NatsLink, type NatsSettings, natsSettings, RpcClient } from '#messaging';

const usual = 'nats://127.0.0.1:4603';
const given = (): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== undefined && value !== ''));

/** The settings of the environment, for `url` if one is named, else NATS_URL, else that of npm start's usual port. */
const natsOf = (url: string | undefined): NatsSettings => {
  const env = given();
  return natsSettings({
    ...env,
    NATS_URL:
      url
      ?? env['NATS_URL']
      ?? (env['SALA_NATS_PORT'] === undefined ? usual : `nats://127.0.0.1:${env['SALA_NATS_PORT']}`),
  });
};

/** Does the work with a connection, for which it does not wait for ever, and closes it. */
export const withNats = async <Result>(
  url: string | undefined,
  work: (rpc: RpcClient, link: NatsLink) => Promise<Result>,
): Promise<Result> => {
  const settings = natsOf(url);
  const { promise, reject } = Promise.withResolvers<never>();
  const patience = setTimeout(
    () =>
      reject(new Error(`NATS at ${settings.address} does not answer: is Sala running? --nats names another address`)),
    10_000,
  );
  const link = await Promise.race([NatsLink.open('command', settings), promise]).finally(() => clearTimeout(patience));
  try {
    return await work(new RpcClient(link), link);
  } finally {
    await link.close();
  }
};
