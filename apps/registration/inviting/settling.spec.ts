import { describe, expect, it } from '@jest/globals';
import { exampleOrganisation, exampleResponse, exampleSite, type Organisation } from '#contracts';
import { type InvitationDecision, type InvitationRecord, issueInvitation } from '../invitation/invitation.module.js';
import { becomesOf, settleInvitation, unsettleInvitation } from './settling.js';

const now = new Date('2016-11-09T03:00:00Z');
const meeting = { status: 'announced' as const, startsAt: '2016-11-23T07:30:00.000Z' };
const silent: InvitationRecord = issueInvitation('m', exampleOrganisation, exampleSite).record;
const answered: InvitationRecord = { ...silent, responses: [exampleResponse] };
const into: Organisation = {
  ...exampleOrganisation,
  id: 'th-51-revenue',
  class: 'other',
  provinceCode: 'TH-51',
  siteId: 'th-51',
  name: { th: 'สำนักงานที่รวมแล้ว' },
  email: 'new@revenue.example',
};

describe('an invitation whose office was merged into another', () => {
  it.each([
    ['withdrawn', silent, true],
    ['follows', silent, false],
    ['stays', answered, true],
    ['stays', answered, false],
    [undefined, { ...silent, status: 'withdrawn' as const }, true],
  ] as const)('becomes %s', (becomes, record, isInvited) => {
    expect(becomesOf(record, meeting, isInvited, now)).toBe(becomes);
  });

  it.each([
    { ...meeting, status: 'closed' as const },
    { ...meeting, status: 'cancelled' as const },
    { ...meeting, startsAt: now.toISOString() },
  ])('stays what it was once the meeting is over or has begun: %o', (past) => {
    expect(becomesOf(silent, past, true, now)).toBeUndefined();
  });

  it('is withdrawn with the reason, or takes the other’s name and address and stays of its own class, province and site', () => {
    expect(settleInvitation(silent, 'withdrawn', into, 'decree')).toMatchObject({
      changes: { status: 'withdrawn' },
      reason: 'decree',
    });
    const { id, class: organisationClass, provinceCode, siteId } = silent.organisation;
    const followed = { ...into, id, class: organisationClass, provinceCode, siteId };
    const decision = settleInvitation(silent, 'follows', into, 'decree');
    expect(decision?.changes).toEqual({ organisation: followed });
    expect(settleInvitation({ ...silent, organisation: followed }, 'follows', into, 'decree')).toBeUndefined();
    expect(settleInvitation(answered, 'stays', into, 'decree')).toBeUndefined();
  });

  it('that the merge withdrew comes back when it is undone, with a new link; none that people have withdrawn since', () => {
    const open = {
      ...meeting,
      classes: [{ class: exampleOrganisation.class, name: { th: 'ประเภท' }, surveyed: false }],
    };
    const after = (record: InvitationRecord, decision: InvitationDecision | undefined): InvitationRecord => {
      const { standing: _standing, ...changes } = decision?.changes ?? {};
      return { ...record, ...changes };
    };
    const withdrawn = after(silent, settleInvitation(silent, 'withdrawn', into, 'decree'));
    const back = after(withdrawn, unsettleInvitation(withdrawn, open, exampleOrganisation, now));
    expect(back).toMatchObject({ status: 'issued', linkVersion: silent.linkVersion + 1 });
    expect(unsettleInvitation({ ...back, status: 'withdrawn' }, open, exampleOrganisation, now)).toBeUndefined();
    expect(unsettleInvitation({ ...silent, status: 'withdrawn' }, open, exampleOrganisation, now)).toBeUndefined();
    for (const past of [
      { ...open, classes: [] },
      { ...open, startsAt: now.toISOString() },
      { ...open, status: 'cancelled' as const },
    ])
      expect(unsettleInvitation(withdrawn, past, exampleOrganisation, now)).toBeUndefined();
  });
});
