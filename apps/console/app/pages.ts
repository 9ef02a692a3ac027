import { type ComponentType } from 'react';
import {
  GetResponseBoard,
  ListCallList,
  ListInvitations,
  ListReadiness,
  mayAsk,
  RecordDeskReply,
  type Routed,
  type Staff,
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
  /** Loaded when somebody goes there. */
  readonly load: () => Promise<ComponentType>;
};

/** In the order in which they are shown. */
export const pages: readonly Page[] = [
  {
    path: 'board',
    stage: 'replies',
    words: 'board',
    needs: [GetResponseBoard],
    load: async () => (await import('../features/board/board-page.js')).BoardPage,
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
    path: 'call-list',
    stage: 'replies',
    words: 'callList',
    needs: [ListCallList],
    load: async () => (await import('../features/call-list/call-list-page.js')).CallListPage,
  },
  {
    path: 'checks',
    stage: 'checks',
    words: 'checks',
    needs: [ListReadiness],
    load: async () => (await import('../features/checks/checks-page.js')).ChecksPage,
  },
];

/** The pages that are open to somebody; the API decides, this only keeps people from doors that are closed to them. */
export const pagesOf = (staff: Staff): readonly Page[] =>
  pages.filter(({ needs }) => needs.every((contract) => mayAsk(contract, staff)));
