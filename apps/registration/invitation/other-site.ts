import { type Invitation, type Response } from '#contracts';
import { digestText } from '#platform';
import { lastSaid } from './said.js';

type Asking = {
  readonly status: Invitation['status'];
  readonly responses: readonly Response[];
  readonly otherSiteDecided?: string;
};

/** What the office asks for now: in which words, by a digest of them. Nothing of one that does not come. */
export const otherSiteAsked = ({ status, responses }: Omit<Asking, 'otherSiteDecided'>): string | undefined => {
  const said = status === 'issued' ? lastSaid(responses) : undefined;
  const { answer, otherSite = '' } = said ?? {};
  return answer === undefined || answer === 'decline' || otherSite === '' ? undefined : digestText(otherSite, 16);
};

/** Whether it asks for another hall and nobody has decided on it: what was decided stays so while it asks in the same words. */
export const asksOtherSite = (record: Asking): boolean => {
  const asked = otherSiteAsked(record);
  return asked !== undefined && asked !== record.otherSiteDecided;
};
