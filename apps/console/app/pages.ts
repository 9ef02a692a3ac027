import { type ComponentType, lazy } from 'react';
import { type Meeting, type SignedInStaff } from '#contracts';
import type { Dictionary } from '#words';

type Words = Dictionary['console'];
type Titled = { [Part in keyof Words]: Words[Part] extends { readonly title: string } ? Part : never }[keyof Words];

/**
 * A page of a meeting: where it is, at which stage of the meeting, what it is called, and the requests that it
 * sends, by name: a contract that is named here would come with every page. Whoever may not send them does not see it.
 */
export type Page = {
  readonly path: string;
  readonly stage: keyof Words['stages'];
  readonly words: Titled;
  readonly needs: readonly string[];
  /** Also of a meeting that is only a draft; without it, once offices were invited. */
  readonly of?: 'any';
  /** Beside its link, for whoever may send the request that it sends: how much there waits for somebody. */
  readonly badge?: { readonly needs: string; readonly shows: ComponentType<{ readonly meetingId: string }> };
  /** Loaded when somebody goes there. */
  readonly load: () => Promise<ComponentType>;
  /** Beneath it pages of one of what it lists, each at an address of its own. */
  readonly beneath?: readonly { readonly path: string; readonly load: () => Promise<ComponentType> }[];
};

/** It comes after the page, and is missed by nobody where it does not come. */
const lateBadge = (
  needs: string,
  load: () => Promise<NonNullable<Page['badge']>['shows']>,
): NonNullable<Page['badge']> => ({
  needs,
  shows: lazy(async () => ({ default: await load().catch(() => () => null) })),
});

