import { useEffect, useState } from 'react';

export const pages = ['board', 'silent', 'desk', 'callList', 'checks'] as const;
export type PageName = (typeof pages)[number];
/** Where somebody is: which meeting, which page. The address says both, so that a reload or a link leads to the same place. */
export type Place = { readonly meetingId?: string; readonly page?: PageName };

export const addressOf = (meetingId: string, page: PageName): string => `#/${encodeURIComponent(meetingId)}/${page}`;
export const placeOf = (hash: string): Place => {
  const [, meeting = '', name = ''] = hash.split('/');
  const page = pages.find((each) => each === name);
  try {
    return { ...(meeting !== '' && { meetingId: decodeURIComponent(meeting) }), ...(page !== undefined && { page }) };
  } catch {
    return {};
  }
};

export const usePlace = (): Place => {
  const [place, setPlace] = useState(placeOf(location.hash));
  useEffect(() => {
    const follow = () => setPlace(placeOf(location.hash));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return place;
};
