import { Injectable } from '@nestjs/common';
import {
  type CheckMisfits,
  type KnownClass,
  mailsOf,
  type MeetingChangeEffect,
  type MeetingContent,
  type MeetingReview,
  type Organisation,
  type ListInvitees,
  type ReturnOf,
} from '#contracts';
import { Clock, conflict } from '#platform';
import { countingResponse, InvitationStore } from '../invitation/invitation.module.js';
import { meetingOf, type MeetingRecord, MeetingStore, withInstants } from '../meeting/meeting.module.js';
import { ClassNameStore, OrganisationStore } from '../organisation/organisation.module.js';
import { OthersService } from './others.service.js';
import { effectOf, InviteeCount, knownClasses, leftSites, reviewOf } from './preparing.js';
import { reachedBy } from './reached.js';

const pageSize = 1000;

/** What people look at before they announce or change a meeting. It changes nothing. */
@Injectable()
export class PreparingService {
  constructor(
    private readonly meetings: MeetingStore,
    private readonly organisations: OrganisationStore,
    private readonly invitations: InvitationStore,
    private readonly classNames: ClassNameStore,
    private readonly others: OthersService,
    private readonly clock: Clock,
  ) {}

  async review(meetingId: string): Promise<MeetingReview> {
    const [meeting, isBad] = await Promise.all([this.meetings.get(meetingId), this.others.bad()]);
    const count = new InviteeCount(isBad);
    const { readers } = mailsOf(meeting);
    for await (const page of this.#invitees(meeting.classes))
      for (const each of page) count.add(each, reachedBy('invitation', each, { readers, isBad }));
    return reviewOf(meeting, count, this.clock.now());
  }

  async classes(): Promise<KnownClass[]> {
    const [meetings, offices, brought] = await Promise.all([
      this.meetings.list(),
      this.organisations.countByClass(),
      this.classNames.all(),
    ]);
    return knownClasses(meetings, offices, brought);
  }

  /** In order of class, then of id: `after` is the last one's `class/id`. */
  async invitees(meetingId: string, after: string | undefined, limit: number): Promise<ReturnOf<typeof ListInvitees>> {
    const [meeting, isBad] = await Promise.all([this.meetings.get(meetingId), this.others.bad()]);
    const [classes, { readers }] = [meeting.classes, mailsOf(meeting)];
    const [afterClass = '', afterId = ''] = (after ?? '').split('/');
    const items: Organisation[] = [];
    for (const each of classes.map((one) => one.class).sort()) {
      if (each < afterClass) continue;
      const from = each === afterClass ? afterId : '';
      items.push(...(await this.organisations.pageOfClass(each, from, limit + 1 - items.length)));
      if (items.length > limit) break;
    }
    const page = items.slice(0, limit);
    const last = page.at(-1);
    return {
      items: page.map((each) => ({ ...each, to: [...reachedBy('invitation', each, { readers, isBad }).to] })),
      ...(items.length > limit && last && { next: `${last.class}/${last.id}` }),
    };
  }

  /** Throws conflict 'revision-conflict' where the meeting has changed since it was seen. */
  async preview(
    meetingId: string,
    { content, expectedRevision }: { readonly content: MeetingContent; readonly expectedRevision: number },
  ): Promise<MeetingChangeEffect> {
    const before = await this.meetings.get(meetingId);
    if (before.revision !== expectedRevision) throw conflict('revision-conflict', { why: meetingId });
    const after = withInstants(content);
    const known = new Set(before.classes.map((each) => each.class));
    let joining = 0;
    for await (const page of this.#invitees(after.classes.filter((each) => !known.has(each.class))))
      joining += page.length;
    const invited = [];
    for await (const page of this.invitations.each(meetingId))
      for (const record of page)
        invited.push({
          status: record.status,
          organisation: record.organisation,
          answer: countingResponse(record)?.answer,
        });
    const [isBad, checks] = await Promise.all([this.others.bad(), this.#misfits(before, after, invited)]);
    return { ...effectOf(meetingOf(before), after, { invited, joining, isBad }), ...(checks && { checks }) };
  }

  /** Of a draft there are no checks, and they hang on when it begins and on who attends. */
  async #misfits(
    before: MeetingRecord,
    after: MeetingContent,
    invited: Parameters<typeof leftSites>[0],
  ): Promise<CheckMisfits | undefined> {
    const leftSiteIds = leftSites(invited, after);
    if (before.status !== 'announced' || (before.startsAt === after.startsAt && leftSiteIds.length === 0))
      return { cancelled: 0, first: [], ageing: 0 };
    return this.others.misfits({ meetingId: before.id, startsAt: after.startsAt, leftSiteIds });
  }

  async *#invitees(classes: readonly { readonly class: string }[]): AsyncGenerator<readonly Organisation[]> {
    for (const { class: organisationClass } of classes) {
      for (let after = ''; ;) {
        const page = await this.organisations.pageOfClass(organisationClass, after, pageSize);
        yield page;
        const last = page.at(-1);
        if (last === undefined || page.length < pageSize) break;
        after = last.id;
      }
    }
  }
}
