import { createHash, timingSafeEqual } from 'node:crypto';

/** The hashes that a server of BigBlueButton may be set to; of these it takes any of its list. */
export type ChecksumHash = 'sha1' | 'sha256' | 'sha384' | 'sha512';
const hashes: readonly ChecksumHash[] = ['sha1', 'sha256', 'sha384', 'sha512'];

const digest = (hash: ChecksumHash, text: string): string => createHash(hash).update(text, 'utf8').digest('hex');

/** The query of a call with its checksum: over the call's name, the query as it is sent, and the secret. */
export const signedQuery = (
  call: string,
  parameters: Readonly<Record<string, string>>,
  secret: string,
  hash: ChecksumHash,
): string => {
  const query = new URLSearchParams(parameters).toString();
  const checksum = digest(hash, call + query + secret);
  return query === '' ? `checksum=${checksum}` : `${query}&checksum=${checksum}`;
};

/** Compared in a time that says nothing of how much of it was right. */
const isSame = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/**
 * Whether what was posted to `address` bears the checksum over the address that was registered, the body as JSON and the
 * secret. Which hash was used shows in its length.
 */
export const isCallbackOf = (
  address: string,
  body: Readonly<Record<string, string>>,
  registered: string,
  secret: string,
): boolean => {
  const given = new URL(address).searchParams.get('checksum') ?? '';
  const hash = hashes.find((each) => digest(each, '').length === given.length);
  return hash !== undefined && isSame(given, digest(hash, registered + JSON.stringify(body) + secret));
};
