import { describe, expect, it } from '@jest/globals';
import { type Contact, mostContacts } from '#contracts';
import { withContact } from './assigning.js';

const person = (name: string, role: Contact['role'] = 'coordinator'): Contact => ({ role, name });
const [anew, one, other, records] = [person('ใหม่'), person('หนึ่ง'), person('สอง'), person('สารบรรณ', 'saraban')];
const full = Array.from({ length: mostContacts }, (_, index) => person(`${index}`, 'technical'));

describe('a contact that several offices get', () => {
  it.each<[string, readonly Contact[] | undefined, boolean, readonly Contact[] | undefined]>([
    ['is the first', undefined, false, [anew]],
    ['is the first, instead of none', undefined, true, [anew]],
    ['stands beside the others', [one, records], false, [one, records, anew]],
    ['stands instead of the one of its role, in its place', [one, records], true, [anew, records]],
    ['stands instead of all of its role', [records, one, other], true, [records, anew]],
    ['is added where nobody has its role', [records], true, [records, anew]],
    ['is there already', [anew, records], false, [anew, records]],
    ['is there already, and alone', [anew, records], true, [anew, records]],
    ['is there already, and another one goes', [one, anew], true, [anew]],
    ['has no room', full, false, undefined],
    ['has no room, and nobody to stand for', full, true, undefined],
    ['takes the place of one of many', [one, ...full.slice(1)], true, [anew, ...full.slice(1)]],
    ['is one of many already', [anew, ...full.slice(1)], false, [anew, ...full.slice(1)]],
  ])('%s', (_what, contacts, instead, after) =>
    expect(withContact(contacts === undefined ? {} : { contacts: [...contacts] }, anew, instead)).toEqual(after),
  );
});
