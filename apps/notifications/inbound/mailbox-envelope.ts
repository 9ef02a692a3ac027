import { isOurs, keyIn, type WayBack } from '../mail/mail.module.js';

const mostOfHead = 100_000;
const delivered = ['delivered-to', 'x-original-to', 'envelope-to', 'to', 'cc'];

/**
 * What the envelope said of a mail that lies in a mailbox, by the headers that the mailbox's server put on top of it: to which
 * address of ours it came, and where reports on it would have gone.
 */
export const envelopeIn = (way: WayBack, raw: Buffer): { readonly recipient: string; readonly returnPath?: string } => {
  const [head = ''] = raw
    .subarray(0, mostOfHead)
    .toString('latin1')
    .split(/\r?\n\r?\n/);
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const valuesOf = (name: string): string[] =>
    lines.flatMap((line) => (line.toLowerCase().startsWith(`${name}:`) ? [line.slice(name.length + 1)] : []));
  const ours = delivered
    .flatMap(valuesOf)
    .flatMap((value) => [...value.matchAll(/[^\s<>,;:"]{1,64}@[^\s<>,;:"]{1,255}/g)].map(([address]) => address))
    .filter((address) => isOurs(way, address));
  const [returned] = valuesOf('return-path');
  const returnPath = returned === undefined ? undefined : (/<([^<>]*)>/.exec(returned)?.[1] ?? returned).trim();
  return {
    recipient: ours.find((address) => keyIn(way, address) !== undefined) ?? ours[0] ?? way.address,
    ...(returnPath !== undefined && { returnPath }),
  };
};
