import { z } from 'zod';
import { defineRpc } from './contract.js';
import { exampleMeeting } from './meeting.js';
import { andFocalPoints, owners, readers } from './rights.js';
import { Channel, Id, ProvinceCode } from './words.js';

const count = z.int().min(0);
/** Offices by what they said; `people`: the persons whom those that come have named. */
export const Tally = z
  .object({
    invited: count,
    answered: count,
    attend: count,
    representative: count,
    decline: count,
    late: count,
    people: count,
  })
  .meta({ id: 'Tally' });
export type Tally = z.infer<typeof Tally>;

/** Who has answered: kept up to date by events, so that reading it costs the same for 608 offices as for 60,000. */
export const ResponseBoard = z
  .object({
    meetingId: Id,
    total: Tally,
    byClass: z.record(z.string(), Tally),
    byProvince: z.record(z.string(), Tally),
    byChannel: z.record(z.string(), count),
    /** Offices that come and have yet to confirm it, counted when it is read; absent where nobody was asked to. */
    unconfirmed: count.optional(),
    /** Offices that ask for another hall and wait for an answer, counted when it is read; absent where no office was asked. */
    asksOtherSite: count.optional(),
  })
  .meta({ id: 'ResponseBoard' });
export type ResponseBoard = z.infer<typeof ResponseBoard>;

const exampleTally: Tally = {
  invited: 608,
  answered: 542,
  attend: 460,
  representative: 70,
  decline: 12,
  late: 0,
  people: 611,
};
const exampleBoard: ResponseBoard = {
  meetingId: exampleMeeting.id,
  total: exampleTally,
  byClass: { revenue: { invited: 76, answered: 65, attend: 60, representative: 4, decline: 1, late: 0, people: 70 } },
  byProvince: { 'TH-50': { invited: 8, answered: 8, attend: 7, representative: 1, decline: 0, late: 0, people: 9 } },
  byChannel: { web: 480, fax: 62, phone: 0, letter: 0, 'e-mail': 0 },
};
export const GetResponseBoard = defineRpc({
  subject: 'rpc.registration.v1.get-response-board',
  http: { method: 'GET', path: '/api/v1/meetings/:meetingId/board', opens: andFocalPoints(readers) },
  summary:
    'The counts of answers by class, province and channel; of one class, one province, one channel or the classes of the survey where it is asked for: what did not come by the channel is not answered',
  request: z.object({
    meetingId: Id,
    class: Id.optional(),
    provinceCode: ProvinceCode.optional(),
    channel: Channel.optional(),
    surveyed: z.boolean().optional(),
  }),
  returns: ResponseBoard,
  example: { request: { meetingId: exampleMeeting.id }, returns: exampleBoard },
});
export const RebuildResponseBoard = defineRpc({
  subject: 'rpc.registration.v1.rebuild-response-board',
  http: { method: 'POST', path: '/api/v1/meetings/:meetingId/board/rebuild', opens: owners, timeoutMs: 60_000 },
  summary: 'Counts the board anew from the invitations themselves; `differed` says whether it had been wrong',
  request: z.object({ meetingId: Id }),
  returns: z.object({ board: ResponseBoard, differed: z.boolean() }),
  example: { request: { meetingId: exampleMeeting.id }, returns: { board: exampleBoard, differed: false } },
});

/** A hint on plain NATS that a board changed; not kept, not an event: a listener that misses it reads the board later. */
export const boardChangedSubject = 'hint.registration.v1.board-changed';
export const BoardChanged = z.object({ meetingId: Id });
export type BoardChanged = z.infer<typeof BoardChanged>;
