import { InvitationMoved, OtherHallDeclined, type Site } from '#contracts';
import { fact } from '#persistence';
import { conflict } from '#platform';
import {
  asksOtherSite,
  countsAgain,
  countingResponse,
  type InvitationDecision,
  type InvitationRecord,
  otherSiteAsked,
} from '../invitation/invitation.module.js';
import { endedMeeting, type MeetingRecord } from '../meeting/meeting.module.js';

/**
 * The office joins at this site from now on. Class and province stay as they were counted: it stays an office of its own
 * province, and only its seat is elsewhere. Where it joins there already, what it asks for is decided with that. Nothing
 * where neither is new. Throws conflict 'meeting-closed', 'meeting-cancelled' or 'invitation-withdrawn'.
 */
export const moveInvitation = (
  record: InvitationRecord,
  meeting: Pick<MeetingRecord, 'id' | 'status'>,
  site: Pick<Site, 'id' | 'name'>,
  reason: string,
  now: Date,
): InvitationDecision | undefined => {
  if (meeting.status === 'closed' || meeting.status === 'cancelled') throw endedMeeting(meeting);
  if (record.status === 'withdrawn') throw conflict('invitation-withdrawn');
  const { id: invitationId, meetingId, organisation, siteName } = record;
  const asked = otherSiteAsked(record);
  const decided = asked === undefined ? {} : { otherSiteDecided: asked };
  const { id: organisationId, class: organisationClass, provinceCode, siteId } = organisation;
  const office = { invitationId, meetingId, organisationId, class: organisationClass, provinceCode };
  if (siteId === site.id)
    return asksOtherSite(record)
      ? {
          changes: decided,
          fact: fact(OtherHallDeclined, { ...office, siteId, siteName, reason }),
          reason,
          what: 'hall-kept',
        }
      : undefined;
  const said = countingResponse(record);
  const counts = said && countsAgain(said);
  return {
    changes: {
      ...decided,
      organisation: { ...organisation, siteId: site.id },
      siteName: site.name,
      movedAt: now.toISOString(),
      // What another hall held for it; what this one does follows.
      seat: undefined,
    },
    fact: fact(InvitationMoved, {
      ...office,
      from: siteId,
      to: site.id,
      siteName: site.name,
      previousSiteName: siteName,
      reason,
      ...(counts && { counts }),
    }),
    reason,
  };
};
