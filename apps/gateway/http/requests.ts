import { z } from 'zod';
import { DeliveryId, Id, ReplyToken } from '#contracts';

/** What stands in an address. */
export const MeetingPath = z.object({ meetingId: Id });
export type MeetingPath = z.infer<typeof MeetingPath>;
export const InvitationPath = z.object({ invitationId: Id });
export type InvitationPath = z.infer<typeof InvitationPath>;
export const StaffPath = z.object({ staffId: Id });
export type StaffPath = z.infer<typeof StaffPath>;
export const ResponsePath = InvitationPath.extend({ responseRevision: z.coerce.number().int().positive() });
export type ResponsePath = z.infer<typeof ResponsePath>;
export const CheckPath = z.object({ checkId: Id });
export type CheckPath = z.infer<typeof CheckPath>;
export const DeliveryPath = z.object({ deliveryId: DeliveryId });
export type DeliveryPath = z.infer<typeof DeliveryPath>;
export const ReplyPath = z.object({ token: ReplyToken });
export type ReplyPath = z.infer<typeof ReplyPath>;

/** A page of a listing, as a query says it: `next` of the page before goes into `after`. */
export const PageQuery = z.object({ after: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(1000).optional() });
