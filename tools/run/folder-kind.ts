// A data folder is of one kind for its whole life: it holds the sample meeting in the sample's own time, or a real one's in real time.
import { StepFailure } from '../bootstrap/progress.mjs';

/** What `npm start` noted in the folder. */
export type Noted = {
  readonly sample?: boolean;
  readonly sampleLoaded?: boolean;
  readonly clockSet?: boolean;
  readonly aliveAt?: string;
};

/** What a folder was begun as; undefined for one that is new. Folders of earlier versions are known by what was done in them. */
const begunWith = ({ sample, sampleLoaded, clockSet, aliveAt }: Noted): boolean | undefined =>
  sample ?? (sampleLoaded || clockSet ? true : aliveAt === undefined ? undefined : false);

/**
 * Whether this start shows the sample meeting. `asked`: true for --sample, false for --no-sample, undefined for neither.
 * Throws StepFailure where the folder is of the other kind: its clock and its offices would be mixed with the sample's.
 */
export const showsSample = (state: Noted, asked: boolean | undefined): boolean => {
  const begun = begunWith(state);
  if (begun === undefined) return asked ?? true;
  if (asked === undefined || asked === begun) return begun;
  throw begun
    ? new StepFailure(
        'this data folder holds the sample meeting, which lives in November 2016',
        'For meetings of your own name another folder by SALA_DATA; start this one without --no-sample.',
      )
    : new StepFailure(
        'this data folder was begun without the sample meeting',
        'To look at the sample name another folder by SALA_DATA; start this one without --sample.',
      );
};
