import { Injectable } from '@nestjs/common';
import {
  asksOpinions,
  type GiveOpinion,
  type Opinion,
  type OwnOpinion,
  type ListOpinions,
  type ParsedRequestOf,
  type RecordDeskOpinion,
  type ReplyForm,
  type ReturnOf,
  type WithdrawOpinion,
  type WithdrawOwnOpinion,
} from '#contracts';
import { asker, confinedTo, fitting, mustReach } from '#messaging';
import { OutboxRelay } from '#outbox';
import { retryOnConflict } from '#persistence';
import { Clock, conflict } from '#platform';
import { type InvitationRecord, InvitationStore } from '../invitation/invitation.module.js';
import { endedBecause, type MeetingRecord, MeetingStore, receivedInstant } from '../meeting/meeting.module.js';
import { ReplyLinks, unknownReplyLink } from '../reply-link/reply-link.module.js';
import {
  type GivenOpinion,
  giveOpinion,
  isStanding,
  noteOfOpinion,
  openedOpinion,
  type OpinionDecision,
  ownOf,
  withdrawOpinion,
} from './opinion.js';
import { OpinionStore, type OpinionsOf } from './opinion.store.js';

/** How often somebody else of the same office may come between. */
const tries = 30;

@Injectable()
export class OpinionService {
  constructor(
    private readonly opinions: OpinionStore,
    private readonly invitations: InvitationStore,
    private readonly meetings: MeetingStore,
    private readonly links: ReplyLinks,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
  ) {}

