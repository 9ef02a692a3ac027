import { countsSeats, GetSeat, type Invitation } from '#contracts';
import { useAnswer } from './data/use-answer.js';
import { useMeeting } from './meeting-context.js';
import { useReader } from './reader.js';

/** Whether the office has a seat in its hall; where it waits, which place it has there. Nothing where no seats are counted. */
export const HeldSeat = ({ invitation: { id, seat, response } }: { invitation: Invitation }) => {
  const { meeting } = useMeeting();
  const { names } = useReader();
  const isCounted = countsSeats(meeting.form) && response !== undefined;
  const { value } = useAnswer(GetSeat, isCounted ? { invitationId: id } : undefined, { anew: true });
  const state = value?.seat?.state ?? seat;
  if (!isCounted || state === undefined) return null;
  const place = value?.seat?.place;
  return <> · {place === undefined ? names.seats[state] : `${names.seats[state]} ${place}`}</>;
};
