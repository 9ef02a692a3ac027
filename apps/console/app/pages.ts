import { type ComponentType, lazy } from 'react';
import {
  AnnounceMeeting,
  ChangeMeeting,
  CountInbox,
  GetReport,
  GetResponseBoard,
  ListCallList,
  ListClasses,
  ListDeliveries,
  ListHalls,
  ListHistory,
  ListInvitations,
  ListOpinions,
  ListReadiness,
  LookAhead,
  mayAsk,
  type Meeting,
  PreviewMeetingChange,
  ReadList,
  RecordDeskReply,
  RemindNow,
  ReviewMeeting,
  type Routed,
  type Staff,
  SaveMailWording,
  StartPrintRun,
} from '#contracts';
import type { Dictionary } from '#words';

type Words = Dictionary['console'];
type Titled = { [Part in keyof Words]: Words[Part] extends { readonly title: string } ? Part : never }[keyof Words];

/**
 * A page of a meeting: where it is, at which stage of the meeting, what it is called, and what it asks for. Whoever may not
 * ask for all of that does not see it.
 */
export type Page = {
  readonly path: string;
  readonly stage: keyof Words['stages'];
  readonly words: Titled;
  readonly needs: readonly Pick<Routed, 'http'>[];
  /** Also of a meeting that is only a draft; without it, once offices were invited. */
  readonly of?: 'any';
  /** Beside its link: how much there waits for somebody. */
  readonly badge?: ComponentType<{ readonly meetingId: string }>;
  /** Loaded when somebody goes there. */
  readonly load: () => Promise<ComponentType>;
  /** Beneath it a page of one of what it lists, at an address of its own. */
  readonly one?: { readonly path: string; readonly load: () => Promise<ComponentType> };
};

/** It comes after the page, and is missed by nobody where it does not come. */
const lateBadge = (load: () => Promise<NonNullable<Page['badge']>>): NonNullable<Page['badge']> =>
  lazy(async () => ({ default: await load().catch(() => () => null) }));

