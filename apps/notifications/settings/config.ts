import { z } from 'zod';
import { EmailAddress } from '#contracts';
import { persistenceConfig } from '#persistence';
import { platformConfig } from '#platform';
import { RelayAddressProblem, relayAddresses } from './relay-address.js';

export const notificationsConfig = z.object({
  ...platformConfig,
  ...persistenceConfig('sala-notifications'),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/ })
    .describe('the address of the Redis server, such as redis://127.0.0.1:6379'),
  SMTP_URL: z
    .string()
    .max(4_000)
    .superRefine((setting, context) => {
      try {
        relayAddresses(setting);
      } catch (error) {
        if (!(error instanceof RelayAddressProblem)) throw error;
        context.addIssue({ code: 'custom', message: error.message });
      }
    })
    .describe(
      'the address of the mail server, such as smtp://127.0.0.1:1025 or smtps://user:password@mail.example, or of several in order of preference with blanks between; ?rate=600 after one is how many mails a minute it takes',
    ),
  SALA_MAIL_FROM: z
    .string()
    .max(320)
    .regex(/^(?:[^<>\r\n]+ )?<[^\s<>@]+@[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@]+$/, 'is not a sender')
    .describe('the sender of all mails, such as Sala <sala@ega.example>'),
  SALA_DKIM_KEY_FILE: z
    .string()
    .min(1)
    .max(4_096)
    .optional()
    .describe('the path of the private RSA key (PEM) by which mails are signed as the sender’s domain (DKIM)'),
  SALA_DKIM_SELECTOR: z
    .string()
    .regex(/^[a-z0-9](?:[a-z0-9.-]{0,61}[a-z0-9])?$/i, 'is no selector')
    .optional()
    .describe('the selector of the DKIM key: its record is <selector>._domainkey.<domain of SALA_MAIL_FROM>'),
  SALA_SECRET_KEY: z
    .string()
    .max(4_000)
    .transform((text) => text.split(/\s+/).filter((each) => each !== ''))
    .refine((keys) => keys.length > 0 && keys.every((each) => each.length >= 32), 'is too short')
    .describe(
      'the secret that secrets of other systems are sealed with in the database, 32 characters or more; to change it, put the new one before it with a blank between',
    ),
  SALA_PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .describe('the address at which people reach Sala, such as https://sala.example'),
  SALA_MAIL_CONNECTIONS: z.coerce
    .number()
    .int()
    .min(1)
    .max(50)
    .default(5)
    .describe('connections to each mail server at a time, 1 to 50'),
  SALA_MAIL_RATE: z.coerce
    .number()
    .int()
    .min(1)
    .max(100_000)
    .optional()
    .describe(
      'how many mails a minute leave at most by each mail server that SMTP_URL names without a rate of its own, 1 to 100000',
    ),
  SALA_MAIL_DOMAIN_RATE: z.coerce
    .number()
    .int()
    .min(1)
    .max(100_000)
    .optional()
    .describe('how many mails a minute leave at most to addresses of one domain, 1 to 100000'),
  SALA_MAIL_LEASE_MS: z.coerce
    .number()
    .int()
    .min(5_000)
    .max(600_000)
    .default(120_000)
    .describe('how long a mail is left to a worker that does not stir, in milliseconds, 5000 to 600000'),
  SALA_MAIL_LATE_MINUTES: z.coerce
    .number()
    .min(1)
    .max(10_000)
    .default(30)
    .describe('after how many minutes a mail that is due and has not left is late, 1 to 10000'),
  SALA_MAIL_HOLD_HOURS: z.coerce
    .number()
    .min(1)
    .max(240)
    .default(6)
    .describe('how many hours a mail may have waited through an outage or a pause and still leave by itself, 1 to 240'),
  SALA_ANNOUNCE_ALONE: z.coerce
    .number()
    .int()
    .min(0)
    .max(100_000)
    .default(100)
    .describe(
      'to how many offices one person alone may send an announcement, 0 to 100000; to more a second person releases it',
    ),
  SALA_MAIL_ATTACH_MB: z.coerce
    .number()
    .min(0)
    .max(15)
    .default(2)
    .describe(
      'up to how many MB together the enclosures of a letter go with its mails, where the meeting wants that, 0 to 15; beyond they are got by their links',
    ),
  SALA_MAIL_KEEP_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(3650)
    .default(730)
    .describe('for how many days the bytes of mails that were sent are kept, 1 to 3650; their hashes stay'),
  SALA_WEBHOOKS_PRIVATE: z
    .enum(['true', 'false'])
    .default('false')
    .transform((said) => said === 'true')
    .describe(
      'whether other systems that are told what happens may stand in closed networks and be reached without https, true or false',
    ),
  SALA_INBOUND_ADDRESS: EmailAddress.optional().describe(
    'the address to which answers and undeliverable mails come, such as answers@sala.example; without it nothing that comes is read',
  ),
  SALA_INBOUND_SMTP: z
    .string()
    .regex(/^(?:\[[0-9A-Fa-f:]+\]|[^\s:\[\]]+):\d{1,5}$/, 'is no address to listen on')
    .optional()
    .describe('where Sala takes the mails for SALA_INBOUND_ADDRESS itself, such as 0.0.0.0:2525'),
  SALA_INBOUND_TLS_CERT_FILE: z
    .string()
    .min(1)
    .max(4_096)
    .optional()
    .describe('the path of the certificate (PEM, with its chain) by which SALA_INBOUND_SMTP speaks TLS'),
  SALA_INBOUND_TLS_KEY_FILE: z
    .string()
    .min(1)
    .max(4_096)
    .optional()
    .describe('the path of the private key (PEM) of that certificate'),
  SALA_INBOUND_IMAP: z
    .url({ protocol: /^imaps?$/ })
    .optional()
    .describe(
      'the mailbox in which the mails for SALA_INBOUND_ADDRESS arrive, such as imaps://user:password@mail.example/INBOX',
    ),
  SALA_INBOUND_KEEP_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(3650)
    .default(365)
    .describe('for how many days mails that came are kept once they are done with, 1 to 3650'),
});
export type NotificationsConfig = z.output<typeof notificationsConfig>;
