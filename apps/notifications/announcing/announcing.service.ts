import { Injectable } from '@nestjs/common';
import {
  type Announcement as AnnouncementView,
  type AnnouncementWords,
  type ListAnnouncementOffices,
  type MailPreview,
  MailsSteered,
  type Meeting,
  type ParsedRequestOf,
  type PreviewAnnouncement,
  type ReleaseAnnouncement,
  type ReturnOf,
  type ListAnnouncements,
  type WithdrawAnnouncement,
  type WriteAnnouncement,
} from '#contracts';
import { askedBy } from '#messaging';
import { OutboxRelay } from '#outbox';
import { type Fact, fact, retryOnConflict } from '#persistence';
import { Clock, conflict, invalid } from '#platform';
import { languages } from '#words';
import { Offices } from '../ahead/ahead.module.js';
import {
  type Announcement,
  AnnouncementStore,
  beginningOf,
  release,
  withdraw,
  wordsFor,
} from '../announcement/announcement.module.js';
import { DeliveryStore, deliveryOf } from '../ledger/ledger.module.js';
import { wrongWords } from '../mail/mail.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { RecipientStore } from '../recipient/recipient.module.js';
import { InjectConfig, type NotificationsConfig } from '../settings/settings.module.js';
import { MailWriter } from '../writing/writing.module.js';
import { announcedOffice, isSaid } from './announced-office.js';
import { AnnouncingSweep } from './announcing.sweep.js';

type What = 'announcement-written' | 'announcement-released' | 'announcement-withdrawn';
type Told = Pick<Announcement, 'meetingId' | 'words' | 'invitationIds'>;

const factOf = (what: What, { meetingId, words, invitationIds }: Told, reason?: string): Fact => {
  const changes = [
    { field: 'subject', after: wordsFor(words, 'th').subject },
    { field: 'offices', after: invitationIds.length },
  ];
  const note = { meetingId, what, changes, ...(reason !== undefined && { reason }) };
  return { ...fact(MailsSteered, { meetingId, what, kind: 'announcement' }), by: askedBy(), note };
};

/** Has a chosen part of a meeting's offices told of something; to many only when a second person says so. */
@Injectable()
export class AnnouncingService {
  readonly #alone: number;

  constructor(
    private readonly store: AnnouncementStore,
    private readonly offices: Offices,
    private readonly meetings: MeetingStore,
    private readonly recipients: RecipientStore,
    private readonly deliveries: DeliveryStore,
    private readonly writer: MailWriter,
    private readonly sweep: AnnouncingSweep,
    private readonly relay: OutboxRelay,
    private readonly clock: Clock,
    @InjectConfig() config: NotificationsConfig,
  ) {
    this.#alone = config.SALA_ANNOUNCE_ALONE;
  }

  /** @throws not-found 'meeting-not-found', 'announcement-not-found' */
  async choice({
    meetingId,
    announcementId,
    said,
    after,
    limit,
    ...of
  }: ParsedRequestOf<typeof ListAnnouncementOffices>): Promise<ReturnOf<typeof ListAnnouncementOffices>> {
    await this.meetings.get(meetingId);
    const chosen =
      announcementId === undefined
        ? undefined
        : new Set((await this.store.get({ meetingId, announcementId })).invitationIds);
    const items: ReturnOf<typeof ListAnnouncementOffices>['items'] = [];
    const which = chosen === undefined ? 'invited' : 'all';
    for await (const page of this.offices.pages(meetingId, of, after, which))
      for (const office of page) {
        if (chosen?.has(office.invitationId) === false || !isSaid(office, said)) continue;
        // One more than was asked for: there is another page.
        if (items.length === limit) return { items, next: items.at(-1)?.invitationId ?? '' };
        items.push(announcedOffice(office));
      }
    return { items };
  }

  /** @throws invalid 'invalid-input', not-found 'recipient-not-found' */
  async preview({ meetingId, invitationId, words }: ParsedRequestOf<typeof PreviewAnnouncement>): Promise<MailPreview> {
    const meeting = await this.meetings.get(meetingId);
    this.#mustFit(meeting, words);
    const { language: wished } = await this.recipients.get(invitationId);
    const { language, ...own } = wordsFor(words, wished);
    const dueAt = this.clock.now().toISOString();
    const plan = { meetingId, recipientId: invitationId, kind: 'announcement', ordinal: 1, language, dueAt } as const;
    return this.writer.preview(deliveryOf(plan, 'preview'), { language, own });
  }