/** In the order in which they are shown. */
export const pages: readonly Page[] = [
  {
    path: 'basics',
    stage: 'prepare',
    words: 'basics',
    needs: [ChangeMeeting, PreviewMeetingChange],
    of: 'any',
    load: async () => (await import('../features/prepare/basics-page.js')).BasicsPage,
  },
  {
    path: 'letter',
    stage: 'prepare',
    words: 'letter',
    needs: [ChangeMeeting, PreviewMeetingChange],
    of: 'any',
    load: async () => (await import('../features/prepare/letter-page.js')).LetterPage,
  },
  {
    path: 'documents',
    stage: 'prepare',
    words: 'documents',
    needs: [ChangeMeeting, PreviewMeetingChange],
    of: 'any',
    load: async () => (await import('../features/prepare/documents-page.js')).DocumentsPage,
  },
  {
    path: 'offices',
    stage: 'prepare',
    words: 'offices',
    needs: [ListClasses, ChangeMeeting, PreviewMeetingChange],
    of: 'any',
    load: async () => (await import('../features/prepare/offices-page.js')).OfficesPage,
  },
  {
    path: 'questions',
    stage: 'prepare',
    words: 'questions',
    needs: [ChangeMeeting, PreviewMeetingChange],
    of: 'any',
    load: async () => (await import('../features/prepare/questions-page.js')).QuestionsPage,
  },
  {
    path: 'duties',
    stage: 'prepare',
    words: 'duties',
    needs: [ChangeMeeting, PreviewMeetingChange],
    of: 'any',
    load: async () => (await import('../features/prepare/duties-page.js')).DutiesPage,
  },
  {
    path: 'review',
    stage: 'prepare',
    words: 'review',
    needs: [ReviewMeeting, AnnounceMeeting],
    of: 'any',
    load: async () => (await import('../features/prepare/review-page.js')).ReviewPage,
  },
  {
    path: 'paper',
    stage: 'prepare',
    words: 'paper',
    needs: [StartPrintRun],
    of: 'any',
    load: async () => (await import('../features/paper/paper-page.js')).PaperPage,
  },
  {
    path: 'board',
    stage: 'replies',
    words: 'board',
    needs: [GetResponseBoard],
    load: async () => (await import('../features/board/board-page.js')).BoardPage,
  },
  {
    path: 'invited',
    stage: 'replies',
    words: 'invited',
    needs: [ListInvitations],
    load: async () => (await import('../features/replies/offices-list-page.js')).OfficesListPage,
    one: {
      path: 'invited/$invitationId',
      load: async () => (await import('../features/replies/office-page.js')).OfficePage,
    },
  },
  {
    path: 'silent',
    stage: 'replies',
    words: 'silent',
    needs: [ListInvitations],
    load: async () => (await import('../features/silent/silent-page.js')).SilentPage,
  },
  {
    path: 'desk',
    stage: 'replies',
    words: 'desk',
    needs: [ListInvitations, RecordDeskReply],
    load: async () => (await import('../features/desk/desk-page.js')).DeskPage,
  },
  {
    path: 'inbox',
    stage: 'replies',
    words: 'inbox',
    needs: [CountInbox],
    badge: lateBadge(async () => (await import('../features/inbox/inbox-badge.js')).InboxBadge),
    load: async () => (await import('../features/inbox/inbox-page.js')).InboxPage,
    one: {
      path: 'inbox/$mailId',
      load: async () => (await import('../features/inbox/inbox-mail-page.js')).InboxMailPage,
    },
  },
  {
    path: 'call-list',
    stage: 'replies',
    words: 'callList',
    needs: [ListCallList],
    load: async () => (await import('../features/replies/call-list-page.js')).CallListPage,
  },
  {
    path: 'opinions',
    stage: 'replies',
    words: 'opinions',
    needs: [ListOpinions],
    load: async () => (await import('../features/after/opinions-page.js')).OpinionsPage,
  },
  {
    path: 'mails',
    stage: 'mails',
    words: 'mails',
    needs: [ListDeliveries],
    badge: lateBadge(async () => (await import('../features/mails/mails-badge.js')).MailsBadge),
    load: async () => (await import('../features/mails/mails-page.js')).MailsPage,
    one: { path: 'mails/$deliveryId', load: async () => (await import('../features/mails/mail-page.js')).MailPage },
  },
  {
    path: 'ahead',
    stage: 'mails',
    words: 'ahead',
    needs: [LookAhead],
    load: async () => (await import('../features/mails/ahead-page.js')).AheadPage,
  },
  {
    path: 'remind',
    stage: 'mails',
    words: 'remind',
    needs: [LookAhead, RemindNow],
    load: async () => (await import('../features/mails/remind-page.js')).RemindPage,
  },
  {
    path: 'wording',
    stage: 'mails',
    words: 'wording',
    needs: [SaveMailWording],
    of: 'any',
    load: async () => (await import('../features/mails/wording-page.js')).WordingPage,
    one: {
      path: 'wording/$kind/$language',
      load: async () => (await import('../features/mails/wording-editor-page.js')).WordingEditorPage,
    },
  },
  {
    path: 'checks',
    stage: 'checks',
    words: 'checks',
    needs: [ListReadiness],
    load: async () => (await import('../features/checks/checks-page.js')).ChecksPage,
  },
  {
    path: 'halls',
    stage: 'day',
    words: 'halls',
    needs: [ListHalls],
    load: async () => (await import('../features/day/halls-page.js')).HallsPage,
  },
  {
    path: 'report',
    stage: 'after',
    words: 'report',
    needs: [GetReport],
    load: async () => (await import('../features/after/report-page.js')).ReportPage,
  },
  {
    path: 'lists',
    stage: 'after',
    words: 'lists',
    needs: [ReadList],
    load: async () => (await import('../features/after/lists-page.js')).ListsPage,
  },
  {
    path: 'history',
    stage: 'after',
    words: 'history',
    needs: [ListHistory],
    load: async () => (await import('../features/replies/history-page.js')).HistoryPage,
  },
];

/** The pages that are open to somebody; the API decides, this only keeps people from doors that are closed to them. */
export const pagesOf = (staff: Staff, meeting: Pick<Meeting, 'status'> | undefined): readonly Page[] =>
  pages.filter(
    ({ needs, of }) =>
      (of === 'any' || meeting?.status !== 'draft') && needs.every((contract) => mayAsk(contract, staff)),
  );

/** Where somebody comes to a meeting: to its answers, while it is a draft to what is prepared of it. */
export const firstPageOf = (staff: Staff, meeting: Pick<Meeting, 'status'>): Page | undefined => {
  const open = pagesOf(staff, meeting);
  return open.find(({ stage }) => stage !== 'prepare') ?? open[0];
};
