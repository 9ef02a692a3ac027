import { describe, expect, it } from '@jest/globals';
import {
  type Attendance,
  type CallListEntry,
  exampleAttendance,
  exampleContact,
  exampleInvitation,
  exampleMeeting,
  exampleOpinion,
  exampleOrganisation,
  exampleResponse,
  type Invitation,
  ListKind,
  type Meeting,
} from '#contracts';
import { type Asker } from '#contracts';
import { openedTo } from '../invitation/invitation.module.js';
import { listFor, type ListOfOffices } from './rows.js';

const { response: _none, ...silent } = exampleInvitation;
const answered = (changes: Partial<Invitation['response']> = {}): Invitation => ({
  ...exampleInvitation,
  organisation: { ...exampleOrganisation, code: '0303050', contacts: [exampleContact] },
  response: { ...exampleResponse, ...changes },
});
const twoPersons = answered({
  attendees: [
    { prefix: 'นาย', name: 'หนึ่ง ทดสอบ', position: 'ผู้อำนวยการ', phone: '08 1000 0000' },
    { name: 'สอง ทดสอบ', email: 'two@office.example' },
  ],
});
const declined = answered({ answer: 'decline', attendees: [] });
const meeting: Meeting = {
  ...exampleMeeting,
  form: {
    questions: [
      {
        id: 'lunch',
        kind: 'several',
        label: { th: 'อาหารกลางวัน' },
        options: [
          { id: 'meat', label: { th: 'ทั่วไป' } },
          { id: 'vegetarian', label: { th: 'มังสวิรัติ' } },
        ],
        required: false,
      },
      { id: 'cars', kind: 'number', label: { th: 'จำนวนรถ' }, required: false, retired: true },
    ],
  },
};
const ofOffices = ListKind.exclude(['walk-ins']).options;
const shown = (kind: ListOfOffices, invitation: Invitation) => {
  const { columns, rowsOf } = listFor(kind, meeting, 'th', 'file');
  return rowsOf(invitation).map((row) =>
    Object.fromEntries(row.flatMap((value, at) => (value === '' ? [] : [[columns[at]?.title, value]]))),
  );
};

