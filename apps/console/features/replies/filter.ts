import { Answer, Channel, type InvitationFilter, SeatState } from '#contracts';

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

/** What of an address is a filter; what is none is left out. */
export const typedOf = (search: Readonly<Record<string, unknown>>): Typed =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = search[name];
      return value === undefined || value === null || value === '' ? [] : [[name, String(value)]];
    }),
  );

const oneOf = <Value extends string>(options: readonly Value[], typed: string | undefined): Value | undefined =>
  options.find((each) => each === typed);

export const filterOf = (typed: Typed): Shown => {
  const standing = oneOf(['silent', 'answered', 'withdrawn'], typed.standing);
  const channel = oneOf(Channel.options, typed.channel);
  const answer = oneOf(Answer.options, typed.answer);
  const seat = oneOf(SeatState.options, typed.seat);
  return {
    ...(standing && { standing }),
    ...(typed.class !== undefined && { class: typed.class }),
    ...(typed.provinceCode !== undefined && { provinceCode: typed.provinceCode }),
    ...(channel && { channel }),
    ...(answer && { answer }),
    ...(typed.late !== undefined && { late: typed.late === 'true' }),
    ...(typed.unconfirmed !== undefined && { unconfirmed: typed.unconfirmed === 'true' }),
    ...(seat && { seat }),
    ...(typed.asksOtherSite !== undefined && { asksOtherSite: typed.asksOtherSite === 'true' }),
    ...(typed.q !== undefined && typed.q.trim() !== '' && { q: typed.q.trim().slice(0, 200) }),
  };
};
