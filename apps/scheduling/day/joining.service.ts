import { Injectable } from '@nestjs/common';
import {
  dayChangedSubject,
  type EndSiteFault,
  type LogSiteFault,
  type ParsedRequestOf,
  type RecordJoining,
  type SiteJoining,
} from '#contracts';
import { Hints } from '#messaging';
import { OutboxRelay } from '#outbox';
import { retryOnConflict } from '#persistence';
import { Clock, conflict, notFound } from '#platform';
import { MeetingStore } from '../meeting/meeting.module.js';
import { ReadinessStore } from '../readiness/readiness.module.js';
import { DayService } from './day.service.js';
import { endFault, type JoiningDecision, type JoiningRecord, logFault, notYet, sayState } from './joining.js';
import { JoiningStore, type KeptJoining } from './joining.store.js';

type Decide = (kept: JoiningRecord, now: Date) => JoiningDecision | undefined;

/** How sites stand, as people and the bridge say. */
@Injectable()
export class JoiningService {
  constructor(
    private readonly joinings: JoiningStore,
    private readonly readiness: ReadinessStore,
    private readonly meetings: MeetingStore,
    private readonly days: DayService,
    private readonly relay: OutboxRelay,
    private readonly hints: Hints,
    private readonly clock: Clock,
  ) {}

  /** Throws as `sayState`, conflict 'revision-conflict', 'meeting-cancelled', not-found 'site-not-at-meeting'. */
  async say(asked: ParsedRequestOf<typeof RecordJoining>): Promise<SiteJoining> {
    const { meetingId, siteId, state, leftBy, recordedBy, expectedRevision } = asked;
    await this.meetings.getOpen(meetingId);
    const said = { state, ...(state === 'left' && { leftBy }), by: recordedBy };
    await this.change(meetingId, siteId, (kept, now) => sayState(kept, said, now), expectedRevision);
    return this.days.row(meetingId, siteId);
  }

  /** Throws as `logFault`, conflict 'meeting-cancelled', not-found 'site-not-at-meeting'. */
  async log(asked: ParsedRequestOf<typeof LogSiteFault>): Promise<SiteJoining> {
    const { meetingId, siteId, faultId, what, note, corrects, recordedBy: by } = asked;
    await this.meetings.getOpen(meetingId);
    await this.change(meetingId, siteId, (kept, now) => logFault(kept, { faultId, what, note, corrects, by }, now));
    return this.days.row(meetingId, siteId);
  }

  /** Throws as `endFault`, conflict 'meeting-cancelled', not-found 'site-not-at-meeting'. */
  async end({ meetingId, siteId, faultId, recordedBy }: ParsedRequestOf<typeof EndSiteFault>): Promise<SiteJoining> {
    await this.meetings.getOpen(meetingId);
    await this.change(meetingId, siteId, (kept, now) => endFault(kept, faultId, recordedBy, now));
    return this.days.row(meetingId, siteId);
  }

  /** Loads, decides and keeps; decided anew where another came first, unless whoever asks said what was seen. Whether anything changed. */
  async change(meetingId: string, siteId: string, decide: Decide, expected?: number): Promise<boolean> {
    const work = async (): Promise<boolean> => {
      const { revision, ...kept } = await this.#load(meetingId, siteId);
      const now = this.clock.now();
      const decision = decide(kept, now);
      // The same again is no conflict: it is what whoever asks wants.
      if (decision === undefined) return false;
      if (expected !== undefined && expected !== revision) throw conflict('revision-conflict', { why: siteId });
      await this.joinings.save(decision, revision, now);
      return true;
    };
    const changed = await (expected === undefined ? retryOnConflict(work) : work());
    if (changed) this.tell(meetingId);
    return changed;
  }

  /** Has the events sent and the pages read anew. */
  tell(meetingId: string): void {
    this.relay.nudge(this.joinings.outbox);
    this.hints.publish(dayChangedSubject, { meetingId });
  }

  async #load(meetingId: string, siteId: string): Promise<KeptJoining> {
    const kept = await this.joinings.find(meetingId, siteId);
    if (kept !== undefined) return kept;
    const site = await this.readiness.find(meetingId, siteId);
    if (site === undefined) throw notFound('site-not-at-meeting', { values: { id: siteId } });
    return { ...notYet(meetingId, siteId, site.provinceCode), revision: 0 };
  }
}
