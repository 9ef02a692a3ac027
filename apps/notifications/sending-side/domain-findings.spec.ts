import { describe, expect, it } from '@jest/globals';
import { domainResults, type Sending } from './domain-findings.js';

const key = 'MIIBIjAN';
const sending: Sending = {
  domain: 'ega.example',
  envelopeDomain: 'ega.example',
  signer: { selector: 's1', publicKey: key },
};
const right = {
  'ega.example': ['google-site-verification=x', 'v=spf1 mx include:relay.example -all'],
  's1._domainkey.ega.example': [`v=DKIM1; k=rsa; p=${key}`],
  '_dmarc.ega.example': ['v=DMARC1; p=quarantine; rua=mailto:x@ega.example'],
};
const found = async (
  records: Readonly<Record<string, readonly string[] | 'silent'>>,
  changes: Partial<Sending> = {},
): Promise<(string | undefined)[]> => {
  const asks = (name: string) => Promise.resolve(records[name] ?? []);
  const results = await domainResults(asks, { ...sending, ...changes });
  return results.map(({ result, finding }) => (finding === undefined ? result : finding));
};

describe('what the DNS says of the sender’s domain', () => {
  it.each<[string, Readonly<Record<string, readonly string[] | 'silent'>>, Partial<Sending>, string[]]>([
    ['is good where all three are right', right, {}, ['good', 'good', 'good']],
    ['lacks all three', {}, {}, ['spf-missing', 'dkim-missing', 'dmarc-missing']],
    [
      'names two rules of who may send',
      { ...right, 'ega.example': ['v=spf1 -all', 'v=spf1 mx -all'] },
      {},
      ['spf-several', 'good', 'good'],
    ],
    ['lets everybody send', { ...right, 'ega.example': ['v=spf1 mx +all'] }, {}, ['spf-open', 'good', 'good']],
    [
      'lets everybody send by default',
      { ...right, 'ega.example': ['v=spf1 mx all'] },
      {},
      ['spf-open', 'good', 'good'],
    ],
    [
      'has another key',
      { ...right, 's1._domainkey.ega.example': ['v=DKIM1; p=OTHER'] },
      {},
      ['good', 'dkim-other', 'good'],
    ],
    [
      'has a key that was taken back',
      { ...right, 's1._domainkey.ega.example': ['v=DKIM1; p='] },
      {},
      ['good', 'dkim-missing', 'good'],
    ],
    [
      'has the key in pieces',
      { ...right, 's1._domainkey.ega.example': ['v=DKIM1; p=MIIB IjAN'] },
      {},
      ['good', 'good', 'good'],
    ],
    ['is signed by nobody here', right, { signer: undefined }, ['good', 'dkim-unset', 'good']],
    [
      'does not cover a way back elsewhere without a signature',
      { ...right, 'other.example': ['v=spf1 -all'] },
      { signer: undefined, envelopeDomain: 'other.example' },
      ['good', 'dkim-unset', 'dmarc-unaligned'],
    ],
    [
      'covers a way back within it',
      { ...right, 'sala.ega.example': ['v=spf1 -all'] },
      { signer: undefined, envelopeDomain: 'sala.ega.example' },
      ['good', 'dkim-unset', 'good'],
    ],
    [
      'does not where it wants the very same',
      { ...right, 'sala.ega.example': ['v=spf1 -all'], '_dmarc.ega.example': ['v=DMARC1; p=none; aspf=s'] },
      { signer: undefined, envelopeDomain: 'sala.ega.example' },
      ['good', 'dkim-unset', 'dmarc-unaligned'],
    ],
    [
      'is spoken for by the domain above',
      { ...right, 'sala.ega.example': ['v=spf1 -all'], 's1._domainkey.sala.ega.example': [`p=${key}`] },
      { domain: 'sala.ega.example', envelopeDomain: 'sala.ega.example' },
      ['good', 'good', 'good'],
    ],
    [
      'cannot be asked',
      { 'ega.example': 'silent', 's1._domainkey.ega.example': 'silent', '_dmarc.ega.example': 'silent' },
      {},
      ['dns-silent', 'dns-silent', 'dns-silent'],
    ],
  ])('%s', async (_what, records, changes, findings) => expect(await found(records, changes)).toEqual(findings));
});
