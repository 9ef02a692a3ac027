import { expect, it } from '@jest/globals';
import { exampleOrganisation, exampleSite, type Organisation } from '#contracts';
import { StoppedClock } from '#platform';
import {
  type Change,
  type InvitationChangesInTurn,
  type InvitationRecord,
  type InvitationStore,
  issueInvitation,
} from '../invitation/invitation.module.js';
import { type MeetingRecord } from '../meeting/meeting.module.js';
import { type OrganisationStore } from '../organisation/organisation.module.js';
import { SettlingService } from './settling.service.js';

const office = exampleOrganisation;
const into: Organisation = { ...office, id: 'into', name: { th: 'สำนักงานที่รวมแล้ว' } };
const meeting = {
  status: 'announced',
  startsAt: '2016-11-23T07:30:00.000Z',
  classes: [{ class: office.class }],
} as unknown as MeetingRecord;

it.each([
  ['withdrawn', 'issued'],
  ['follows', undefined],
] as const)(
  'an invitation that a merge has %s is as before where that was undone while it was settled',
  async (becomes, intoHas) => {
    let record: InvitationRecord = issueInvitation('m', office, exampleSite).record;
    let isMerged = true;
    const kept = () =>
      new Map([
        [
          office.id,
          {
            entry: office,
            revision: 1,
            ...(isMerged && { removed: true, merged: { into: into.id, reason: 'decree' } }),
          },
        ],
      ]);
    const organisations = {
      kept: () => Promise.resolve(kept()),
      find: () => Promise.resolve(isMerged ? new Map() : kept()),
      standingFor: () => Promise.resolve({ entry: into, revision: 1 }),
    } as unknown as OrganisationStore;
    const invitations = {
      idsOfOrganisations: () => Promise.resolve([record.id]),
      get: () => Promise.resolve(record),
      find: () => Promise.resolve(intoHas && { status: intoHas }),
    } as unknown as InvitationStore;
    const became: string[] = [];
    const changes = {
      change: (_id: string, { decide }: Change<unknown>) => {
        // Undone between what was read of the directory and what is written of the invitation.
        isMerged = false;
        const { decision } = decide(record, meeting);
        record = { ...record, ...decision?.changes };
        became.push(`${record.status} ${record.organisation.name.th}`);
        return Promise.resolve(undefined);
      },
    } as unknown as InvitationChangesInTurn;

    const service = new SettlingService(organisations, invitations, changes, new StoppedClock('2016-11-09T03:00:00Z'));
    await service.settle(office.id);
    expect(became).toEqual([
      becomes === 'withdrawn' ? `withdrawn ${office.name.th}` : `issued ${into.name.th}`,
      `issued ${office.name.th}`,
    ]);
  },
);
