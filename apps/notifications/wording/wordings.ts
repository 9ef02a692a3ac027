import { Injectable } from '@nestjs/common';
import { type Language, type Meeting, WordedKind } from '#contracts';
import { keepAtMost, KnownBriefly } from '#platform';
import { type OwnWords } from '../mail/mail.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { type Head, latestOf, type Words } from './wording.js';
import { WordingStore } from './wording.store.js';

/** How old what a mail is written by may be: another replica may have taken other words. */
const knownForMs = 250;
/** Meetings, and versions, that are kept at hand. */
const mostKnown = 200;
/** A meeting is made from one that was made from another. */
const mostSteps = 20;

type Known = { readonly head: Head; readonly from: string };
type Made = Pick<Meeting, 'id' | 'madeLike'>;

/** The words that a meeting's letters have now: its own, else those that the meeting it was made from had by then. */
@Injectable()
export class Wordings {
  readonly #heads = new Map<string, KnownBriefly<readonly Head[]>>();
  /** A version never changes. */
  readonly #words = new Map<string, Words>();

  constructor(
    private readonly store: WordingStore,
    private readonly meetings: MeetingStore,
  ) {}

  /** Nothing where it is Sala's letter. */
  async of(meeting: Made, kind: string, language: Language): Promise<OwnWords | undefined> {
    const worded = WordedKind.safeParse(kind);
    if (!worded.success) return undefined;
    const current = await this.current(meeting, worded.data, language, knownForMs);
    return current?.head.own === true ? this.words(current.head) : undefined;
  }

  /** Which version counts, and of which meeting it is. */
  async current(meeting: Made, kind: WordedKind, language: Language, forMs = 0): Promise<Known | undefined> {
    let [at, until]: [Made, string | undefined] = [meeting, undefined];
    for (let step = 0; step < mostSteps; step += 1) {
      const head = latestOf(await this.#of(at.id, forMs), kind, language, until);
      if (head !== undefined) return { head, from: at.id };
      const { madeLike } = at;
      if (madeLike === undefined) return undefined;
      if (until === undefined || madeLike.at < until) until = madeLike.at;
      const before = await this.meetings.find(madeLike.meetingId);
      at = { id: madeLike.meetingId, madeLike: before?.madeLike };
    }
    return undefined;
  }

  async words({ id }: Head): Promise<OwnWords | undefined> {
    const words = this.#words.get(id) ?? (await this.store.words(id));
    return words === undefined ? undefined : { ...keepAtMost(mostKnown, this.#words, id, words), key: id };
  }

  /** Other words were taken here. */
  forget(meetingId: string): void {
    this.#heads.delete(meetingId);
  }

  #of(meetingId: string, forMs: number): Promise<readonly Head[]> {
    const known =
      this.#heads.get(meetingId)
      ?? keepAtMost(mostKnown, this.#heads, meetingId, new KnownBriefly(() => this.store.heads(meetingId)));
    return known.get(forMs);
  }
}
