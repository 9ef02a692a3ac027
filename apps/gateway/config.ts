import { Inject } from '@nestjs/common';
import { z } from 'zod';
import { Phone } from '#contracts';
import { platformConfig } from '#platform';
import { trustedProxies, trustRemedy } from './trusted-proxies.js';

const limit = (usual: number) => z.coerce.number().int().min(1).max(1_000_000).default(usual);
const flag = z.enum(['true', 'false']);

export const GatewayConfig = z.object({
  ...platformConfig,
  SALA_PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .describe('the address that people reach Sala at, such as https://sala.example'),
  SALA_SECURE_COOKIES: flag
    .default('true')
    .transform((text) => text === 'true')
    .describe('true where people come by https, false on plain http'),
  SALA_SAMPLE: flag
    .default('false')
    .transform((text) => text === 'true')
    .describe('true where the sample meeting is shown, whose clock people may set'),
  SALA_CONSOLE_DIR: z
    .string()
    .optional()
    .describe('the folder of the built console; without it / leads to the API’s docs'),
  SALA_SELF_CHECK_SCRIPT: z
    .string()
    .optional()
    .describe('the built program by which sites measure their line; without it their page says whom to ring'),
  SALA_QUEUE_BOARD_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('the address of the job queue’s board, which /queues leads to'),
  SALA_TRUST_PROXY: z.string().max(1000).default('').transform(trustedProxies).describe(trustRemedy),
  SALA_SIGN_IN_LIMIT: limit(10).describe('how many sign-ins to one account an address may try in a minute'),
  SALA_SIGN_IN_ACCOUNT_LIMIT: limit(60).describe(
    'how many wrong sign-ins to one account all addresses together may make in a minute',
  ),
  SALA_SIGN_IN_ADDRESS_LIMIT: limit(300).describe(
    'how many wrong sign-ins an address, which many people may share, may make in a minute',
  ),
  SALA_REPLY_CHANGE_LIMIT: limit(30).describe('how many answers one reply link may send in an hour'),
  SALA_REPLY_LIMIT: limit(120).describe('how many requests a minute one reply link may make'),
  SALA_BAD_LINK_LIMIT: limit(30).describe('how many wrong reply links an address may try in a minute'),
  SALA_BAD_CODE_LIMIT: limit(30).describe('how many wrong reply codes an address may try in ten minutes'),
  SALA_HELP_PHONE: Phone.optional().describe(
    'the telephone of whoever helps offices, for reply pages on which no meeting is known',
  ),
});
export type GatewayConfig = z.output<typeof GatewayConfig>;

export const configToken = Symbol('GatewayConfig');
export const InjectConfig = (): ParameterDecorator => Inject(configToken);
