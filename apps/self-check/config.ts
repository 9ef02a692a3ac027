import { isIPv4 } from 'node:net';
import { z } from 'zod';
import { platformConfig } from '#platform';

const ports = /^(\d{1,5})-(\d{1,5})$/;
const rangeOf = (text: string): { readonly first: number; readonly last: number } | undefined => {
  const [, first, last] = (ports.exec(text) ?? []).map(Number);
  return first === undefined || last === undefined || first < 1024 || last > 65_535 || last <= first
    ? undefined
    : { first, last };
};
const usualPorts = { first: 45_000, last: 45_099 };

export const selfCheckConfig = z.object({
  ...platformConfig,
  SALA_SELF_CHECK_PORTS: z
    .string()
    .max(20)
    .default('45000-45099')
    .refine((text) => rangeOf(text) !== undefined, 'is no range of ports')
    .transform((text) => rangeOf(text) ?? usualPorts)
    .describe('the UDP ports that browsers reach this replica at, such as 45000-45099; two for each session at once'),
  SALA_SELF_CHECK_ADDRESS: z
    .string()
    .max(500)
    .transform((text) => text.split(/[\s,]+/).filter((each) => each !== ''))
    .refine((all) => all.length > 0 && all.length <= 4 && all.every((each) => isIPv4(each)), 'is no IPv4 address')
    .describe(
      'the IPv4 address at which browsers reach these ports, as they see it (in front of NAT); up to four with blanks between',
    ),
  SALA_SELF_CHECK_SESSIONS: z.coerce
    .number()
    .int()
    .min(1)
    .max(500)
    .default(20)
    .describe('how many self-checks this replica holds at once, 1 to 500; each takes about 1 Mbit/s'),
  SALA_SELF_CHECK_SECONDS: z.coerce
    .number()
    .int()
    .min(2)
    .max(20)
    .default(20)
    .describe('for how many seconds each direction is measured, 2 to 20'),
});
export type SelfCheckConfig = z.output<typeof selfCheckConfig>;
