import { Answer, Channel, type InvitationFilter, SeatState } from '#contracts';
import { officesIn, oneOf, typedIn } from '../../kit/table/typed-filter.js';

/** What the list shows: as it stands in the address, so that it can be shared and led to. */
export type Shown = Partial<Omit<InvitationFilter, 'meetingId'>>;
export type Typed = { readonly [Name in keyof Shown]?: string };

const names = [
  'standing',
  'class',
  'provinceCode',
  'channel',
  'answer',
  'late',
  'unconfirmed',
  'seat',
  'asksOtherSite',
  'q',
] as const;

export const typedOf = (search: Readonly<Record<string, unknown>>): Typed => typedIn(names, search);

export const filterOf = (typed: Typed): Shown => {
  const standing = oneOf(['silent', 'answered', 'withdrawn'], typed.standing);
  const channel = oneOf(Channel.options, typed.channel);
  const answer = oneOf(Answer.options, typed.answer);
  const seat = oneOf(SeatState.options, typed.seat);
  return {
    ...(standing && { standing }),
    ...(channel && { channel }),
    ...(answer && { answer }),
    ...(typed.late !== undefined && { late: typed.late === 'true' }),
    ...(typed.unconfirmed !== undefined && { unconfirmed: typed.unconfirmed === 'true' }),
    ...(seat && { seat }),
    ...(typed.asksOtherSite !== undefined && { asksOtherSite: typed.asksOtherSite === 'true' }),
    ...officesIn(typed),
  };
};
