import { type Meeting } from '#contracts';

/** Nothing of a meeting changes any more once it was cancelled or closed. */
export const isEnded = ({ status }: Pick<Meeting, 'status'>): boolean => status === 'cancelled' || status === 'closed';
