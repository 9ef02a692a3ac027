import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DeliveryKind } from './delivery.js';
import { addressesOf, isReachable, type Party } from './mail-addresses.js';
import { type MailReaders } from './mail-readers.js';
import { ContactRole } from './organisation.js';

type Case = {
  readonly own?: string;
  readonly also?: readonly [ContactRole, string][];
  readonly bad?: readonly string[];
  readonly readers?: MailReaders;
};
const to = (kind: DeliveryKind, { own, also = [], bad = [], readers }: Case, party: Party = 'office') =>
  addressesOf(kind, {
    party,
    listed: { ...(own !== undefined && { email: own }), mailboxes: also.map(([role, email]) => ({ role, email })) },
    isBad: (address) => bad.includes(address),
    readers,
  });

const all: Case = {
  own: 'own@x.example',
  also: [
    ['technical', 't@x.example'],
    ['coordinator', 'c@x.example'],
    ['coordinator', 'c2@x.example'],
    ['saraban', 's@x.example'],
  ],
};

describe('whom of an office a mail goes to', () => {
  it.each<[string, DeliveryKind, Case, readonly string[]]>([
    ['its own address, where that is all', 'invitation', { own: 'own@x.example' }, ['own@x.example']],
    ['nobody where there is none', 'reminder', {}, []],
    ['its records and its coordinator, for an invitation', 'invitation', all, ['own@x.example', 'c@x.example']],
    ['its coordinator alone, for a reminder', 'reminder', all, ['c@x.example']],
    ['its coordinator alone, for a receipt', 'receipt', all, ['c@x.example']],
    ['its records, for a reminder, where it has no coordinator', 'reminder', { ...all, also: [] }, ['own@x.example']],
    ['its technician and its coordinator, for the day', 'day-before', all, ['t@x.example', 'c@x.example']],
    ['its records, for the day, where it names neither', 'day-before', { own: 'own@x.example' }, ['own@x.example']],
    [
      'the second of a role where the first gets no mail',
      'reminder',
      { ...all, bad: ['c@x.example'] },
      ['c2@x.example'],
    ],
    [
      'its records, for a reminder, where its coordinators get no mail',
      'reminder',
      { ...all, bad: ['c@x.example', 'c2@x.example'] },
      ['own@x.example'],
    ],
    [
      'its coordinator alone, for an invitation, where its records get no mail',
      'invitation',
      { ...all, bad: ['own@x.example', 's@x.example'] },
      ['c@x.example'],
    ],
    [
      'an address that gets no mail, where all are such: the mail then says so',
      'reminder',
      { own: 'own@x.example', also: [['coordinator', 'c@x.example']], bad: ['own@x.example', 'c@x.example'] },
      ['own@x.example'],
    ],
    [
      'one mailbox once, however it is spelt',
      'invitation',
      { own: 'Own@X.example', also: [['coordinator', 'own@x.example']] },
      ['Own@X.example'],
    ],
    [
      'whom the meeting wants',
      'reminder',
      { ...all, readers: { reminder: ['saraban', 'technical'] } },
      ['own@x.example', 't@x.example'],
    ],
    [
      'whoever else can see to it, where nobody is of the role that the meeting wants',
      'announcement',
      { own: 'own@x.example', readers: { announcement: ['technical'] } },
      ['own@x.example'],
    ],
    [
      'as usual, for what the meeting says nothing of',
      'receipt',
      { ...all, readers: { reminder: ['saraban'] } },
      ['c@x.example'],
    ],
    ['no technician with what he cannot answer', 'invitation', { also: [['technical', 't@x.example']] }, []],
  ])('is %s', (_what, kind, office, addresses) => expect(to(kind, office)).toStrictEqual(addresses));

  it('is of a site its technician, and its coordinator', () => {
    expect(to('appointment', all, 'site')).toStrictEqual(['own@x.example', 'c@x.example']);
    const readers: MailReaders = { appointment: ['coordinator'], 'meeting-cancelled': ['saraban'] };
    expect(to('appointment', { ...all, readers }, 'site')).toStrictEqual(['c@x.example']);
    expect(to('meeting-cancelled', { ...all, readers }, 'site')).toStrictEqual(['own@x.example', 'c@x.example']);
    expect(to('meeting-cancelled', { own: 'own@x.example' }, 'site')).toStrictEqual(['own@x.example']);
  });

  it('is somebody who gets mail as long as there is one that may answer, and never the same twice', () => {
    const listed = fc.record({
      own: fc.option(fc.constantFrom('a@x.example', 'b@x.example'), { nil: undefined }),
      also: fc.array(
        fc.tuple(fc.constantFrom(...ContactRole.options), fc.constantFrom('a@x.example', 'B@x.example', 'c@x.example')),
        { maxLength: 5 },
      ),
      bad: fc.subarray(['a@x.example', 'b@x.example', 'B@x.example', 'c@x.example']),
    });
    fc.assert(
      fc.property(fc.constantFrom(...DeliveryKind.options), listed, (kind, { own, ...rest }) => {
        const office: Case = { ...rest, ...(own !== undefined && { own }) };
        const addresses = to(kind, office);
        const isBad = (address: string) => rest.bad.includes(address);
        expect(new Set(addresses.map((each) => each.toLowerCase())).size).toBe(addresses.length);
        const mailboxes = rest.also.map(([role, email]) => ({ role, email }));
        const reachable = isReachable('office', { ...(own !== undefined && { email: own }), mailboxes }, isBad);
        if (reachable) expect(addresses.length).toBeGreaterThan(0);
        if (reachable || addresses.length > 1) expect(addresses.some(isBad)).toBe(false);
      }),
    );
  });
});
