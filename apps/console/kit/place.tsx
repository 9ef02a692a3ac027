import { createContext, useContext } from 'react';
import type { Meeting, Staff } from '#contracts';

/** What every page of a meeting stands in: the meeting, and who looks at it. */
type Place = { readonly meeting: Meeting; readonly staff: Staff };

export const PlaceContext = createContext<Place | undefined>(undefined);
export const usePlace = (): Place => {
  const place = useContext(PlaceContext);
  if (place === undefined) throw new Error('a page of a meeting stands outside of one');
  return place;
};
