import { describe, expect, it } from '@jest/globals';
import { type Contact, type Organisation } from '#contracts';
import { hasLostAddress } from './correcting.js';

const [own, other] = ['records@chiang-mai.example', 'other@chiang-mai.example'];
const person = (email?: string, role: Contact['role'] = 'coordinator'): Contact => ({
  role,
  name: 'สมมติ',
  ...(email !== undefined && { email }),
});
type Listed = Pick<Organisation, 'email' | 'contacts'>;

describe('whether an office lost an address', () => {
  it.each<[string, Listed, Listed, boolean]>([
    ['its own is another one', { email: own }, { email: other }, true],
    ['its own is gone', { email: own }, {}, true],
    ['a contact’s is another one', { contacts: [person(own)] }, { contacts: [person(other)] }, true],
    [
      'one contact of two is gone',
      { email: own, contacts: [person(own), person(other)] },
      { email: own, contacts: [person(own)] },
      true,
    ],
    ['a contact’s is taken away and the person stays', { contacts: [person(own)] }, { contacts: [person()] }, true],
    ['one is added', { email: own }, { email: own, contacts: [person(other)] }, false],
    ['it had none', {}, { email: own }, false],
    ['it is spelt otherwise', { email: own }, { email: 'Records@Chiang-Mai.example' }, false],
    ['its own goes to a contact', { email: own }, { contacts: [person(own)] }, false],
    ['a contact’s role changes', { contacts: [person(own)] }, { contacts: [person(own, 'technical')] }, false],
    [
      'nothing of it changes',
      { email: own, contacts: [person(other)] },
      { email: own, contacts: [person(other)] },
      false,
    ],
  ])('%s', (_what, before, after, lost) => expect(hasLostAddress(before, after)).toBe(lost));
});
