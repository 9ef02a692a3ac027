import { Controller } from '@nestjs/common';
import {
  type HistoryChange,
  type HistoryEntry,
  ListHistory,
  type ParsedRequestOf,
  type ReturnOf,
  VerifyHistory,
} from '#contracts';
import { asker, confinedTo, fitting, HandlesRpc } from '#messaging';
import { type Language, textIn, usualZone } from '#words';
import { InvitationStore } from '../invitation/invitation.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { SiteStore } from '../organisation/organisation.module.js';
import { openedEntry } from './entry.js';
import { HistoryStore } from './history.store.js';
import { VerifyingService } from './verifying.service.js';
import { type Reader, wordedChanges } from './worded.js';

/** A site is part of what people read of an entry, as its office is. */
const changesOf = ({ siteId, changes }: Pick<HistoryEntry, 'siteId' | 'changes'>): readonly HistoryChange[] => [
  ...(siteId === undefined ? [] : [{ field: 'siteId', after: siteId }]),
  ...changes,
];

@Controller()
export class HistoryController {
  constructor(
    private readonly store: HistoryStore,
    private readonly meetings: MeetingStore,
    private readonly invitations: InvitationStore,
    private readonly sites: SiteStore,
    private readonly verifying: VerifyingService,
  ) {}

  @HandlesRpc(ListHistory)
  async list({
    meetingId,
    invitationId,
    after,
    limit,
    language,
  }: ParsedRequestOf<typeof ListHistory>): Promise<ReturnOf<typeof ListHistory>> {
    const filter = { meetingId, invitationId, provinceCode: confinedTo() };
    const below = after === undefined ? Number.MAX_SAFE_INTEGER : Number.parseInt(after, 10) || 0;
    const found = await this.store.page(filter, below, limit + 1);
    // The history of a draft that was deleted outlives it.
    if (found.length === 0 && (await this.store.head(meetingId)).sequence === 0) await this.meetings.get(meetingId);
    const who = asker();
    const opened = found.slice(0, limit).map((entry) => openedEntry(who, entry));
    const names = await this.invitations.namesOf(opened.flatMap((entry) => entry.invitationId ?? []));
    const reader = await this.#reader(meetingId, language);
    const items = fitting(
      opened.map((entry) => {
        const office = names.get(entry.invitationId ?? '');
        return { ...entry, ...(office && { office }), said: wordedChanges(changesOf(entry), reader) };
      }),
    );
    const last = items.at(-1);
    return { items, ...(last && found.length > items.length && { next: String(last.sequence) }) };
  }

  /** What it was called when something was written of it is in the history; what it is called now is said of what is known by its id alone. */
  async #reader(meetingId: string, language: Language): Promise<Reader> {
    const [meeting, sites] = await Promise.all([this.meetings.find(meetingId), this.sites.all()]);
    const names = new Map<string, string>([
      ...(meeting?.classes ?? []).map((each) => [`class ${each.class}`, textIn(each.name, language)] as const),
      ...sites.map(({ id, name }) => [`siteId ${id}`, textIn(name, language)] as const),
    ]);
    return {
      language,
      timeZone: meeting?.timeZone ?? usualZone,
      nameOf: (field, id) => names.get(`${/^sites?$/.test(field) ? 'siteId' : field} ${id}`),
    };
  }

  @HandlesRpc(VerifyHistory)
  verify({ meetingId, holds }: ParsedRequestOf<typeof VerifyHistory>): Promise<ReturnOf<typeof VerifyHistory>> {
    return this.verifying.verify(meetingId, holds);
  }
}
