import { Injectable } from '@nestjs/common';
import {
  fieldProblem,
  type MergeEffect,
  type MergeOrganisations,
  type Organisation,
  type ParsedRequestOf,
  type PreviewMerge,
  type ReturnOf,
} from '#contracts';
import { OutboxRelay } from '#outbox';
import { retryOnConflict } from '#persistence';
import { AppError, Clock, conflict, invalid, notFound } from '#platform';
import { becomesOf, SettlingService } from '../inviting/inviting.module.js';
import { countingResponse, InvitationStore } from '../invitation/invitation.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { DirectoryService, type Enrolled, OrganisationStore } from '../organisation/organisation.module.js';
import { comesBack, givenBy, inOrderOfMeeting, withGiven, withoutGiven } from './merging.js';

type Kept = ReturnOf<typeof MergeOrganisations>;
/** How often another replica's writes may come between. */
const tries = 20;

/**
 * Offices that become one by decree. The first write takes an office out of the directory; what is to follow, of the office
 * that stays and of invitations, follows from it and is done again by whoever hears of it, so that nothing is left half
 * merged by what was cut off.
 */
@Injectable()
export class MergingService {
  constructor(
    private readonly organisations: OrganisationStore,
    private readonly directory: DirectoryService,
    private readonly invitations: InvitationStore,
    private readonly meetings: MeetingStore,
    private readonly settling: SettlingService,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
  ) {}

  async preview({ organisationId, from }: ParsedRequestOf<typeof PreviewMerge>): Promise<MergeEffect[]> {
    await this.#assertMergeable(organisationId, from);
    const kept = await this.organisations.kept(from);
    const effects: MergeEffect[] = [];
    for (const { entry } of kept.values()) effects.push(await this.#effectOf(entry, organisationId));
    return effects;
  }

  async #effectOf({ id, name }: Organisation, into: string): Promise<MergeEffect> {
    const records = await this.invitations.findMany(await this.invitations.idsOfOrganisations([id]));
    const found = [];
    for (const record of records) {
      const meeting = await this.meetings.get(record.meetingId);
      const isInvited = await this.settling.isInvited(meeting.id, into);
      const becomes = becomesOf(record, meeting, isInvited, this.clock.now());
      const answer = countingResponse(record)?.answer;
      if (becomes !== undefined)
        found.push({
          meetingId: meeting.id,
          title: meeting.title,
          startsAt: meeting.startsAt,
          invitationId: record.id,
          becomes,
          ...(answer !== undefined && { answer }),
        });
    }
    return { office: { id, name }, invitations: inOrderOfMeeting(found) };
  }

  async merge({ organisationId, from, reason, mergedBy }: ParsedRequestOf<typeof MergeOrganisations>): Promise<Kept> {
    // All of them are looked at before one is merged.
    await this.#assertMergeable(organisationId, from);
    for (const id of new Set(from)) {
      await retryOnConflict(() => this.#mergeOne(id, organisationId, { reason, by: mergedBy }), tries);
      await this.finish(id);
      const { merged } = (await this.organisations.kept([id])).get(id) ?? {};
      // Somebody merged the two the other way round in this moment.
      if (merged?.into !== organisationId) throw conflict('revision-conflict', { why: id });
    }
    return this.directory.organisation(organisationId);
  }

  async #mergeOne(id: string, intoId: string, why: { readonly reason: string; readonly by: string }): Promise<void> {
    await this.#assertMergeable(intoId, [id]);
    const kept = await this.organisations.kept([id, intoId]);
    const [from, into] = [kept.get(id), kept.get(intoId)];
    if (from === undefined || into === undefined || from.merged !== undefined) return;
    const now = this.clock.now();
    const merged = { into: intoId, at: now.toISOString(), ...why, gave: givenBy(from.entry, into.entry) };
    await this.organisations.merge(from, into.entry, merged, now);
    this.relay.nudge(this.organisations.outbox);
  }

  /** What is called as the merged one was leads to the one that stands. Heard of late, it goes by what the directory says now. */
  finish(id: string): Promise<void> {
    return retryOnConflict(async () => {
      const from = (await this.organisations.kept([id])).get(id);
      if (from?.merged === undefined) return;
      const into = await this.organisations.standingFor(id);
      if (into === undefined) {
        await this.#putRight(id);
        return this.finish(id);
      }
      await this.#save(into, withGiven(into.entry, from.merged.gave));
    }, tries);
  }

  /** It was merged into what is no longer there, or, by two at once, in a circle: one comes back. */
  async #putRight(id: string): Promise<void> {
    const path: string[] = [];
    for (let at = id; !path.includes(at);) {
      path.push(at);
      const there = (await this.organisations.kept([at])).get(at);
      if (there === undefined) {
        path.pop();
        break;
      }
      // It stands: somebody else has put it right in this moment.
      if (there.merged === undefined) return;
      at = there.merged.into;
    }
    const last = (await this.organisations.kept([path.at(-1) ?? ''])).get(path.at(-1) ?? '');
    const start = path.indexOf(last?.merged?.into ?? '');
    const back =
      start < 0 ? last : (await this.organisations.kept([comesBack(path.slice(start))])).values().next().value;
    if (back !== undefined)
      await this.organisations.save(back.entry, back.revision, this.clock.now(), { undone: back.merged?.into });
    this.relay.nudge(this.organisations.outbox);
  }

  /** First the office that stays lets go of what it is called, then the other one comes back: cut off between, it is done again. */
  async undo(id: string): Promise<Kept> {
    await retryOnConflict(async () => {
      const from = (await this.organisations.kept([id])).get(id);
      if (from?.merged === undefined) return;
      await this.directory.check(from.entry);
      const into = await this.organisations.standingFor(id);
      if (into !== undefined) await this.#save(into, withoutGiven(into.entry, from.merged.gave));
      try {
        await this.organisations.save(from.entry, from.revision, this.clock.now(), { undone: from.merged.into });
      } catch (error) {
        // Another took its code in this moment.
        if (error instanceof AppError && error.code === 'duplicate-key') await this.directory.check(from.entry);
        throw error;
      }
      this.relay.nudge(this.organisations.outbox);
    }, tries);
    return this.directory.organisation(id);
  }

  async #save({ entry, revision }: Enrolled<Organisation>, wanted: Organisation): Promise<void> {
    const is = (list: readonly string[] = []): string => list.join('\n');
    if (is(entry.aliases) === is(wanted.aliases) && is(entry.formerCodes) === is(wanted.formerCodes)) return;
    await this.organisations.save(wanted, revision, this.clock.now());
    this.relay.nudge(this.organisations.outbox);
  }

  /** Throws not-found 'organisation-not-found', conflict 'organisation-merged' for one that was merged into another office. */
  async #assertMergeable(intoId: string, from: readonly string[]): Promise<void> {
    const kept = await this.organisations.kept([intoId, ...from]);
    const merged = async (id: string) => {
      const name = (await this.organisations.kept([id])).get(id)?.entry.name.th ?? id;
      return conflict('organisation-merged', { values: { name } });
    };
    for (const id of [intoId, ...from]) {
      const each = kept.get(id);
      if (each === undefined || (each.removed === true && each.merged === undefined))
        throw notFound('organisation-not-found', { values: { id } });
      if (each.merged !== undefined && (id === intoId || each.merged.into !== intoId))
        throw await merged(each.merged.into);
    }
    const itself = from.indexOf(intoId);
    if (itself >= 0)
      throw invalid('invalid-input', { details: { fields: [fieldProblem(`from.${itself}`, 'merged-with-itself')] } });
  }
}
