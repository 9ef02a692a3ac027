import { Injectable } from '@nestjs/common';
import {
  type Invitation,
  type RecordedReply,
  type ReplyForm,
  type ReturnOf,
  type Response,
  type Scan,
  type TakeBackReply,
  type WithdrawReply,
} from '#contracts';
import { mustReach } from '#messaging';
import { AppError, Clock, conflict } from '#platform';
import {
  type Change,
  countingResponse,
  InvitationChangesInTurn,
  invitationOf,
  type InvitationRecord,
  InvitationStore,
  lastTakenBack,
} from '../invitation/invitation.module.js';
import { answersUntil, closedBecause, meetingOf, MeetingStore } from '../meeting/meeting.module.js';
import { type ReplyLink, ReplyLinks, unknownReplyLink } from '../reply-link/reply-link.module.js';
import { ScanService } from '../scan/scan.module.js';
import { decideReply, type ReplyCommand } from './response.js';
import { takeBack, type TakeBackCommand } from './take-back.js';
import { withdrawReply, type WithdrawReplyCommand } from './withdraw-reply.js';

type DeskCommand = Exclude<ReplyCommand, { channel: 'web' }>;

@Injectable()
export class ResponseService {
  constructor(
    private readonly invitations: InvitationStore,
    private readonly meetings: MeetingStore,
    private readonly changes: InvitationChangesInTurn,
    private readonly clock: Clock,
    private readonly links: ReplyLinks,
    private readonly scans: ScanService,
  ) {}

  /** What the office has said is shown while it can be asked for it: not once the invitation is withdrawn or the meeting cancelled. */
  async form(replyToken: string): Promise<Omit<ReplyForm, 'opinions'>> {
    const link = this.links.read(replyToken);
    const record = await this.invitations.find(link.invitationId);
    if (record === undefined) throw unknownReplyLink();
    assertValid(record, link);
    const meeting = await this.meetings.get(record.meetingId);
    const closed = closedBecause(record, meeting, this.clock.now());
    const { response, ...invitation } = officesOwn(invitationOf(record, meeting));
    const isTold = closed === undefined || closed === 'deadline-passed' || closed === 'meeting-closed';
    const takenBack = isTold ? lastTakenBack(record.responses) : undefined;
    return {
      invitation: isTold ? { ...invitation, ...(response && { response }) } : invitation,
      ...(takenBack && { takenBack: { at: takenBack.at, reason: takenBack.reason } }),
      meeting: {
        ...meetingOf(meeting),
        replyBy: answersUntil(meeting, record),
        answersUntil: answersUntil(meeting, record),
      },
      open: closed === undefined,
      ...(closed && { closedBecause: closed }),
    };
  }

  async recordByLink(replyToken: string, command: Extract<ReplyCommand, { channel: 'web' }>): Promise<RecordedReply> {
    const recorded = await this.#byLink(replyToken, (check) => this.#reply(command, check));
    return { ...recorded, invitation: officesOwn(recorded.invitation), response: withoutStaff(recorded.response) };
  }

  /** In time is what is here in time, as with an answer. */
  withdrawByLink(replyToken: string, command: WithdrawReplyCommand): Promise<ReturnOf<typeof WithdrawReply>> {
    const now = this.clock.now();
    return this.#byLink(replyToken, (check) => ({
      decide: (record, meeting) => {
        check(record);
        const decision = withdrawReply(record, meeting, command, now);
        return {
          decision: decision.responses && { changes: { responses: decision.responses }, fact: decision.fact },
          result: (kept) => ({ invitation: officesOwn(invitationOf(kept)), changed: decision.responses !== undefined }),
        };
      },
    }));
  }

  /** Throws not-found 'scan-not-found', conflict 'scan-elsewhere' for a paper that proves another office's answer. */
  async recordAtDesk(
    invitationId: string,
    { scanIds = [], ...command }: Omit<DeskCommand, 'scans'> & { readonly scanIds?: readonly string[] | undefined },
  ): Promise<RecordedReply> {
    const scans = scanIds.length === 0 ? [] : await this.#claimed(invitationId, scanIds);
    try {
      return await this.changes.change(
        invitationId,
        this.#reply({ ...command, scans }, ({ organisation }) => mustReach(organisation.provinceCode)),
      );
    } catch (error) {
      // Somebody recorded it with another office in this very moment.
      throw scans.length > 0 && error instanceof AppError && error.code === 'duplicate-key'
        ? conflict('scan-elsewhere')
        : error;
    }
  }

  async #claimed(invitationId: string, scanIds: readonly string[]): Promise<readonly Scan[]> {
    const record = await this.invitations.get(invitationId);
    mustReach(record.organisation.provinceCode);
    return this.scans.claim(record, scanIds);
  }

  takeBack(invitationId: string, command: TakeBackCommand): Promise<ReturnOf<typeof TakeBackReply>> {
    const now = this.clock.now();
    return this.changes.change(invitationId, {
      decide: (record) => {
        mustReach(record.organisation.provinceCode);
        const { response, responses, fact } = takeBack(record, command, now);
        return {
          decision: responses && { changes: { responses }, fact },
          result: (kept) => ({ invitation: invitationOf(kept), response }),
        };
      },
    });
  }

  async #byLink<Result>(
    replyToken: string,
    change: (check: (record: InvitationRecord) => void) => Change<Result>,
  ): Promise<Result> {
    const link = this.links.read(replyToken);
    try {
      return await this.changes.change(
        link.invitationId,
        change((record) => assertValid(record, link)),
      );
    } catch (error) {
      throw error instanceof AppError && error.code === 'invitation-not-found' ? unknownReplyLink() : error;
    }
  }

  /** In time is what is here in time: the moment is taken now, not when its turn comes. */
  #reply(command: ReplyCommand, check: (record: InvitationRecord) => void = () => {}): Change<RecordedReply> {
    const now = this.clock.now();
    return {
      decide: (record, meeting) => {
        check(record);
        const decided = decideReply(record, meeting, command, now);
        const { response, changed, responses } = decided;
        return {
          decision: responses && {
            changes: { responses },
            fact: decided.fact,
            ...(!decided.changed && decided.fact && { what: 'response-confirmed' }),
          },
          result: (kept) => ({
            invitation: invitationOf(kept, meeting),
            response,
            changed,
            counts: countingResponse(kept)?.revision === response.revision,
          }),
        };
      },
    };
  }
}

/** Throws forbidden 'reply-link-invalid' when the link was renewed since. */
const assertValid = (record: InvitationRecord, { version }: ReplyLink): void => {
  if (record.linkVersion !== version) throw unknownReplyLink();
};

/** Who entered an answer and why, and what was kept of the paper for it, is nothing that the office is told. */
const withoutStaff = ({ enteredBy: _enteredBy, reason: _reason, scans: _scans, ...response }: Response): Response =>
  response;
const officesOwn = ({ response, extensions, ...invitation }: Invitation): Invitation => ({
  ...invitation,
  ...(extensions && { extensions: extensions.map(({ at, until }) => ({ at, until })) }),
  ...(response && { response: withoutStaff(response) }),
});
