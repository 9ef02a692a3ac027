import { type PlanningWords, planningWordsOf } from '#words';
import { useReader } from './reader.js';

/** The words of the pages on which checks are planned. Apart from `useWords`, so that they come with these pages. */
export const usePlanningWords = <Part extends keyof PlanningWords>(part: Part): PlanningWords[Part] =>
  planningWordsOf(useReader().language)[part];
