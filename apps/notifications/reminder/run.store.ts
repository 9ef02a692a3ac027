import { Injectable } from '@nestjs/common';
import { type Connection, type Model, Schema } from 'mongoose';
import { InjectConnection, text, unlessThere } from '#persistence';
import { isMadeAgain, isOfGivenTime, type ScheduledRun, type RunStep, stepIdOf } from './reminder-schedule.js';
import { type KnownRun } from './reminder-rounds.js';
import { type PutOff, stepPutOff } from './reminder-workflow.js';

/** One step of a meeting's reminder schedule. `meetingRevision`: the meeting's, as of which it was scheduled. */
type RunDocument = {
  readonly _id: string;
  readonly meetingId: string;
  readonly step: RunStep;
  readonly dueAt: string;
  readonly doneAt?: string;
  readonly meetingRevision: number;
};

const schema = new Schema<RunDocument>(
  {
    _id: text,
    meetingId: text,
    step: { type: Schema.Types.Mixed, required: true },
    dueAt: text,
    doneAt: String,
    meetingRevision: { type: Number, required: true },
  },
  { strict: 'throw', versionKey: false },
);
schema.index({ dueAt: 1 }, { name: 'due' });
schema.index({ meetingId: 1 });

const undone = { doneAt: { $exists: false } } as const;
const runId = (meetingId: string, step: RunStep): string => `${meetingId}.${stepIdOf(step)}`;

@Injectable()
export class RunStore {
  readonly #runs: Model<RunDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.#runs = connection.model<RunDocument>('Run', schema, 'runs');
  }

  async ofMeeting(meetingId: string): Promise<KnownRun[]> {
    const docs = await this.#runs.find({ meetingId }).sort({ dueAt: 1 }).lean<RunDocument[]>();
    return docs.map(({ step, dueAt, doneAt }) => ({ step, dueAt, done: doneAt !== undefined }));
  }

  /** Makes these the meeting's runs that are still to be done, beside those of offices that were given time. A mail that was done stays done; the call list is made again. */
  async replace(meetingId: string, toDo: readonly ScheduledRun[], meetingRevision: number): Promise<void> {
    const ids = toDo.map(({ step }) => runId(meetingId, step));
    await this.#runs.deleteMany({
      meetingId,
      ...undone,
      _id: { $nin: ids },
      'step.kind': { $nin: ['given-reminder', 'given-call-list'] },
    });
    for (const { step, dueAt } of toDo) {
      const again = isMadeAgain(step);
      const filter = { _id: runId(meetingId, step), ...(again ? {} : undone) };
      // It may be done this moment: then it stays.
      await unlessThere(() =>
        this.#runs.updateOne(
          filter,
          { $set: { meetingId, step, dueAt, meetingRevision }, ...(again && { $unset: { doneAt: 1 as const } }) },
          { upsert: true },
        ),
      );
    }
  }

  /** Beside what there is; what is there stays. */
  async add(meetingId: string, runs: readonly ScheduledRun[], meetingRevision: number): Promise<void> {
    for (const { step, dueAt } of runs.filter((run) => isOfGivenTime(run.step)))
      await unlessThere(() =>
        this.#runs.insertOne({ _id: runId(meetingId, step), meetingId, step, dueAt, meetingRevision }),
      );
  }

  /** Meetings with runs that are due at an instant and not done, the longest due first. */
  async meetingsWithDue(now: string): Promise<string[]> {
    const docs = await this.#runs
      .find({ ...undone, dueAt: { $lte: now } }, { meetingId: 1 })
      .sort({ dueAt: 1 })
      .lean<Pick<RunDocument, 'meetingId'>[]>();
    return [...new Set(docs.map(({ meetingId }) => meetingId))];
  }

  /** Those that were not moved to another instant meanwhile. */
  async done(meetingId: string, runs: readonly ScheduledRun[], now: string): Promise<void> {
    for (const { step, dueAt } of runs)
      await this.#runs.updateOne({ _id: runId(meetingId, step), dueAt, ...undone }, { $set: { doneAt: now } });
  }

  /** Those that were not moved or done meanwhile are done at another instant. */
  async putOff(meetingId: string, runs: readonly PutOff[]): Promise<void> {
    for (const run of runs)
      await this.#runs.updateOne(
        { _id: runId(meetingId, run.step), dueAt: run.dueAt, ...undone },
        { $set: { dueAt: run.to, step: stepPutOff(run) } },
      );
  }

  idOf(meetingId: string, step: RunStep): string {
    return runId(meetingId, step);
  }

  async work(now: string): Promise<{ due: number; nextDueAt: string | undefined }> {
    const [due, next] = await Promise.all([
      this.#runs.countDocuments({ ...undone, dueAt: { $lte: now } }),
      this.#runs
        .findOne({ ...undone, dueAt: { $gt: now } })
        .sort({ dueAt: 1 })
        .lean<RunDocument | null>(),
    ]);
    return { due, nextDueAt: next?.dueAt };
  }
}
