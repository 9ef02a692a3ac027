import { Controller } from '@nestjs/common';
import { ListHistory, type ParsedRequestOf, type ReturnOf, VerifyHistory } from '#contracts';
import { asker, confinedTo, fitting, HandlesRpc } from '#messaging';
import { InvitationStore } from '../invitation/invitation.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { openedEntry } from './entry.js';
import { HistoryStore } from './history.store.js';
import { VerifyingService } from './verifying.service.js';

@Controller()
export class HistoryController {
  constructor(
    private readonly store: HistoryStore,
    private readonly meetings: MeetingStore,
    private readonly invitations: InvitationStore,
    private readonly verifying: VerifyingService,
  ) {}

  @HandlesRpc(ListHistory)
  async list({
    meetingId,
    invitationId,
    after,
    limit,
  }: ParsedRequestOf<typeof ListHistory>): Promise<ReturnOf<typeof ListHistory>> {
    const filter = { meetingId, invitationId, provinceCode: confinedTo() };
    const below = after === undefined ? Number.MAX_SAFE_INTEGER : Number.parseInt(after, 10) || 0;
    const found = await this.store.page(filter, below, limit + 1);
    // The history of a draft that was deleted outlives it.
    if (found.length === 0 && (await this.store.head(meetingId)).sequence === 0) await this.meetings.get(meetingId);
    const who = asker();
    const opened = fitting(found.slice(0, limit)).map((entry) => openedEntry(who, entry));
    const names = await this.invitations.namesOf(opened.flatMap((entry) => entry.invitationId ?? []));
    const items = opened.map((entry) => {
      const office = names.get(entry.invitationId ?? '');
      return { ...entry, ...(office && { office }) };
    });
    const last = items.at(-1);
    return { items, ...(last && found.length > items.length && { next: String(last.sequence) }) };
  }

  @HandlesRpc(VerifyHistory)
  verify({ meetingId, holds }: ParsedRequestOf<typeof VerifyHistory>): Promise<ReturnOf<typeof VerifyHistory>> {
    return this.verifying.verify(meetingId, holds);
  }
}
