import type { JoiningState, JoiningStep, SiteJoining } from '#contracts';

/** What needs somebody first: sorted so, the table begins with it. */
const urgency: readonly JoiningState[] = ['dropped', 'joining', 'waiting', 'in', 'left'];
export const urgencyOf = (state: JoiningState): number => urgency.indexOf(state);
const stepUrgency: readonly JoiningStep[] = ['call-again', 'mend', 'call', 'see-in', 'wait', 'none'];
export const stepUrgencyOf = (step: JoiningStep): number => stepUrgency.indexOf(step);

/** How long a site has stood so, by the clock that the day was read by. */
export const minutesOf = ({ since }: Pick<SiteJoining, 'since'>, asOf: string): number | undefined =>
  since === undefined ? undefined : Math.max(0, Math.floor((Date.parse(asOf) - Date.parse(since)) / 60_000));

export type OnlySites = { readonly state: string; readonly step: string; readonly province: string };
export const everySite: OnlySites = { state: '', step: '', province: '' };
export const isShown = ({ state, next, provinceCode }: SiteJoining, only: OnlySites): boolean =>
  (only.state === '' || only.state === state)
  && (only.step === '' || only.step === next)
  && (only.province === '' || only.province === provinceCode);

/** What can be said of a site as it stands: nothing that it is already, and no line lost that was not there. */
export const sayable = (state: JoiningState): readonly JoiningState[] => {
  const all: readonly JoiningState[] = ['joining', 'in', 'dropped', 'left', 'waiting'];
  return all.filter((each) => each !== state && (each !== 'dropped' || state === 'in' || state === 'joining'));
};

/** The groups and bridges of a dial plan as they are typed. */
export type TypedPlan = {
  readonly lead: string;
  readonly rate: string;
  readonly groups: readonly {
    readonly name: string;
    readonly provinceCodes: readonly string[];
    readonly siteIds: readonly string[];
  }[];
  readonly bridges: readonly { readonly name: string; readonly ports: string }[];
};