  async giveByLink({ replyToken, opinionId, text, givenBy }: ParsedRequestOf<typeof GiveOpinion>): Promise<OwnOpinion> {
    const invitation = await this.#byLink(replyToken);
    const now = this.clock.now().toISOString();
    const opinion = { id: opinionId, text, ...named(givenBy), givenAt: now, channel: 'web' as const, enteredAt: now };
    return ownOf(await this.#give(invitation, () => opinion));
  }

  async withdrawByLink({ replyToken, opinionId }: ParsedRequestOf<typeof WithdrawOwnOpinion>): Promise<OwnOpinion> {
    const invitation = await this.#byLink(replyToken);
    const meeting = await this.meetings.get(invitation.meetingId);
    const withdrawn = { at: this.clock.now().toISOString() };
    const refuse = () => assertOpen(invitation, meeting);
    return ownOf(await this.#change(invitation, (given) => withdrawOpinion(given, opinionId, withdrawn, refuse)));
  }

  async recordAtDesk({
    invitationId,
    opinionId,
    text,
    givenBy,
    channel,
    receivedAt,
    enteredBy,
  }: ParsedRequestOf<typeof RecordDeskOpinion>): Promise<Opinion> {
    const invitation = await this.invitations.get(invitationId);
    mustReach(invitation.organisation.provinceCode);
    const now = this.clock.now();
    const opinion = await this.#give(invitation, (meeting) => ({
      id: opinionId,
      text,
      ...named(givenBy),
      givenAt: receivedInstant(receivedAt, meeting, now),
      channel,
      enteredAt: now.toISOString(),
      enteredBy,
    }));
    return openedOpinion(asker(), invitation, opinion);
  }

  /** A mistake may be found when the meeting was cancelled or the invitation withdrawn; what a closed meeting came to stands. */
  async withdraw({
    invitationId,
    opinionId,
    reason,
    withdrawnBy,
  }: ParsedRequestOf<typeof WithdrawOpinion>): Promise<Opinion> {
    const invitation = await this.invitations.get(invitationId);
    mustReach(invitation.organisation.provinceCode);
    const meeting = await this.meetings.get(invitation.meetingId);
    const withdrawn = { at: this.clock.now().toISOString(), by: withdrawnBy, reason };
    const refuse = () => {
      if (meeting.status === 'closed') throw conflict('meeting-closed');
    };
    const opinion = await this.#change(invitation, (given) => withdrawOpinion(given, opinionId, withdrawn, refuse));
    return openedOpinion(asker(), invitation, opinion);
  }

  /** What the office itself reads of its opinions: nothing once it is no longer asked. */
  async ofOffice(
    { id, status }: Pick<InvitationRecord, 'id' | 'status'>,
    meeting: Pick<MeetingRecord, 'status'>,
  ): Promise<ReplyForm['opinions']> {
    const ended = endedBecause({ status }, meeting);
    if (ended !== undefined && ended !== 'meeting-closed') return { open: false, given: [] };
    const { given = [] } = (await this.opinions.find(id)) ?? {};
    return { open: ended === undefined, given: given.filter(isStanding).map(ownOf) };
  }

  /** A cursor says the office's place and how many of its opinions were handed out. */
  async list({ after, limit, ...asked }: ParsedRequestOf<typeof ListOpinions>): Promise<ReturnOf<typeof ListOpinions>> {
    await this.meetings.get(asked.meetingId);
    if (asked.provinceCode !== undefined) mustReach(asked.provinceCode);
    const from = positionOf(after);
    const found: { readonly opinion: Opinion; readonly next: string }[] = [];
    for await (const { place, opinions } of this.each(asked, from.place)) {
      const skipped = place === from.place ? from.count : 0;
      for (const [index, opinion] of opinions.slice(skipped).entries())
        found.push({ opinion, next: `${place}~${skipped + index + 1}` });
      if (found.length > limit) break;
    }
    const items = fitting(found.slice(0, limit).map(({ opinion }) => opinion));
    const next = items.length < found.length ? found[items.length - 1]?.next : undefined;
    return { items, ...(next !== undefined && { next }) };
  }

  /** The opinions that stand, office by office, as whoever asks may see them: of offices that are invited, or of the one that was named. */
  async *each(
    of: OpinionsOf,
    from?: string,
  ): AsyncGenerator<{ readonly place: string; readonly invitationId: string; readonly opinions: Opinion[] }> {
    const who = asker();
    const provinceCode = confinedTo(who) ?? of.provinceCode;
    for await (const records of this.opinions.each({ ...of, provinceCode }, from)) {
      const offices = await this.invitations.findMany(records.map(({ invitationId }) => invitationId));
      const byId = new Map(offices.map((each) => [each.id, each]));
      for (const { place, invitationId, given } of records) {
        const office = byId.get(invitationId);
        if (office === undefined || (office.status === 'withdrawn' && of.invitationId === undefined)) continue;
        yield {
          place,
          invitationId,
          opinions: given.filter(isStanding).map((each) => openedOpinion(who, office, each)),
        };
      }
    }
  }

  /** Throws forbidden 'reply-link-invalid'. */
  async #byLink(replyToken: string): Promise<InvitationRecord> {
    const { invitationId, version } = this.links.read(replyToken);
    const record = await this.invitations.find(invitationId);
    if (record === undefined || record.linkVersion !== version) throw unknownReplyLink();
    return record;
  }

  async #give(
    invitation: InvitationRecord,
    opinionIn: (meeting: MeetingRecord) => GivenOpinion,
  ): Promise<GivenOpinion> {
    const meeting = await this.meetings.get(invitation.meetingId);
    const opinion = opinionIn(meeting);
    const refuse = () => {
      assertOpen(invitation, meeting);
      if (!asksOpinions(meeting.form)) throw conflict('opinions-not-asked');
    };
    return this.#change(invitation, (given) => giveOpinion(given, opinion, refuse));
  }

  /** Of two at once each decides on what the other has left. */
  async #change(
    invitation: InvitationRecord,
    decide: (given: readonly GivenOpinion[]) => OpinionDecision,
  ): Promise<GivenOpinion> {
    const opinion = await retryOnConflict(async () => {
      const before = await this.opinions.find(invitation.id);
      const decided = decide(before?.given ?? []);
      if (decided.given !== undefined)
        await this.opinions.save(
          before,
          invitation,
          decided.given,
          noteOfOpinion(invitation, decided.opinion),
          this.clock.now(),
        );
      return decided.opinion;
    }, tries);
    this.relay.nudge(this.opinions.outbox);
    return opinion;
  }
}

const named = (givenBy: string | undefined) => (givenBy === undefined || givenBy === '' ? {} : { givenBy });
const assertOpen = (invitation: InvitationRecord, meeting: MeetingRecord): void => {
  const ended = endedBecause(invitation, meeting);
  if (ended !== undefined) throw conflict(ended);
};
const positionOf = (after = ''): { readonly place?: string; readonly count: number } => {
  const [, place, count] = /^([^~]+)~(\d{1,3})$/.exec(after) ?? [];
  return place === undefined ? { count: 0 } : { place, count: Number(count) };
};
