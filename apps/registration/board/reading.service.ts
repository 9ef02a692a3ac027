import { Injectable } from '@nestjs/common';
import { confinedTo, mustReach } from '#messaging';
import { Together } from '#platform';
import { asksForOtherSites, type GetResponseBoard, type ParsedRequestOf, type ResponseBoard } from '#contracts';
import { InvitationStore } from '../invitation/invitation.module.js';
import { type MeetingRecord, MeetingStore } from '../meeting/meeting.module.js';
import { type BoardFilter, type Counts, countUnder, emptyCounts, plainCounts } from './board.js';
import { type Board, BoardStore } from './board.store.js';
import { RebuildService } from './rebuild.service.js';

type Wanted = Omit<ParsedRequestOf<typeof GetResponseBoard>, 'meetingId'>;
const surveyedClasses = ({ classes }: Pick<MeetingRecord, 'classes'>): string[] =>
  classes.filter(({ surveyed }) => surveyed).map((each) => each.class);

/** The board as whoever asks may read it: of the whole meeting or of a part of it. */
@Injectable()
export class ReadingBoard {
  /** Those who find the same old board wait for one count. */
  readonly #renewals = new Together<undefined, Counts>(async (meetingId, asked) => {
    const { board } = await this.rebuilding.rebuild(meetingId);
    for (const { resolve } of asked) resolve(board);
  });

  constructor(
    private readonly store: BoardStore,
    private readonly meetings: MeetingStore,
    private readonly invitations: InvitationStore,
    private readonly rebuilding: RebuildService,
  ) {}

  /** Throws not-found 'meeting-not-found', forbidden for a province that isn't the asker's own. */
  async counts(meetingId: string, wanted: Wanted = {}): Promise<Counts> {
    if (wanted.provinceCode !== undefined) mustReach(wanted.provinceCode);
    const filter = await this.#filter(meetingId, wanted);
    const board = await this.store.find(meetingId);
    if (board === undefined) {
      await this.meetings.get(meetingId);
      return emptyCounts();
    }
    const whole = await this.#current(board);
    return Object.values(filter).every((each) => each === undefined)
      ? whole
      : plainCounts(countUnder(filter, await this.store.entriesUnder(meetingId, filter)));
  }

  async #filter(
    meetingId: string,
    { class: officeClass, provinceCode, channel, surveyed }: Wanted,
  ): Promise<BoardFilter> {
    const of = surveyed === true ? surveyedClasses(await this.meetings.get(meetingId)) : undefined;
    const one = officeClass === undefined ? undefined : [officeClass];
    return {
      classes: of === undefined ? one : one === undefined ? of : one.filter((each) => of.includes(each)),
      provinceCode: confinedTo() ?? provinceCode,
      channel,
    };
  }

  async #current({ meetingId, counts, isOld }: Board): Promise<Counts> {
    return isOld ? this.#renewals.ask(meetingId, undefined) : plainCounts(counts);
  }

  /** How many offices have yet to confirm that they come, where they were asked to, and how many ask for another hall, where they may. */
  async open(meetingId: string, wanted: Wanted = {}): Promise<Pick<ResponseBoard, 'unconfirmed' | 'asksOtherSite'>> {
    const meeting = await this.meetings.find(meetingId);
    if (meeting === undefined) return {};
    const filter = await this.#filter(meetingId, wanted);
    return {
      ...(meeting.confirmedFrom !== undefined && {
        unconfirmed: await this.invitations.count({ unconfirmed: true }, meeting, filter),
      }),
      ...(asksForOtherSites(meeting.form) && {
        asksOtherSite: await this.invitations.count({ asksOtherSite: true }, meeting, filter),
      }),
    };
  }
}
