import { describe, expect, it } from '@jest/globals';
import { exampleInvitation, exampleResponse, type Invitation, Role } from '#contracts';
import { openedTo } from './opened.js';

const invitation: Invitation = {
  ...exampleInvitation,
  organisation: { ...exampleInvitation.organisation, contacts: [{ role: 'coordinator', name: 'นาย ค' }] },
  response: {
    ...exampleResponse,
    attendees: [{ name: 'นาย ก', position: 'หัวหน้า', phone: '053 000 000' }, { name: 'นาง ข' }],
    note: 'มาสาย',
    answeredBy: 'นาย ง',
    reasonDeclined: 'no-staff',
    answers: { lunch: 'อาหารเจ', cars: '2' },
    coordinatorPhone: '053 111 111',
    letterNumber: 'ชม 0017/5',
    enteredBy: 'staff-desk',
    reason: 'ผู้อำนวยการลาป่วย',
  },
};

describe('what an office said', () => {
  it.each(
    Role.options.map((role) => [role, ['desk', 'coordinator', 'administrator', 'focal-point'].includes(role)] as const),
  )('is open to %s: %s', (role, open) => {
    const seen = openedTo({ kind: 'staff', staffId: 'staff-1', role }, invitation);
    if (open) expect(seen).toEqual(invitation);
    else {
      expect(JSON.stringify(seen)).not.toMatch(
        /นาย ก|นาย ค|นาย ง|หัวหน้า|053|นาง ข|มาสาย|อาหารเจ|ชม 0017|ลาป่วย|staff-desk/,
      );
      expect(seen.response).toMatchObject({
        revision: 1,
        answer: 'attend',
        channel: 'web',
        attendees: [],
        reasonDeclined: 'no-staff',
        withheld: { attendees: 2, answers: 2, note: true, answeredBy: true, otherSite: false },
      });
    }
  });

  it('or not: who is to be asked at an office is open to those alone who work with persons', () => {
    const { response: _response, ...silent } = invitation;
    expect(openedTo({ kind: 'staff', staffId: 'staff-1', role: 'viewer' }, silent).organisation).not.toHaveProperty(
      'contacts',
    );
    expect(openedTo({ kind: 'staff', staffId: 'staff-1', role: 'desk' }, silent)).toEqual(silent);
  });

  const own = invitation.organisation.provinceCode;
  const pairs = Role.options.flatMap((first) => Role.options.map((second) => [first, second] as const));
  // A focal point opens the route only where no other role does, and only for its own province.
  it.each(pairs)('is to %s who is %s too what either of them alone would see', (role, other) => {
    for (const provinceCode of [own, 'TH-99']) {
      const alone = (each: Role): boolean =>
        ['desk', 'coordinator', 'administrator'].includes(each) || (each === 'focal-point' && provinceCode === own);
      const roles = [role, other];
      const opening = roles.find((each) => each !== 'focal-point') ?? role;
      if (opening === 'focal-point' && provinceCode !== own) continue;
      const seen = openedTo(
        {
          kind: 'staff',
          staffId: 'staff-1',
          role: opening,
          roles,
          ...(roles.includes('focal-point') && { provinceCode }),
        },
        invitation,
      );
      expect({ provinceCode, open: seen.response?.withheld === undefined }).toEqual({
        provinceCode,
        open: alone(role) || alone(other),
      });
    }
  });

  it('keeps a field closed that comes later', () => {
    const later = { ...invitation, response: { ...invitation.response!, note: 'มาสาย' } };
    expect(openedTo({ kind: 'staff', staffId: 'staff-1', role: 'viewer' }, later).response).not.toHaveProperty('note');
  });

  it('is open to the services themselves', () => expect(openedTo({ kind: 'system' }, invitation)).toBe(invitation));
});
