import type { ReadinessStatus, SiteReadiness } from '#contracts';

/** From what needs somebody soonest to what needs nobody. */
const byNeed: readonly ReadinessStatus[] = ['failed', 'overdue', 'stale', 'unknown', 'booked', 'passed'];
export const statusOrder = (status: ReadinessStatus): number => byNeed.indexOf(status);

/** Of the sites where somebody comes: how many there are, and how many have passed their check. */
export const readyOf = (sites: readonly SiteReadiness[]): { readonly ready: number; readonly joining: number } => {
  const joining = sites.filter(({ attending }) => attending > 0);
  return { ready: joining.filter(({ status }) => status === 'passed').length, joining: joining.length };
};

/** What a list of sites is narrowed to; nothing is all. */
export type Only = { readonly province: string; readonly status: string; readonly by: string };
export const everySite: Only = { province: '', status: '', by: '' };
export const isShown = (
  { provinceCode, status, lastResult }: SiteReadiness,
  { province, status: wanted, by }: Only,
): boolean =>
  (province === '' || province === provinceCode)
  && (wanted === '' || wanted === status)
  && (by === '' || by === lastResult?.recordedBy);
