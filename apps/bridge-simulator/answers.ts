import { type Guest } from './rooms.js';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => entities[letter] ?? letter);

type Element = string | readonly [name: string, content: string | readonly Element[]];
const written = (element: Element): string => {
  if (typeof element === 'string') return escaped(element);
  const [name, content] = element;
  return `<${name}>${typeof content === 'string' ? escaped(content) : content.map(written).join('')}</${name}>`;
};

/** An answer as BigBlueButton writes it. */
export const answer = (elements: readonly Element[]): string => written(['response', elements]);
export const failed = (messageKey: string, message: string): string =>
  answer([
    ['returncode', 'FAILED'],
    ['messageKey', messageKey],
    ['message', message],
  ]);

const attendee = ({ userId, name }: Guest): Element => [
  'attendee',
  [
    ['userID', userId],
    ['fullName', name],
    ['role', 'VIEWER'],
    ['isPresenter', 'false'],
    ['isListeningOnly', 'false'],
    ['hasJoinedVoice', 'true'],
    ['hasVideo', 'true'],
    ['clientType', 'HTML5'],
  ],
];

export const meetingInfo = (roomId: string, name: string, guests: readonly Guest[]): string =>
  answer([
    ['returncode', 'SUCCESS'],
    ['meetingName', name],
    ['meetingID', roomId],
    ['internalMeetingID', `simulated-${roomId}`],
    ['running', String(guests.length > 0)],
    ['hasUserJoined', String(guests.length > 0)],
    ['recording', 'false'],
    ['hasBeenForciblyEnded', 'false'],
    ['participantCount', String(guests.length)],
    ['voiceParticipantCount', String(guests.length)],
    ['attendees', guests.map(attendee)],
    ['metadata', ''],
  ]);
