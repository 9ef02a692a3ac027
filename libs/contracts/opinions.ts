import { z } from 'zod';
import { defineRpc } from './contract.js';
import { exampleInvitation, exampleReplyToken, ReplyToken } from './invitation.js';
import { exampleOwnOpinion, mostOfGiver, mostOfOpinion, Opinion, OwnOpinion } from './opinion.js';
import { exampleOrganisation } from './organisation.js';
import { andFocalPoints, readers, replyDesk } from './rights.js';
import {
  Channel,
  Id,
  Instant,
  LineOrBlank,
  PageRequest,
  pageOf,
  ProvinceCode,
  Reason,
  StaffId,
  Text,
} from './words.js';

const { id: invitationId, meetingId } = exampleInvitation;
const own = exampleOwnOpinion;
const content = { text: own.text, givenBy: own.givenBy };
const { id, name, class: officeClass, provinceCode } = exampleOrganisation;
export const exampleOpinion: Opinion = {
  ...own,
  meetingId,
  invitationId,
  organisation: { id, name, class: officeClass, provinceCode },
};

const said = {
  /** Made by whoever sends, once for each opinion: it may be sent again until it is answered. */
  opinionId: Id,
  text: Text(mostOfOpinion),
  givenBy: LineOrBlank(mostOfGiver).optional(),
};

export const GiveOpinion = defineRpc({
  subject: 'rpc.registration.v1.give-opinion',
  http: { method: 'PUT', path: '/api/v1/replies/:replyToken/opinions/:opinionId', opens: 'reply-link' },
  summary:
    'The office gives its opinion by its link, before the meeting or after, until it is closed; under the same id it is one',
  request: z.object({ replyToken: ReplyToken, ...said }),
  returns: OwnOpinion,
  example: { request: { replyToken: exampleReplyToken, opinionId: own.id, ...content }, returns: own },
});
export const WithdrawOwnOpinion = defineRpc({
  subject: 'rpc.registration.v1.withdraw-own-opinion',
  http: { method: 'DELETE', path: '/api/v1/replies/:replyToken/opinions/:opinionId', opens: 'reply-link' },
  summary: 'The office takes one of its opinions back',
  request: z.object({ replyToken: ReplyToken, opinionId: Id }),
  returns: OwnOpinion,
  example: { request: { replyToken: exampleReplyToken, opinionId: own.id }, returns: own },
});
export const RecordDeskOpinion = defineRpc({
  subject: 'rpc.registration.v1.record-desk-opinion',
  http: {
    method: 'PUT',
    path: '/api/v1/invitations/:invitationId/opinions/:opinionId',
    opens: andFocalPoints(replyDesk),
    staffIn: 'enteredBy',
  },
  summary:
    'The reply desk enters an opinion that came by fax, telephone, letter or e-mail; under the same id it is one',
  request: z.object({
    invitationId: Id,
    ...said,
    channel: Channel.exclude(['web']),
    receivedAt: Instant,
    enteredBy: StaffId,
  }),
  returns: Opinion,
  example: {
    request: {
      invitationId,
      opinionId: own.id,
      ...content,
      channel: 'fax',
      receivedAt: own.givenAt,
      enteredBy: 'staff-desk',
    },
    returns: { ...exampleOpinion, channel: 'fax', enteredBy: 'staff-desk' },
  },
});
export const WithdrawOpinion = defineRpc({
  subject: 'rpc.registration.v1.withdraw-opinion',
  http: {
    method: 'PUT',
    path: '/api/v1/invitations/:invitationId/opinions/:opinionId/withdrawn',
    opens: andFocalPoints(replyDesk),
    staffIn: 'withdrawnBy',
  },
  summary: 'Takes an opinion out of the lists, with the reason: it stays in what is kept and in the history',
  request: z.object({ invitationId: Id, opinionId: Id, reason: Reason, withdrawnBy: StaffId }),
  returns: Opinion,
  example: {
    request: { invitationId, opinionId: own.id, reason: 'entered for the wrong office', withdrawnBy: 'staff-desk' },
    returns: exampleOpinion,
  },
});
export const ListOpinions = defineRpc({
  subject: 'rpc.registration.v1.list-opinions',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/opinions', opens: andFocalPoints(readers) },
  summary:
    'The opinions that stand, office by office in the order of provinces and classes, each office’s oldest first',
  request: z
    .object({ meetingId: Id, invitationId: Id.optional(), class: Id.optional(), provinceCode: ProvinceCode.optional() })
    .extend(PageRequest.shape),
  returns: pageOf(Opinion),
  example: { request: { meetingId }, returns: { items: [exampleOpinion] } },
});
