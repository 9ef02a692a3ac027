import { type Connection, type Model } from 'mongoose';
import { type Check, type CheckState, CheckStep } from '#contracts';
import { type Aggregate, aggregateSchema, plain, text } from '#persistence';
import { limitsDefinition } from '../limits/limits.module.js';

/**
 * `occupies`, and the minutes that it holds of its room, site and technician, with the end of the last one of its room, while
 * the check holds them: always but when cancelled. `handedBy`: the plan that is moving it, which nobody else does meanwhile.
 */
export type CheckDocument = Aggregate
  & Omit<Check, 'id' | 'revision'> & {
    readonly occupies?: true;
    readonly held?: string[];
    readonly heldUntil?: string;
    readonly handedBy?: string;
  };
const number = { type: Number, required: true } as const;
const result = {
  evidence: plain({
    lossPercent: Number,
    roundTripMs: Number,
    jitterMs: Number,
    audioBothWays: Boolean,
    videoBothWays: Boolean,
    contentShared: Boolean,
    echoFree: Boolean,
    contactPresent: Boolean,
  }),
  steps: plain(Object.fromEntries(CheckStep.options.map((step) => [step, plain({ state: text, note: String })]))),
  faults: { type: [String], default: undefined },
  note: String,
};

const schema = aggregateSchema<CheckDocument>({
  meetingId: text,
  siteId: text,
  ordinal: number,
  appointment: number,
  startsAt: text,
  endsAt: text,
  room: number,
  technicianId: String,
  agreed: Boolean,
  confirmed: {
    type: plain({ at: text, by: text, present: { type: [plain({ name: text, mobile: String })], required: true } }),
    default: undefined,
  },
  state: {
    type: String,
    required: true,
    enum: ['booked', 'passed', 'failed', 'no-show', 'cancelled'] satisfies CheckState[],
  },
  ...result,
  samples: { type: [plain({ sent: number, lost: number, roundTripMs: number, jitterMs: number })], default: undefined },
  limits: plain(limitsDefinition),
  recordedAt: String,
  recordedBy: String,
  history: {
    type: [
      plain({
        ...result,
        state: text,
        recordedAt: text,
        recordedBy: text,
        ended: text,
        endedAt: text,
        endedBy: text,
        reason: String,
      }),
    ],
    default: undefined,
  },
  cancelCause: String,
  occupies: Boolean,
  held: { type: [String], default: undefined },
  heldUntil: String,
  handedBy: String,
});
// A slot is taken by this index, not by looking first: one check in a room, one of a site and one of a technician at any
// minute, over all meetings; and one booked check of a site at a meeting. See docs/decisions/0013-a-place-is-its-minutes.md.
schema.index({ held: 1 }, { unique: true, partialFilterExpression: { held: { $exists: true } } });
schema.index({ startsAt: 1 }, { partialFilterExpression: { occupies: true } });
schema.index({ meetingId: 1, siteId: 1 }, { unique: true, partialFilterExpression: { state: 'booked' } });
schema.index({ meetingId: 1, siteId: 1, ordinal: 1 });
schema.index({ handedBy: 1 }, { partialFilterExpression: { handedBy: { $exists: true } } });

schema.index({ claimOf: 1 }, { partialFilterExpression: { claimOf: { $exists: true } } });

/** Checks; beside them, without a meeting, claims of places that a plan is handing over (`claimOf`: which one). */
export const checksIn = (connection: Connection): Model<CheckDocument> =>
  connection.model<CheckDocument>('Check', schema, 'checks');