describe('a list of a meeting', () => {
  it.each(['attendees', 'sign-in', 'delegations', 'answers'] as const)(
    'of %s says who has a seat and who waits, where the meeting counts seats',
    (kind) => {
      const counting = { ...meeting, form: { ...meeting.form, halls: { usual: 10 } } };
      const waiting: Invitation = { ...twoPersons, seat: 'waiting' };
      const cells = (of: Meeting) => {
        const { columns, rowsOf } = listFor(kind, of, 'th', 'page');
        return rowsOf(waiting)[0]?.[columns.findIndex(({ title }) => title === 'ที่นั่ง')];
      };
      expect(cells(counting)).toBe('รายชื่อสำรอง');
      expect(cells(meeting)).toBeUndefined();
    },
  );

  it('of attendees has a row for each person, with the office as an import reads it', () => {
    expect(shown('attendees', twoPersons)).toEqual([
      {
        รหัสในระบบ: exampleOrganisation.id,
        รหัสหน่วยงาน: '0303050',
        ชื่อหน่วยงาน: exampleOrganisation.name.th,
        ประเภทหน่วยงาน: exampleMeeting.classes[0]?.name.th,
        จังหวัด: 'เชียงใหม่',
        จุดเชื่อมต่อ: exampleInvitation.siteName.th,
        คำนำหน้า: 'นาย',
        'ชื่อ–นามสกุล': 'หนึ่ง ทดสอบ',
        ตำแหน่ง: 'ผู้อำนวยการ',
        โทรศัพท์: '08 1000 0000',
        คำตอบ: 'เข้าร่วม',
        ช่องทาง: 'เว็บ',
        ได้รับเมื่อ: expect.stringContaining('2559'),
      },
      expect.objectContaining({ 'ชื่อ–นามสกุล': 'สอง ทดสอบ', อีเมล: 'two@office.example' }),
    ]);
    expect(shown('attendees', declined)).toEqual([]);
    expect(shown('attendees', silent)).toEqual([]);
    // Whoever reads it on a page knows an office by its name.
    expect(listFor('attendees', meeting, 'th', 'page').columns[0]?.title).toBe('ชื่อหน่วยงาน');
  });

  it('to sign in on has an empty row for an office that named nobody, and none for one that does not come', () => {
    expect(shown('sign-in', twoPersons)).toHaveLength(2);
    expect(shown('sign-in', silent)).toEqual([
      { จุดเชื่อมต่อ: exampleInvitation.siteName.th, ชื่อหน่วยงาน: exampleOrganisation.name.th },
    ]);
    expect(shown('sign-in', declined)).toEqual([]);
    expect(listFor('sign-in', meeting, 'th', 'page').columns.at(-1)?.title).toBe('ลายมือชื่อ');
  });

  it('of the silent says whom to call, and of the others nothing', () => {
    const office = {
      ...silent,
      organisation: { ...exampleOrganisation, contacts: [exampleContact], phone: '0 5311 2222' },
    };
    expect(shown('silent', office)).toEqual([
      expect.objectContaining({
        โทรศัพท์: '0 5311 2222',
        ผู้ประสานงาน: exampleContact.name,
        มือถือผู้ประสานงาน: exampleContact.mobile,
      }),
    ]);
    expect(shown('silent', twoPersons)).toEqual([]);
    const technician = { role: 'technical' as const, name: 'ช่างเทคนิค', mobile: '08 1000 0001' };
    const other = { ...office, organisation: { ...office.organisation, contacts: [technician] } };
    const { columns } = listFor('silent', meeting, 'th', 'file');
    const named = (kind: 'file' | 'page') => {
      const [cells = []] = listFor('silent', meeting, 'th', kind).rowsOf(other);
      const titles = listFor('silent', meeting, 'th', kind).columns.map(({ title }) => title);
      return titles.filter((_title, index) => cells[index] === technician.name);
    };
    // In a file, which may come back, nobody is what he is not; on the page whoever can be rung up is named.
    expect([named('file'), named('page')]).toEqual([['เจ้าหน้าที่เทคนิค'], ['ผู้ประสานงาน']]);
    expect(columns.map(({ title }) => title)).toContain('อีเมลเจ้าหน้าที่สารบรรณ');
  });

  it('of those to be called says why, and what came of the last call', () => {
    const { columns, rowsOf } = listFor('call-list', meeting, 'th', 'file');
    const { id: invitationId, meetingId, organisation } = exampleInvitation;
    const { name, class: officeClass, provinceCode } = organisation;
    const call: CallListEntry = {
      ...{ invitationId, meetingId, organisationId: organisation.id, name, class: officeClass, provinceCode },
      raisedAt: '2016-11-18T17:00:00.000Z',
      lastCall: { outcome: 'call-again', at: '2016-11-19T03:00:00.000Z', callAgainAt: '2016-11-21T02:00:00.000Z' },
    };
    expect(columns.slice(0, 3).map(({ title }) => title)).toEqual(['รหัสในระบบ', 'รหัสหน่วยงาน', 'ชื่อหน่วยงาน']);
    expect(rowsOf(silent)).toEqual([]);
    const [row] = rowsOf(silent, { call });
    expect(row).toEqual(expect.arrayContaining([organisation.id, 'ยังไม่ตอบเมื่อพ้นกำหนด', 'ให้โทรใหม่']));
    expect(rowsOf(silent, { call: { ...call, reason: 'bad-address' } })[0]).toContain('ที่อยู่อีเมลใช้ไม่ได้');
  });

  it('of attendees says in its file how each office came and who vouched for it, where there are registers', () => {
    const attendance: Attendance = { ...exampleAttendance, state: 'represented', vouchedBy: 'ปลัดจังหวัด' };
    const titles = (shownAs: 'page' | 'file', registered: boolean) =>
      listFor('attendees', meeting, 'th', shownAs, registered).columns.map(({ title }) => title);
    expect(titles('file', true).slice(-2)).toEqual(['การมาประชุม', 'ผู้รับรองตัวบุคคล']);
    expect(titles('file', false)).not.toContain('การมาประชุม');
    expect(titles('page', true)).not.toContain('การมาประชุม');
    const { rowsOf } = listFor('attendees', meeting, 'th', 'file', true);
    expect(rowsOf(twoPersons, { attendance }).map((row) => row.slice(-2))).toEqual([
      ['ผู้แทน', 'ปลัดจังหวัด'],
      ['ผู้แทน', 'ปลัดจังหวัด'],
    ]);
    expect(rowsOf(twoPersons)[0]?.slice(-2)).toEqual(['', '']);
  });

  it.each(['attendees', 'delegations', 'answers'] as const)('of %s marks what is yet to be confirmed', (kind) => {
    const asked = { ...meeting, confirmedFrom: '2016-11-12T02:00:00.000Z' };
    const cell = (of: Meeting, invitation: Invitation) => {
      const { columns, rowsOf } = listFor(kind, of, 'th', 'file');
      return rowsOf(invitation)[0]?.[columns.findIndex(({ title }) => title === 'การยืนยัน')];
    };
    expect(cell(asked, { ...twoPersons, unconfirmed: true })).toBe('ยังไม่ยืนยัน');
    expect(cell(asked, twoPersons)).toBe('');
    expect(cell(meeting, twoPersons)).toBeUndefined();
  });

  it('of opinions has a row for each, with its office, and none for an office that gave none', () => {
    const { columns, rowsOf } = listFor('opinions', meeting, 'th', 'page');
    expect(columns.map(({ title }) => title).slice(-4)).toEqual(['ความเห็น', 'ผู้ให้ความเห็น', 'ช่องทาง', 'ได้รับเมื่อ']);
    const [row, ...further] = rowsOf(silent, { opinions: [exampleOpinion] });
    expect(further).toEqual([]);
    expect(row).toEqual(expect.arrayContaining([exampleOrganisation.name.th, exampleOpinion.text, 'เว็บ']));
    expect(rowsOf(silent)).toEqual([]);
  });

  it('of all answers has the meeting’s own questions, also those that are asked no more', () => {
    const said = answered({ answers: { lunch: ['meat', 'vegetarian'], cars: '2' }, note: 'มาช้า', late: true });
    expect(shown('answers', said)).toEqual([
      expect.objectContaining({ อาหารกลางวัน: 'ทั่วไป\nมังสวิรัติ', จำนวนรถ: '2', หมายเหตุ: 'มาช้า', เกินกำหนด: 'ใช่' }),
    ]);
    const { columns } = listFor('answers', meeting, 'th', 'file');
    const titles = columns.map(({ title }) => title);
    expect(titles.indexOf('อาหารกลางวัน')).toBeLessThan(titles.indexOf('หมายเหตุ'));
    expect(shown('answers', declined)).toEqual([expect.objectContaining({ คำตอบ: 'ไม่เข้าร่วม', จำนวนคน: 0 })]);
    expect(shown('answers', silent)).toHaveLength(1);
  });

  it('of delegations names who leads each, whom to ring, and says a day in the era of its reader', () => {
    const several = answered({
      attendees: [{ name: 'ก' }, { name: 'สมหญิง', prefix: 'นางสาว', position: 'ผู้อำนวยการ', head: 'head' }],
      coordinatorName: 'สมศรี',
      coordinatorPhone: '0 5311 2222 ต่อ 123',
      letterNumber: 'ชม 0017/123',
      letterDate: '2016-11-11',
    });
    expect(shown('delegations', several)).toEqual([
      expect.objectContaining({
        หัวหน้าคณะ: 'นางสาวสมหญิง ผู้อำนวยการ',
        ผู้ประสานงาน: 'สมศรี',
        'โทรศัพท์ผู้ประสานงาน (ต่อ)': '0 5311 2222 ต่อ 123',
      }),
    ]);
    expect(shown('attendees', several).map((row): unknown => row['หน้าที่ในคณะ'])).toEqual([undefined, 'หัวหน้าคณะ']);
    expect(shown('answers', several)).toEqual([
      expect.objectContaining({ ที่หนังสือของหน่วยงาน: 'ชม 0017/123', 'ลงวันที่ (หนังสือของหน่วยงาน)': '11 พ.ย. 2559' }),
    ]);
  });

  it('counts persons and names none to whom they are not open', () => {
    const viewer: Asker = { kind: 'staff', staffId: 's', role: 'viewer', roles: ['viewer'] };
    for (const kind of ofOffices) {
      const rows = JSON.stringify(shown(kind, openedTo(viewer, twoPersons)));
      expect(rows).not.toMatch(/ทดสอบ|08 1000 0000|ผู้อำนวยการ/);
      if (kind === 'attendees' || kind === 'delegations') expect(rows).toContain('2 คน (ไม่แสดงชื่อ)');
    }
  });

  it.each(ofOffices)('%s has a title for each cell in every language', (kind) => {
    for (const language of ['th', 'en'] as const) {
      const { columns, rowsOf } = listFor(kind, meeting, language, 'file');
      for (const row of rowsOf(twoPersons)) expect(row).toHaveLength(columns.length);
      expect(columns.every(({ title }) => title.trim() !== '')).toBe(true);
    }
  });
});