/** In the order in which they are shown. */
export const pages: readonly Page[] = [
  {
    path: 'basics',
    stage: 'prepare',
    words: 'basics',
    needs: ['change-meeting', 'preview-meeting-change'],
    of: 'any',
    load: async () => (await import('../features/prepare/basics-page.js')).BasicsPage,
  },
  {
    path: 'letter',
    stage: 'prepare',
    words: 'letter',
    needs: ['change-meeting', 'preview-meeting-change'],
    of: 'any',
    load: async () => (await import('../features/prepare/letter-page.js')).LetterPage,
  },
  {
    path: 'documents',
    stage: 'prepare',
    words: 'documents',
    needs: ['change-meeting', 'preview-meeting-change'],
    of: 'any',
    load: async () => (await import('../features/prepare/documents-page.js')).DocumentsPage,
  },
  {
    path: 'offices',
    stage: 'prepare',
    words: 'offices',
    needs: ['list-classes', 'change-meeting', 'preview-meeting-change'],
    of: 'any',
    load: async () => (await import('../features/prepare/offices-page.js')).OfficesPage,
  },
  {
    path: 'questions',
    stage: 'prepare',
    words: 'questions',
    needs: ['change-meeting', 'preview-meeting-change'],
    of: 'any',
    load: async () => (await import('../features/prepare/questions-page.js')).QuestionsPage,
  },
  {
    path: 'schedule',
    stage: 'prepare',
    words: 'schedule',
    needs: ['change-meeting', 'preview-meeting-change', 'preview-mail-schedule'],
    of: 'any',
    load: async () => (await import('../features/prepare/schedule-page.js')).SchedulePage,
  },
  {
    path: 'duties',
    stage: 'prepare',
    words: 'duties',
    needs: ['change-meeting', 'preview-meeting-change'],
    of: 'any',
    load: async () => (await import('../features/prepare/duties-page.js')).DutiesPage,
  },
  {
    path: 'review',
    stage: 'prepare',
    words: 'review',
    needs: ['review-meeting', 'announce-meeting'],
    of: 'any',
    load: async () => (await import('../features/prepare/review-page.js')).ReviewPage,
  },
  {
    path: 'paper',
    stage: 'prepare',
    words: 'paper',
    needs: ['start-print-run'],
    of: 'any',
    load: async () => (await import('../features/paper/paper-page.js')).PaperPage,
  },
  {
    path: 'board',
    stage: 'replies',
    words: 'board',
    needs: ['get-response-board'],
    load: async () => (await import('../features/board/board-page.js')).BoardPage,
  },
  {
    path: 'invited',
    stage: 'replies',
    words: 'invited',
    needs: ['list-invitations'],
    load: async () => (await import('../features/replies/offices-list-page.js')).OfficesListPage,
    beneath: [
      {
        path: 'invited/$invitationId',
        load: async () => (await import('../features/replies/office-page.js')).OfficePage,
      },
      {
        path: 'invited/$invitationId/notice',
        load: async () => (await import('../features/replies/notice-page.js')).NoticePage,
      },
    ],
  },
  {
    path: 'silent',
    stage: 'replies',
    words: 'silent',
    needs: ['list-invitations'],
    load: async () => (await import('../features/silent/silent-page.js')).SilentPage,
  },
  {
    path: 'desk',
    stage: 'replies',
    words: 'desk',
    needs: ['list-invitations', 'record-desk-reply'],
    load: async () => (await import('../features/desk/desk-page.js')).DeskPage,
  },
  {
    path: 'inbox',
    stage: 'replies',
    words: 'inbox',
    needs: ['count-inbox'],
    badge: lateBadge('count-inbox', async () => (await import('../features/inbox/inbox-badge.js')).InboxBadge),
    load: async () => (await import('../features/inbox/inbox-page.js')).InboxPage,
    beneath: [
      { path: 'inbox/$mailId', load: async () => (await import('../features/inbox/inbox-mail-page.js')).InboxMailPage },
    ],
  },
  {
    path: 'call-list',
    stage: 'replies',
    words: 'callList',
    needs: ['list-call-list'],
    load: async () => (await import('../features/replies/call-list-page.js')).CallListPage,
  },
  {
    path: 'opinions',
    stage: 'replies',
    words: 'opinions',
    needs: ['list-opinions'],
    load: async () => (await import('../features/after/opinions-page.js')).OpinionsPage,
  },
  {
    path: 'mails',
    stage: 'mails',
    words: 'mails',
    needs: ['list-deliveries'],
    badge: lateBadge('get-mail-attention', async () => (await import('../features/mails/mails-badge.js')).MailsBadge),
    load: async () => (await import('../features/mails/mails-page.js')).MailsPage,
    beneath: [
      { path: 'mails/$deliveryId', load: async () => (await import('../features/mails/mail-page.js')).MailPage },
    ],
  },
  {
    path: 'ahead',
    stage: 'mails',
    words: 'ahead',
    needs: ['look-ahead'],
    load: async () => (await import('../features/mails/ahead-page.js')).AheadPage,
  },
  {
    path: 'remind',
    stage: 'mails',
    words: 'remind',
    needs: ['look-ahead', 'remind-now'],
    load: async () => (await import('../features/mails/remind-page.js')).RemindPage,
  },
  {
    path: 'announcements',
    stage: 'mails',
    words: 'announcements',
    needs: ['list-announcements'],
    badge: lateBadge(
      'list-announcements',
      async () => (await import('../features/mails/announcements-badge.js')).AnnouncementsBadge,
    ),
    load: async () => (await import('../features/mails/announcements-page.js')).AnnouncementsPage,
    beneath: [
      {
        path: 'announcements/new',
        load: async () => (await import('../features/mails/announcement-writing-page.js')).AnnouncementWritingPage,
      },
    ],
  },
  {
    path: 'wording',
    stage: 'mails',
    words: 'wording',
    needs: ['save-mail-wording'],
    of: 'any',
    load: async () => (await import('../features/mails/wording-page.js')).WordingPage,
    beneath: [
      {
        path: 'wording/$kind/$language',
        load: async () => (await import('../features/mails/wording-editor-page.js')).WordingEditorPage,
      },
    ],
  },
  {
    path: 'sending-side',
    stage: 'mails',
    words: 'sendingSide',
    needs: ['check-sending-side'],
    of: 'any',
    load: async () => (await import('../features/mails/sending-side-page.js')).SendingSidePage,
  },
  {
    path: 'checks',
    stage: 'checks',
    words: 'checks',
    needs: ['list-readiness'],
    load: async () => (await import('../features/checks/checks-page.js')).ChecksPage,
    beneath: [
      { path: 'checks/sites/$siteId', load: async () => (await import('../features/checks/site-page.js')).SitePage },
      {
        path: 'checks/sites/$siteId/dossier',
        load: async () => (await import('../features/checks/dossier-page.js')).DossierPage,
      },
      {
        path: 'checks/sites/$siteId/results/$checkId',
        load: async () => (await import('../features/checks/entry-page.js')).EntryPage,
      },
      {
        path: 'checks/dossiers',
        load: async () => (await import('../features/checks/dossier-list-page.js')).DossierListPage,
      },
      { path: 'checks/days', load: async () => (await import('../features/checks/day-list-page.js')).DayListPage },
      { path: 'checks/limits', load: async () => (await import('../features/checks/limits-page.js')).LimitsPage },
    ],
  },
  {
    path: 'check-plan',
    stage: 'checks',
    words: 'checkPlan',
    needs: ['propose-checks', 'apply-check-proposal'],
    load: async () => (await import('../features/planning/plan-page.js')).PlanPage,
  },
  {
    path: 'check-calendar',
    stage: 'checks',
    words: 'checkCalendar',
    needs: ['set-check-calendar'],
    load: async () => (await import('../features/planning/calendar-page.js')).CalendarPage,
  },
  {
    path: 'technicians',
    stage: 'checks',
    words: 'technicians',
    needs: ['list-technicians'],
    load: async () => (await import('../features/planning/technicians-page.js')).TechniciansPage,
  },
  {
    path: 'halls',
    stage: 'day',
    words: 'halls',
    needs: ['list-halls'],
    load: async () => (await import('../features/day/halls-page.js')).HallsPage,
  },
  {
    path: 'joining',
    stage: 'day',
    words: 'joining',
    needs: ['get-conference-day'],
    load: async () => (await import('../features/joining/joining-page.js')).JoiningPage,
    beneath: [
      { path: 'joining/plan', load: async () => (await import('../features/joining/dial-plan-page.js')).DialPlanPage },
      {
        path: 'joining/faults',
        load: async () => (await import('../features/joining/fault-log-page.js')).FaultLogPage,
      },
    ],
  },
  {
    path: 'report',
    stage: 'after',
    words: 'report',
    needs: ['get-report'],
    load: async () => (await import('../features/after/report-page.js')).ReportPage,
  },
  {
    path: 'lists',
    stage: 'after',
    words: 'lists',
    needs: ['read-list'],
    load: async () => (await import('../features/after/lists-page.js')).ListsPage,
  },
  {
    path: 'history',
    stage: 'after',
    words: 'history',
    needs: ['list-history'],
    load: async () => (await import('../features/replies/history-page.js')).HistoryPage,
  },
];

/** What of a person opens pages. */
type Asks = Pick<SignedInStaff, 'asks'>;
/** The pages that are open to somebody; the API decides, this only keeps people from doors that are closed to them. */
export const pagesOf = ({ asks }: Asks, meeting: Pick<Meeting, 'status'> | undefined): readonly Page[] =>
  pages.filter(
    ({ needs, of }) => (of === 'any' || meeting?.status !== 'draft') && needs.every((each) => asks.includes(each)),
  );

/** Where somebody comes to a meeting: to its answers, while it is a draft to what is prepared of it. */
export const firstPageOf = (staff: Asks, meeting: Pick<Meeting, 'status'>): Page | undefined => {
  const open = pagesOf(staff, meeting);
  return (meeting.status === 'draft' ? undefined : open.find(({ stage }) => stage !== 'prepare')) ?? open[0];
};
