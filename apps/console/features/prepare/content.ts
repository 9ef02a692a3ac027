import { type Meeting, type MeetingContent, meetingContentNames } from '#contracts';

/** What people wrote of a meeting, without what Sala keeps beside it. */
export const contentOf = (meeting: Meeting): MeetingContent =>
  Object.fromEntries(
    meetingContentNames.flatMap((name) => (meeting[name] === undefined ? [] : [[name, meeting[name]]])),
  ) as MeetingContent;

/** Nothing of a meeting changes any more once it was cancelled or closed. */
export const isEnded = ({ status }: Pick<Meeting, 'status'>): boolean => status === 'cancelled' || status === 'closed';
