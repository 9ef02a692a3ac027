import { describe, expect, it } from '@jest/globals';
import {
  type Answer,
  type Contact,
  exampleMeeting,
  exampleOrganisation,
  type Meeting,
  type Organisation,
} from '#contracts';
import { effectOf, InviteeCount, leftSites } from './preparing.js';
import { reachedBy } from './reached.js';

const [records, person] = ['records@chiang-mai.example', 'person@chiang-mai.example'];
const { email: _email, ...bare } = exampleOrganisation;
const office = (email: string | undefined, ...contacts: Contact[]): Organisation => ({
  ...bare,
  ...(email !== undefined && { email }),
  ...(contacts.length > 0 && { contacts }),
});
const coordinator: Contact = { role: 'coordinator', email: person };
const technician: Contact = { role: 'technical', email: person };

describe('where invitations go before a meeting is announced', () => {
  it.each<[string, Organisation, readonly string[] | undefined, object]>([
    ['to its own address', office(records), [], { mails: 1, withoutAddress: 0, badAddress: 0 }],
    ['to its coordinator as well', office(records, coordinator), [], { mails: 2 }],
    ['to its coordinator, where that is all', office(undefined, coordinator), [], { mails: 1, withoutAddress: 0 }],
    ['to nobody where it has a technician only', office(undefined, technician), [], { mails: 0, withoutAddress: 1 }],
    ['to nobody where it has no address', office(undefined), [], { mails: 0, withoutAddress: 1, badAddress: 0 }],
    ['to whom mail arrives at', office(records, coordinator), [records], { mails: 1, badAddress: 0 }],
    ['nowhere where none gets mail', office(records), [records], { mails: 0, withoutAddress: 0, badAddress: 1 }],
    ['as listed, where nobody can say which are bad', office(records), undefined, { mails: 1 }],
  ])('is %s', (_what, organisation, bad, counted) => {
    const isBad = bad && ((address: string) => bad.includes(address));
    const count = new InviteeCount(isBad);
    count.add(organisation, reachedBy('invitation', organisation, { readers: undefined, isBad }));
    expect(count.counts).toMatchObject({ offices: 1, ...counted });
    expect('badAddress' in count.counts).toBe(bad !== undefined);
  });
});

const invited = (organisation: Organisation, answer?: Answer) => ({ status: 'issued' as const, organisation, answer });
const meeting: Meeting = { ...exampleMeeting, status: 'announced' };

describe('whom a change would be told to', () => {
  const told = (after: Partial<Meeting>, offices: ReturnType<typeof invited>[], bad: readonly string[] = []) => {
    const isBad = (address: string) => bad.includes(address);
    const effect = effectOf(meeting, { ...meeting, ...after }, { invited: offices, joining: 0, isBad });
    return [effect.told, effect.untold];
  };
  const offices = [
    invited(office(records)),
    invited(office(undefined, coordinator)),
    invited(office(undefined, technician)),
  ];

  it('counts those as told whose contacts can be written to', () =>
    expect(told({ place: { th: 'ที่อื่น' } }, offices)).toEqual([2, 1]));
  it('counts those as not told whose addresses get no mail', () =>
    expect(told({ place: { th: 'ที่อื่น' } }, offices, [person])).toEqual([1, 2]));
  it('tells of a new deadline the silent alone', () =>
    expect(told({ replyBy: '2016-11-19T16:59:59.000Z' }, [...offices, invited(office(records), 'attend')])).toEqual([
      2, 1,
    ]));
});

describe('the sites that nobody would join from any more', () => {
  const at = (siteId: string, answer: Answer | undefined, officeClass = 'revenue') =>
    invited({ ...exampleOrganisation, siteId, class: officeClass }, answer);
  it.each<[string, ReturnType<typeof at>[], readonly string[]]>([
    ['is that of an office that came and is uninvited', [at('th-1', 'attend', 'health')], ['th-1']],
    ['is none where another still comes', [at('th-1', 'attend', 'health'), at('th-1', 'representative')], []],
    ['is one where the other declined', [at('th-1', 'attend', 'health'), at('th-1', 'decline')], ['th-1']],
    ['is none of an office that did not come', [at('th-1', 'decline', 'health'), at('th-2', undefined, 'health')], []],
    ['is none of those that stay', [at('th-1', 'attend')], []],
  ])('%s', (_what, those, left) =>
    expect(leftSites(those, { classes: [{ class: 'revenue', name: { th: 'สรรพากร' }, surveyed: false }] })).toEqual(
      left,
    ),
  );
});
