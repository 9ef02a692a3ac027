import { isDeepStrictEqual } from 'node:util';
import { type DigestFigures } from '../mail/mail.module.js';
import { mayCome, type Recipient } from '../recipient/recipient.module.js';

type Standing = Pick<Recipient, 'provinceCode' | 'responseRevision' | 'coming' | 'withdrawn'>;
/** What of a meeting is known at one moment, of all provinces. */
export type Known = {
  readonly standings: readonly Standing[];
  readonly undecided: (provinceCode?: string) => { readonly unknown: number; readonly unreached: number };
  readonly calls: ReadonlyMap<string, number>;
  readonly overdue: number;
  readonly announcements: number;
};

/** How it stands in one province, or in all; what is of no province is the coordinator's alone. */
export const figuresOf = (known: Known, inbox: number, provinceCode?: string): DigestFigures => {
  const offices = known.standings.filter((each) => provinceCode === undefined || each.provinceCode === provinceCode);
  const answered = offices.filter(({ responseRevision }) => responseRevision > 0).length;
  const calls = [...known.calls].filter(([code]) => provinceCode === undefined || code === provinceCode);
  return {
    invited: offices.length,
    answered,
    coming: offices.filter(mayCome).length,
    silent: offices.length - answered,
    ...known.undecided(provinceCode),
    overdue: provinceCode === undefined ? known.overdue : 0,
    inbox,
    calls: calls.reduce((sum, [, count]) => sum + count, 0),
    announcements: provinceCode === undefined ? known.announcements : 0,
  };
};

/** Whether there is anything to tell since the last one: where nothing has changed no mail goes, nor of a province that invites nobody. */
export const isNews = (figures: DigestFigures, before: DigestFigures | undefined): boolean =>
  figures.invited > 0 && !isDeepStrictEqual(figures, before);
