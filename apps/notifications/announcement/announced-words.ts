import { Injectable } from '@nestjs/common';
import { type AnnouncementWords, type Language } from '#contracts';
import { keepAtMost } from '#platform';
import { type Delivery } from '../ledger/ledger.module.js';
import { type OwnWords } from '../mail/mail.module.js';
import { wordsFor } from './announcement.js';
import { AnnouncementStore } from './announcement.store.js';

/** Announcements that are kept at hand while their mails leave. */
const mostKnown = 20;

/** What a mail of an announcement says, and in which language. */
@Injectable()
export class AnnouncedWords {
  /** An announcement's words never change. */
  readonly #known = new Map<string, AnnouncementWords>();

  constructor(private readonly store: AnnouncementStore) {}

  /** Nothing for any other mail. @throws not-found 'announcement-not-found' */
  async of(
    { meetingId, content }: Pick<Delivery, 'meetingId' | 'content'>,
    wished: Language,
  ): Promise<{ readonly language: Language; readonly own: OwnWords } | undefined> {
    const announcementId = content?.announcement?.announcementId;
    if (announcementId === undefined) return undefined;
    const key = `${meetingId}.${announcementId}`;
    const words = this.#known.get(key) ?? (await this.store.get({ meetingId, announcementId })).words;
    keepAtMost(mostKnown, this.#known, key, words);
    const { language, subject, text } = wordsFor(words, wished);
    return { language, own: { key: `${key}.${language}`, subject, text } };
  }
}
