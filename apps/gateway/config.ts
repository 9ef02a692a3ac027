import { Inject } from '@nestjs/common';
import { z } from 'zod';
import { platformConfig } from '#platform';

const flag = z.enum(['true', 'false']);

export const GatewayConfig = z.object({
  ...platformConfig,
  SALA_PUBLIC_URL: z.url({ protocol: /^https?$/ }).describe('the address that people reach Sala at, such as https://sala.example'),
  SALA_SECURE_COOKIES: flag.default('true').transform((text) => text === 'true').describe('true where people come by https, false on plain http'),
  SALA_CONSOLE_DIR: z.string().optional().describe('the folder of the built console; without it / leads to the API’s docs'),
  SALA_QUEUE_BOARD_URL: z.url({ protocol: /^https?$/ }).optional().describe('the address of the job queue’s board, which /queues leads to'),
  SALA_TRUST_PROXY: flag.default('false').transform((text) => text === 'true').describe('true behind a proxy that sets X-Forwarded-For'),
  SALA_SIGN_IN_LIMIT: z.coerce.number().int().min(1).max(1_000_000).default(10).describe('how many sign-ins an address may try in a minute'),
  SALA_REPLY_LIMIT: z.coerce.number().int().min(1).max(1_000_000).default(120).describe('how many requests a minute one reply link may make'),
  SALA_BAD_LINK_LIMIT: z.coerce.number().int().min(1).max(1_000_000).default(30).describe('how many wrong reply links an address may try in a minute'),
});
export type GatewayConfig = z.output<typeof GatewayConfig>;

export const configToken = Symbol('GatewayConfig');
export const InjectConfig = (): ParameterDecorator => Inject(configToken);
