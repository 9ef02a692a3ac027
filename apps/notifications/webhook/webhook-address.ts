import { BlockList, isIP } from 'node:net';

/** Networks that nobody reaches from outside: what stands there is no business of whoever names an address. */
const closed = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  closed.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['100::', 64],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  closed.addSubnet(net, prefix, 'ipv6');

/** Whether an address is one of the open net. What is no address is none. */
export const isPublicAddress = (address: string): boolean => {
  const family = isIP(address);
  return family !== 0 && !closed.check(address, family === 4 ? 'ipv4' : 'ipv6');
};

const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');
const isLocalName = (host: string): boolean => /(?:^|\.)(?:localhost|local|internal)\.?$/i.test(host);

/** Why nothing is sent to an address: it is not encrypted, or leads into a closed network, where that is not allowed. */
export const whyNotTo = (url: URL, allowPrivate: boolean): 'webhook-not-https' | 'webhook-private' | undefined => {
  const host = hostOf(url);
  if (allowPrivate) return undefined;
  if (url.protocol !== 'https:') return 'webhook-not-https';
  return isLocalName(host) || (isIP(host) !== 0 && !isPublicAddress(host)) ? 'webhook-private' : undefined;
};
