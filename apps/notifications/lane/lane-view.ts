import { type MailLane } from '#contracts';
import { type LaneOf } from './lane.js';
import { laneWords } from './lane-words.js';

/** A lane as staff see it: which server, and if it takes no mail why, since when and what to do. */
export const laneView = ({ relay, lane }: LaneOf): MailLane => {
  if (lane.status === 'open') return { relay, status: 'open' };
  const { cause, said, since, tries, nextTryAt } = lane;
  return { relay, status: 'stopped', cause, ...laneWords(cause), said, since, tries, nextTryAt };
};
