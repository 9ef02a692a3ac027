import { type SideResult } from '#contracts';

/** The TXT records of a name; `silent` where the DNS could not be asked. */
export type Records = readonly string[] | 'silent';
export type Asks = (name: string) => Promise<Records>;

/** What leaves: the sender's domain, that of the way back, and what the signature says, if mails are signed. */
export type Sending = {
  readonly domain: string;
  readonly envelopeDomain: string;
  readonly signer?: { readonly selector: string; readonly publicKey: string } | undefined;
};

const cut = (text: string): string => text.slice(0, 1_000);
const tagsOf = (record: string): ReadonlyMap<string, string> =>
  new Map(
    record.split(';').flatMap((part) => {
      const [, name, value] = /^\s*([a-z]+)\s*=\s*(.*?)\s*$/is.exec(part) ?? [];
      return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value] as const];
    }),
  );

const spf = async (asks: Asks, of: string): Promise<SideResult> => {
  const records = await asks(of);
  if (records === 'silent') return { check: 'spf', result: 'unknown', finding: 'dns-silent', of };
  const found = records.filter((record) => /^v=spf1(?:\s|$)/i.test(record));
  const [record] = found;
  if (record === undefined) return { check: 'spf', result: 'finding', finding: 'spf-missing', of };
  const said = cut(found.join('\n'));
  if (found.length > 1) return { check: 'spf', result: 'finding', finding: 'spf-several', of, said };
  return /\s\+?all\s*$/i.test(record)
    ? { check: 'spf', result: 'finding', finding: 'spf-open', of, said }
    : { check: 'spf', result: 'good', of, said };
};

const dkim = async (asks: Asks, { domain, signer }: Sending): Promise<SideResult> => {
  if (signer === undefined) return { check: 'dkim', result: 'finding', finding: 'dkim-unset', of: domain };
  const of = `${signer.selector}._domainkey.${domain}`;
  const records = await asks(of);
  if (records === 'silent') return { check: 'dkim', result: 'unknown', finding: 'dns-silent', of };
  const keys = records.map((record) => tagsOf(record).get('p')?.replace(/\s/g, '') ?? '').filter((key) => key !== '');
  if (keys.length === 0) return { check: 'dkim', result: 'finding', finding: 'dkim-missing', of };
  return keys.includes(signer.publicKey)
    ? { check: 'dkim', result: 'good', of }
    : { check: 'dkim', result: 'finding', finding: 'dkim-other', of };
};

const isWithin = (domain: string, other: string): boolean => domain === other || domain.endsWith(`.${other}`);
/** The same, or one within the other where that is enough. */
const areAligned = (domain: string, other: string, mode: string | undefined): boolean =>
  mode === 's' ? domain === other : isWithin(domain, other) || isWithin(other, domain);

/** The domain and those above it, down to two labels: the first that has a record speaks for it. */
const above = (domain: string): string[] => {
  const labels = domain.split('.');
  return labels.slice(0, Math.max(1, labels.length - 1)).map((_label, index) => labels.slice(index).join('.'));
};

const dmarc = async (asks: Asks, { domain, envelopeDomain, signer }: Sending): Promise<SideResult> => {
  for (const each of above(domain)) {
    const of = `_dmarc.${each}`;
    const records = await asks(of);
    if (records === 'silent') return { check: 'dmarc', result: 'unknown', finding: 'dns-silent', of };
    const record = records.find((text) => /^v=DMARC1\s*(?:;|$)/i.test(text));
    if (record === undefined) continue;
    const said = cut(record);
    const mode = tagsOf(record).get('aspf')?.toLowerCase();
    // The signature is the sender's own domain's.
    return signer !== undefined || areAligned(envelopeDomain, domain, mode)
      ? { check: 'dmarc', result: 'good', of, said }
      : { check: 'dmarc', result: 'finding', finding: 'dmarc-unaligned', of, said };
  }
  return { check: 'dmarc', result: 'finding', finding: 'dmarc-missing', of: `_dmarc.${domain}` };
};

/** What the DNS says of who may send for the sender's domain (RFC 7208, 6376, 7489), as far as it can be asked. */
export const domainResults = (asks: Asks, sending: Sending): Promise<SideResult[]> =>
  Promise.all([spf(asks, sending.envelopeDomain), dkim(asks, sending), dmarc(asks, sending)]);
