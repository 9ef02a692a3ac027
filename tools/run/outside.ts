// What `npm start` is told of the world outside this machine: where people reach it, and how its mails leave.
import { isIPv4 } from 'node:net';
import { StepFailure } from '../bootstrap/progress.mjs';

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || (isIPv4(host) && host.startsWith('127.'));

const parsed = (name: string, text: string, protocols: readonly string[], like: string): URL => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && protocols.includes(url.protocol) && url.hostname !== '') return url;
  throw new StepFailure(`${name} is not an address that can be used`, `Set it to one like ${like}, or leave it out.`);
};

/**
 * From SALA_PUBLIC_URL, SALA_MAIL_FROM, SMTP_URL, SALA_INBOUND_…, SALA_DKIM_…, SALA_MAIL_… and SALA_SELF_CHECK_…: the environment that the services get beside their defaults.
 * A real mail server takes mails to real people, so that links and sender must be real, too: StepFailure where they are not named.
 */
export const outsideOf = ({
  SALA_PUBLIC_URL: publicUrl,
  SALA_MAIL_FROM: mailFrom,
  SMTP_URL: smtpUrl,
  ...said
}: Readonly<Record<string, string | undefined>>): Record<string, string> => {
  const env: Record<string, string> = {};
  if (publicUrl) {
    const { protocol, origin } = parsed('SALA_PUBLIC_URL', publicUrl, ['http:', 'https:'], 'https://sala.example');
    Object.assign(env, { SALA_PUBLIC_URL: origin, SALA_SECURE_COOKIES: String(protocol === 'https:') });
  }
  if (mailFrom) env['SALA_MAIL_FROM'] = mailFrom;
  // Where mails come in, and how they are signed and paced: the notifications say what is wrong with it.
  for (const [name, value] of Object.entries(said))
    if (/^SALA_(?:INBOUND|DKIM|MAIL|SELF_CHECK)_/.test(name) && value) env[name] = value;
  const mailServers = smtpUrl?.trim() ? smtpUrl.trim().split(/[\s,]+(?=smtps?:\/\/)/i) : [];
  const hosts = mailServers.map(
    (each) => parsed('SMTP_URL', each, ['smtp:', 'smtps:'], 'smtp://user:password@mail.example:587').hostname,
  );
  if (!hosts.every(isLoopback)) {
    const missing = [
      ['SALA_PUBLIC_URL', 'the address at which offices reach Sala'],
      ['SALA_MAIL_FROM', 'the sender, such as "Sala <sala@ega.example>"'],
    ].filter(([name = '']) => env[name] === undefined);
    if (missing.length > 0) {
      throw new StepFailure(
        'SMTP_URL names a mail server that is not on this machine: its mails go to real people, but their links or sender would lead nowhere',
        `Set ${missing.map(([name, what]) => `${name} (${what})`).join(' and ')} as well.`,
      );
    }
  }
  return env;
};

/** What is said of a conference bridge; undefined where nothing is, so that the simulator is run. */
export const bridgeOf = (
  env: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> | undefined =>
  env['SALA_BRIDGE'] && env['SALA_BRIDGE'] !== 'simulator'
    ? Object.fromEntries(
        Object.entries(env).flatMap(([name, value]) =>
          /^SALA_BRIDGE(?:_|$)/.test(name) && value ? [[name, value]] : [],
        ),
      )
    : undefined;