  /**
   * The same again is the same announcement.
   * @throws not-found 'meeting-not-found', conflict 'meeting-cancelled', invalid 'invalid-input', 'nobody-to-tell'
   */
  async write({
    meetingId,
    announcementId,
    words,
    invitationIds,
    writtenBy,
  }: ParsedRequestOf<typeof WriteAnnouncement>): Promise<AnnouncementView> {
    const meeting = await this.meetings.get(meetingId);
    const there = await this.store.find({ meetingId, announcementId });
    if (there !== undefined) return this.#view(there);
    if (meeting.status === 'cancelled') throw conflict('meeting-cancelled');
    this.#mustFit(meeting, words);
    const found = await this.offices.find(meetingId, [...new Set(invitationIds)]);
    if (found.length === 0) throw invalid('nobody-to-tell');
    const now = this.clock.now();
    const written = { at: now.toISOString(), by: writtenBy };
    const offices = found.map((office) => office.invitationId);
    const begun = beginningOf(offices.length, this.#alone, written);
    const announcement = { meetingId, announcementId, words, invitationIds: offices, written, ...begun };
    const facts = [
      factOf('announcement-written', announcement),
      ...(begun.state === 'released' ? [factOf('announcement-released', announcement)] : []),
    ];
    const kept = await this.store.keep(announcement, facts, now);
    this.#stir();
    return this.#view(kept);
  }

  async list({ meetingId }: ParsedRequestOf<typeof ListAnnouncements>): Promise<ReturnOf<typeof ListAnnouncements>> {
    const [announcements, states] = await Promise.all([
      this.store.ofMeeting(meetingId),
      this.deliveries.statesOf(meetingId, 'announcement'),
    ]);
    return { items: announcements.map((each) => viewOf(each, states)), alone: this.#alone };
  }

  /** @throws not-found 'announcement-not-found', forbidden 'second-person-needed', conflict 'announcement-settled', 'revision-conflict' */
  release({
    meetingId,
    announcementId,
    releasedBy: by,
    expectedRevision,
  }: ParsedRequestOf<typeof ReleaseAnnouncement>): Promise<AnnouncementView> {
    return this.#change({ meetingId, announcementId }, (announcement, at) => {
      const changes = release(announcement, { at, by });
      if (changes !== undefined && (expectedRevision ?? announcement.revision) !== announcement.revision)
        throw conflict('announcement-settled');
      return changes && { changes, told: factOf('announcement-released', announcement) };
    });
  }

  /** @throws not-found 'announcement-not-found', conflict 'announcement-settled' */
  withdraw({
    meetingId,
    announcementId,
    withdrawnBy: by,
    reason,
  }: ParsedRequestOf<typeof WithdrawAnnouncement>): Promise<AnnouncementView> {
    return this.#change({ meetingId, announcementId }, (announcement, at) => {
      const changes = withdraw(announcement, { at, by, reason });
      return changes && { changes, told: factOf('announcement-withdrawn', announcement, reason) };
    });
  }

  /** Of two who decide at once the database takes one; the other is decided on anew. */
  async #change(
    of: Pick<Announcement, 'meetingId' | 'announcementId'>,
    decide: (
      announcement: Announcement,
      at: string,
    ) => { readonly changes: Parameters<AnnouncementStore['change']>[1]; readonly told: Fact } | undefined,
  ): Promise<AnnouncementView> {
    await retryOnConflict(async () => {
      const announcement = await this.store.get(of);
      const now = this.clock.now();
      const decided = decide(announcement, now.toISOString());
      if (decided !== undefined) await this.store.change(announcement, decided.changes, [decided.told], now);
    });
    this.#stir();
    return this.#view(await this.store.get(of));
  }

  #stir(): void {
    this.relay.nudge(this.store.model);
    this.sweep.wake();
  }

  async #view(announcement: Announcement): Promise<AnnouncementView> {
    return viewOf(announcement, await this.deliveries.statesOf(announcement.meetingId, 'announcement'));
  }

  #mustFit({ fax }: Meeting, words: AnnouncementWords): void {
    const fields = languages.flatMap((language) => {
      const said = words[language];
      if (said === undefined) return [];
      return wrongWords('announcement', language, fax !== undefined, said).map((wrong) => ({
        ...wrong,
        field: `words.${language}.${wrong.field}`,
      }));
    });
    if (fields.length > 0) throw invalid('invalid-input', { details: { fields } });
  }
}

const viewOf = (
  { invitationIds, ...announcement }: Announcement,
  states: ReadonlyMap<number, AnnouncementView['byState']>,
): AnnouncementView => ({
  ...announcement,
  offices: invitationIds.length,
  byState: states.get(announcement.number) ?? {},
});
