import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { type RunningServer, startNats, temporaryFolder } from '#testing';
import { NatsLink } from './nats-link.js';
import { type NatsConfig, natsSettings } from './nats-settings.js';

jest.setTimeout(60_000);
const password = 'p@ss:word/1';

/** A certificate for 127.0.0.1 that signs itself; undefined where there is no openssl. */
const makeCertificate = (folder: string): { cert: string; key: string } | undefined => {
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  try {
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:prime256v1',
        '-nodes',
        '-days',
        '2',
        '-subj',
        '/CN=nats',
        '-addext',
        'subjectAltName=DNS:localhost,IP:127.0.0.1',
        '-keyout',
        key,
        '-out',
        cert,
      ],
      { stdio: 'ignore' },
    );
    return { cert, key };
  } catch {
    return undefined;
  }
};

describe('NATS with a sign-in', () => {
  let nats: RunningServer | undefined;
  let link: NatsLink | undefined;
  const open = async (config: NatsConfig): Promise<void> => {
    link = await NatsLink.open('sign-in', natsSettings(config));
    await link.check();
  };
  afterEach(async () => {
    await link?.close();
    await nats?.stop();
    link = nats = undefined;
  });

  it.each([
    [
      'user and password by settings',
      `authorization { user: sala, password: "${password}" }`,
      () => ({ SALA_NATS_USER: 'sala', SALA_NATS_PASSWORD: password }),
    ],
    [
      'user and password in the address',
      `authorization { user: sala, password: "${password}" }`,
      () => ({ at: `sala:${encodeURIComponent(password)}@` }),
    ],
    ['a token', 'authorization { token: "a-token-of-tests" }', () => ({ SALA_NATS_TOKEN: 'a-token-of-tests' })],
  ])('is reached by %s', async (_way, config, how) => {
    nats = await startNats({ config });
    const { at = '', ...settings }: { at?: string } & Partial<NatsConfig> = how();
    await open({ NATS_URL: `nats://${at}127.0.0.1:${nats.port}`, ...settings });
  });

  it('says that the sign-in is refused, and neither user nor password', async () => {
    nats = await startNats({ config: `authorization { user: sala, password: "${password}" }` });
    const said: string[] = [];
    const warn = jest
      .spyOn(Logger.prototype, 'warn')
      .mockImplementation((message: unknown) => void said.push(String(message)));
    const refused = await NatsLink.open(
      'sign-in',
      natsSettings({ NATS_URL: `nats://sala:wrong-secret@127.0.0.1:${nats.port}` }),
    ).then(
      async (opened) => {
        await opened.close();
        return 'opened';
      },
      (error: unknown) => String(error),
    );
    warn.mockRestore();
    expect([refused, ...said].join(' ')).toMatch(/refuses the sign-in/);
    expect([refused, ...said].join(' ')).not.toMatch(/wrong-secret|sala:/);
  });

  it('is encrypted when the address says tls, and by a certificate that is trusted only', async () => {
    const folder = await temporaryFolder();
    const made = makeCertificate(folder);
    if (made === undefined) return;
    nats = await startNats({ config: `tls { cert_file: "${made.cert}", key_file: "${made.key}" }` });
    await open({ NATS_URL: `tls://localhost:${nats.port}`, SALA_NATS_CA: made.cert });
    expect(link?.nc.info?.tls_required).toBe(true);
  });

  it('is not spoken to when its certificate is not trusted, with the reason', async () => {
    const made = makeCertificate(await temporaryFolder());
    if (made === undefined) return;
    nats = await startNats({ config: `tls { cert_file: "${made.cert}", key_file: "${made.key}" }` });
    await expect(open({ NATS_URL: `tls://localhost:${nats.port}` })).rejects.toThrow(/not trusted/);
  });

  it('does not go in the clear to a server that does not encrypt', async () => {
    nats = await startNats();
    const refused = await NatsLink.open('sign-in', natsSettings({ NATS_URL: `tls://127.0.0.1:${nats.port}` })).then(
      async (opened) => {
        await opened.close();
        return 'opened';
      },
      (error: unknown) => String(error),
    );
    expect(refused).toMatch(/does not encrypt/);
  });

  it('refuses a file that is no credentials file at the start', async () => {
    const file = join(await temporaryFolder(), 'sala.creds');
    await writeFile(file, 'no credentials');
    expect(() => natsSettings({ NATS_URL: 'nats://127.0.0.1:1', SALA_NATS_CREDENTIALS: file })).toThrow(
      /is not what it should be/,
    );
  });
});
