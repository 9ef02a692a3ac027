import { type BusyTime, type Check, type ReadinessStatus } from '#contracts';
import { type Slot } from '../calendar/calendar.module.js';

/** A site that has attending offices, with all its checks so far and where it stands by them. */
export type SiteToPlan = {
  readonly siteId: string;
  readonly checks: readonly Check[];
  readonly status: ReadinessStatus;
  /** When it can't be had, by its dossier. */
  readonly busy?: readonly BusyTime[];
  /** What it joins with: whoever tests it knows all of these. */
  readonly systems?: readonly string[];
};

/** The site's last check that has a result: it is checked again after it, and before those that were never checked. */
export const recorded = (checks: readonly Check[]): Check | undefined =>
  checks
    .filter(({ state }) => state !== 'booked' && state !== 'cancelled')
    .sort((a, b) => a.ordinal - b.ordinal)
    .at(-1);

/** Whether a slot must be found: neither a check that is booked nor a pass that still counts. */
export const needsCheck = ({ status }: Pick<SiteToPlan, 'status'>): boolean =>
  status !== 'booked' && status !== 'overdue' && status !== 'passed';

/** Instants of one spelling: comparing texts compares times. */
export const isBusyIn = ({ busy = [] }: Pick<SiteToPlan, 'busy'>, { startsAt, endsAt }: Slot): boolean =>
  busy.some(({ from, to }) => from < endsAt && startsAt < to);
