import { describe, expect, it } from '@jest/globals';
import { type Asker, exampleInvitation, mostOpinions } from '#contracts';
import { conflict } from '#platform';
import { type GivenOpinion, giveOpinion, noteOfOpinion, openedOpinion, ownOf, withdrawOpinion } from './opinion.js';

const said = (id: string, changes: Partial<GivenOpinion> = {}): GivenOpinion => ({
  id,
  text: `ความเห็น ${id}`,
  givenBy: 'ผู้แทน (ตัวอย่าง)',
  givenAt: '2016-11-24T03:00:00.000Z',
  channel: 'web',
  enteredAt: '2016-11-24T03:00:00.000Z',
  ...changes,
});
const many = (count: number, changes?: Partial<GivenOpinion>) =>
  Array.from({ length: count }, (_, index) => said(`o-${index}`, changes));
const withdrawn = { at: '2016-11-24T04:00:00.000Z', by: 'staff-desk', reason: 'ของหน่วยงานอื่น' };
const open = () => undefined;
const closed = () => {
  throw conflict('meeting-closed');
};

describe('an opinion', () => {
  it('is kept behind those before it', () => {
    const { given } = giveOpinion(many(2), said('new'), open);
    expect(given?.map(({ id }) => id)).toEqual(['o-0', 'o-1', 'new']);
  });

  it('that is sent again under its id is the one that is there, also when nothing is taken any more', () => {
    const [first] = many(1);
    const again = said('o-0', { givenAt: '2016-11-24T05:00:00.000Z' });
    expect(giveOpinion(many(mostOpinions), again, closed)).toEqual({ opinion: first });
  });

  it.each([
    ['another text', many(1), said('o-0', { text: 'อีกข้อหนึ่ง' })],
    ['another name', many(1), said('o-0', { givenBy: 'อีกคนหนึ่ง' })],
    ['one that was withdrawn', many(1, { withdrawn }), said('o-0')],
  ])('is not taken for %s under its id', (_which, given, opinion) => {
    expect(() => giveOpinion(given, opinion, open)).toThrow(expect.objectContaining({ code: 'opinion-id-used' }));
  });

  it('is one too many beside twenty that stand; one that was withdrawn makes room, though not for ever', () => {
    const full = many(mostOpinions);
    const tooMany = expect.objectContaining({ code: 'too-many-opinions', kind: 'conflict' });
    expect(() => giveOpinion(full, said('new'), open)).toThrow(tooMany);
    const { given = [] } = withdrawOpinion(full, 'o-3', withdrawn, open);
    expect(giveOpinion(given, said('new'), open).given).toHaveLength(mostOpinions + 1);
    expect(() => giveOpinion(many(100, { withdrawn }), said('new'), open)).toThrow(
      expect.objectContaining({ code: 'opinions-changed-too-often' }),
    );
  });

  it('stays when it is withdrawn, with who did it and why, and is withdrawn once', () => {
    const { opinion, given = [] } = withdrawOpinion(many(2), 'o-1', withdrawn, open);
    expect(opinion).toEqual({ ...said('o-1'), withdrawn });
    expect(given).toEqual([said('o-0'), opinion]);
    expect(withdrawOpinion(given, 'o-1', { at: '2016-11-25T00:00:00.000Z' }, closed)).toEqual({ opinion });
    expect(() => withdrawOpinion(given, 'o-9', withdrawn, open)).toThrow(
      expect.objectContaining({ kind: 'not-found', code: 'opinion-not-found' }),
    );
  });

  it('is neither given nor withdrawn once it is closed', () => {
    const over = expect.objectContaining({ code: 'meeting-closed' });
    expect(() => giveOpinion([], said('new'), closed)).toThrow(over);
    expect(() => withdrawOpinion(many(1), 'o-0', withdrawn, closed)).toThrow(over);
  });

  it('is read by whoever reads the meeting, who gave and entered it by those who see persons', () => {
    const entered = said('o', { channel: 'fax', enteredBy: 'staff-desk' });
    const as = (role: 'viewer' | 'desk'): Asker => ({ kind: 'staff', staffId: 'x', role });
    const { id, name, class: officeClass, provinceCode } = exampleInvitation.organisation;
    const organisation = { id, name, class: officeClass, provinceCode };
    expect(openedOpinion(as('viewer'), exampleInvitation, entered)).toEqual({
      id: 'o',
      meetingId: exampleInvitation.meetingId,
      invitationId: exampleInvitation.id,
      organisation,
      text: entered.text,
      givenAt: entered.givenAt,
      channel: 'fax',
      withheld: true,
    });
    expect(openedOpinion(as('desk'), exampleInvitation, entered)).toMatchObject({
      givenBy: 'ผู้แทน (ตัวอย่าง)',
      enteredBy: 'staff-desk',
    });
    expect(ownOf(entered)).not.toHaveProperty('enteredBy');
  });

  it('is noted without what it says and without a name', () => {
    const given = noteOfOpinion(exampleInvitation, said('o'));
    expect(given).toMatchObject({ what: 'opinion-given', invitationId: exampleInvitation.id, provinceCode: 'TH-50' });
    const gone = noteOfOpinion(exampleInvitation, said('o', { withdrawn }));
    expect(gone).toMatchObject({ what: 'opinion-withdrawn', reason: withdrawn.reason });
    expect(JSON.stringify([given, gone])).not.toMatch(/ความเห็น|ผู้แทน/);
  });
});
