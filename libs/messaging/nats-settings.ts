import { readFileSync } from 'node:fs';
import { credsAuthenticator, type NodeConnectionOptions, nkeyAuthenticator } from '@nats-io/transport-node';
import { ConfigError, type PlatformConfig } from '#platform';

export type NatsConfig = Pick<
  PlatformConfig,
  | 'NATS_URL'
  | 'SALA_NATS_USER'
  | 'SALA_NATS_PASSWORD'
  | 'SALA_NATS_TOKEN'
  | 'SALA_NATS_CREDENTIALS'
  | 'SALA_NATS_NKEY'
  | 'SALA_NATS_CA'
  | 'SALA_NATS_CERT'
  | 'SALA_NATS_KEY'
>;

/** How NATS is reached. `address` is for people: it holds nothing secret. */
export type NatsSettings = { readonly address: string; readonly options: NodeConnectionOptions };

const wrong = (problem: string): ConfigError =>
  new ConfigError(`NATS cannot be reached with these settings: ${problem}`);

const readText = (name: string, path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw wrong(
      `the file of ${name} cannot be read (${(cause as NodeJS.ErrnoException).code ?? 'unknown'}). Set it to the path of a file that this process may read`,
    );
  }
};

type SignIn = Pick<NodeConnectionOptions, 'user' | 'pass' | 'token' | 'authenticator'>;

/** A sign-in in the address itself: `nats://user:password@host`, or `nats://token@host`. */
const signInOfAddress = ({ username, password }: URL): SignIn | undefined => {
  if (username === '' && password === '') return undefined;
  const [user, pass] = [decodeURIComponent(username), decodeURIComponent(password)];
  return password === '' ? { token: user } : { user, pass };
};

const signInOfSettings = (config: NatsConfig): SignIn | undefined => {
  const {
    SALA_NATS_USER: user,
    SALA_NATS_PASSWORD: pass,
    SALA_NATS_TOKEN: token,
    SALA_NATS_CREDENTIALS: credentials,
    SALA_NATS_NKEY: nkey,
  } = config;
  const ways = Object.entries({
    'SALA_NATS_USER and SALA_NATS_PASSWORD': user ?? pass,
    SALA_NATS_TOKEN: token,
    SALA_NATS_CREDENTIALS: credentials,
    SALA_NATS_NKEY: nkey,
  });
  const given = ways.filter(([, value]) => value !== undefined).map(([name]) => name);
  if (given.length > 1)
    throw wrong(`${given.join(' and ')} are both set, and NATS takes one sign-in. Keep one of them`);
  if ((user === undefined) !== (pass === undefined))
    throw wrong('SALA_NATS_USER and SALA_NATS_PASSWORD go together. Set both or neither');
  if (user !== undefined && pass !== undefined) return { user, pass };
  if (token !== undefined) return { token };
  const read = (name: string, path: string, looksLike: RegExp): Uint8Array => {
    const content = readText(name, path).trim();
    if (!looksLike.test(content))
      throw wrong(`the file of ${name} is not what it should be. Make it by nsc or nk, and name it here as it is`);
    return new TextEncoder().encode(content);
  };
  if (credentials !== undefined)
    return {
      authenticator: credsAuthenticator(
        read('SALA_NATS_CREDENTIALS', credentials, /BEGIN NATS USER JWT[^]+BEGIN USER NKEY SEED/),
      ),
    };
  if (nkey !== undefined) return { authenticator: nkeyAuthenticator(read('SALA_NATS_NKEY', nkey, /^SU[A-Z2-7]{56}$/)) };
  return undefined;
};

/** Encrypted when the address says `tls://` or a certificate is named; never half, so that a password goes in the clear. */
const tlsOf = (config: NatsConfig, protocols: ReadonlySet<string>): NodeConnectionOptions['tls'] => {
  const { SALA_NATS_CA: ca, SALA_NATS_CERT: cert, SALA_NATS_KEY: key } = config;
  if ((cert === undefined) !== (key === undefined))
    throw wrong('SALA_NATS_CERT and SALA_NATS_KEY go together. Set both or neither');
  if (protocols.size > 1)
    throw wrong('NATS_URL names tls:// and nats:// addresses together. Write all as tls://, or all as nats://');
  if (!protocols.has('tls:') && ca === undefined && cert === undefined) return undefined;
  return {
    ...(ca !== undefined && { ca: readText('SALA_NATS_CA', ca) }),
    ...(cert !== undefined
      && key !== undefined && { cert: readText('SALA_NATS_CERT', cert), key: readText('SALA_NATS_KEY', key) }),
  };
};

/**
 * How to reach the NATS that the configuration names: addresses, sign-in and encryption.
 * @throws ConfigError when the settings contradict each other or a file of theirs cannot be read; it repeats no secret
 */
export const natsSettings = (config: NatsConfig): NatsSettings => {
  const addresses = config.NATS_URL.split(',').map((each) => new URL(each.trim()));
  const inAddress = addresses.map(signInOfAddress).filter((each) => each !== undefined);
  if (
    inAddress.length > 0
    && (inAddress.length < addresses.length || new Set(inAddress.map((each) => JSON.stringify(each))).size > 1)
  )
    throw wrong(
      'the addresses of NATS_URL carry different sign-ins. Give the sign-in once: SALA_NATS_USER and SALA_NATS_PASSWORD',
    );
  const bySettings = signInOfSettings(config);
  if (inAddress.length > 0 && bySettings !== undefined)
    throw wrong('NATS_URL carries a sign-in, and another is set beside it. Keep one of them');
  const tls = tlsOf(config, new Set(addresses.map(({ protocol }) => protocol)));
  const hosts = addresses.map(({ hostname, port }) => `${hostname}:${port === '' ? '4222' : port}`);
  return {
    address: hosts.map((host) => `${tls === undefined ? 'nats' : 'tls'}://${host}`).join(','),
    options: { servers: hosts, ...(inAddress[0] ?? bySettings), ...(tls !== undefined && { tls }) },
  };
};
