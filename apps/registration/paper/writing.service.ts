import { Injectable } from '@nestjs/common';
import { type Meeting } from '#contracts';
import { inBatches } from '#platform';
import { paperWordsOf, textIn } from '#words';
import { type InvitationRecord, InvitationStore, ReplyCodes } from '../invitation/invitation.module.js';
import { answersUntil, meetingOf, MeetingStore } from '../meeting/meeting.module.js';
import { ReplyLinks } from '../reply-link/reply-link.module.js';
import { type PrintRunRecord } from './print-run.js';
import { inOrder, type Sheet } from './sheet.js';

/** What is written: of whom, in which order, and what the document is called. */
export type Pile = { readonly meeting: Meeting; readonly offices: readonly InvitationRecord[]; readonly title: string };
const codesAtOnce = 25;

/** Writes the papers of a meeting's offices. */
@Injectable()
export class WritingService {
  constructor(
    private readonly meetings: MeetingStore,
    private readonly invitations: InvitationStore,
    private readonly codes: ReplyCodes,
    private readonly links: ReplyLinks,
  ) {}

  async pileOf(run: PrintRunRecord): Promise<Pile> {
    const meeting = meetingOf(await this.meetings.get(run.meetingId));
    const title = paperWordsOf('th').page.fileName(textIn(meeting.title, 'th'));
    return { meeting, title, offices: inOrder(meeting, await this.#invited(run)) };
  }

  async sheetsOf(meeting: Meeting, offices: readonly InvitationRecord[], origin: string): Promise<Sheet[]> {
    const codes = new Map<string, string>();
    await inBatches(offices, codesAtOnce, async (record) => void codes.set(record.id, await this.codes.of(record)));
    return offices.map(({ id, linkVersion, ...invitation }) => ({
      meeting,
      invitation,
      language: invitation.organisation.language,
      until: answersUntil(meeting, invitation),
      link: `${origin}/r/${this.links.sign({ invitationId: id, version: linkVersion })}`,
      codeAddress: `${origin}/r`,
      code: codes.get(id) ?? '',
    }));
  }

  /** Those whose invitation stands; an office that was taken off the list gets no paper. */
  async #invited({ meetingId, provinceCode, invitationId }: PrintRunRecord): Promise<InvitationRecord[]> {
    const all: InvitationRecord[] = [];
    const isAsked = (record: InvitationRecord): boolean => record.status === 'issued' && record.meetingId === meetingId;
    if (invitationId !== undefined) return (await this.invitations.findMany([invitationId])).filter(isAsked);
    for await (const page of this.invitations.each(meetingId, { ...(provinceCode !== undefined && { provinceCode }) }))
      all.push(...page.filter(isAsked));
    return all;
  }
}
