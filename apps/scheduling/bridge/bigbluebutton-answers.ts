import { childOf, readXml, textIn, type XmlElement } from './read-xml.js';

/** What BigBlueButton answers to any call: whether it did it, and the key of why not. */
export type BbbAnswer = { readonly done: boolean; readonly key: string; readonly whole: XmlElement };

/** @throws Error for what is no answer of BigBlueButton's */
export const readAnswer = (text: string): BbbAnswer => {
  const whole = readXml(text);
  const code = textIn(whole, 'returncode');
  if (whole.name !== 'response' || (code !== 'SUCCESS' && code !== 'FAILED'))
    throw new Error('not an answer of the API');
  return { done: code === 'SUCCESS', key: textIn(whole, 'messageKey'), whole };
};

export type MeetingInfo = { readonly ended: boolean; readonly userIds: readonly string[] };

/** Who is in a meeting: by the ids that their addresses to join gave them, each once. */
export const readMeetingInfo = ({ whole }: BbbAnswer): MeetingInfo => {
  const attendees = childOf(whole, 'attendees')?.children ?? [];
  const userIds = attendees.filter(({ name }) => name === 'attendee').map((each) => textIn(each, 'userID'));
  return {
    ended: textIn(whole, 'hasBeenForciblyEnded') === 'true',
    userIds: [...new Set(userIds.filter((id) => id !== ''))],
  };
};
