import { createContext, useContext } from 'react';
import type { Meeting, SignedInStaff } from '#contracts';

/** What every page of a meeting stands in: the meeting, and who looks at it. */
type MeetingContext = { readonly meeting: Meeting; readonly staff: SignedInStaff };

export const CurrentMeeting = createContext<MeetingContext | undefined>(undefined);
export const useMeeting = (): MeetingContext => {
  const current = useContext(CurrentMeeting);
  if (current === undefined) throw new Error('a page of a meeting stands outside of one');
  return current;
};
