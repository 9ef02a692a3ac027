// What the mail bench gives to notifications: meetings, offices, and what registration would say of them.
import {
  exampleMeeting,
  exampleOrganisation,
  exampleSite,
  InvitationIssued,
  ListInvitationStandings,
  type Meeting,
  MeetingAnnounced,
} from '#contracts';
import { type NatsLink } from '#messaging';
import { pendingEvent } from '#persistence';

const batch = 500;
const now = new Date('2016-11-07T02:00:00.000Z');

const tell = (link: NatsLink, event: ReturnType<typeof pendingEvent>) =>
  link.js.publish(event.subject, JSON.stringify(event), { msgID: event.id });

export const announce = async (link: NatsLink, meeting: Meeting): Promise<void> => {
  const data = { meeting };
  await tell(link, pendingEvent({ contract: MeetingAnnounced, aggregateId: meeting.id, revision: 2, data, now }));
};

const invitationOf = (meetingId: string, index: number): string => `${meetingId}-office-${index}`;

/** Of so many offices the invitation whose id comes last. */
export const lastInvited = (meetingId: string, offices: number): string =>
  Array.from({ length: offices }, (_, index) => invitationOf(meetingId, index))
    .sort()
    .at(-1) ?? '';

/** So many offices, each with an address of its own. */
export const invite = async (link: NatsLink, meetingId: string, offices: number): Promise<void> => {
  const issued = (index: number) => {
    const id = `office-${index}`;
    const data = {
      invitationId: invitationOf(meetingId, index),
      meetingId,
      organisation: { ...exampleOrganisation, id, email: `${id}@chiang-mai.example` },
      siteName: exampleSite.name,
    };
    return pendingEvent({ contract: InvitationIssued, aggregateId: data.invitationId, revision: 1, data, now });
  };
  for (let start = 0; start < offices; start += batch)
    await Promise.all(
      Array.from({ length: Math.min(batch, offices - start) }, (_, index) => tell(link, issued(start + index))),
    );
};

/** No office has answered; each may. */
export const answerForRegistration = (link: NatsLink): void => {
  link.nc.subscribe(ListInvitationStandings.subject, {
    callback: (_error, message) => {
      const { invitations } = message.json<{ data: { invitations: { invitationId: string }[] } }>().data;
      const items = invitations.map(({ invitationId }) => ({ standing: standingOf(invitationId) }));
      message.respond(JSON.stringify({ response: { items }, isDisposed: true }));
    },
  });
};

const standingOf = (invitationId: string) => {
  const replyToken = `${invitationId}.1.c2lnbmF0dXJlLW9mLXRoZS1yZXBseS1saW5r`;
  return {
    status: 'issued',
    answered: false,
    meetingStatus: 'announced',
    replyBy: exampleMeeting.replyBy,
    open: true,
    answersUntil: exampleMeeting.replyBy,
    replyToken,
    addressToken: replyToken,
  };
};
