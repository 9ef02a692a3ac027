import { type Delivery } from '#contracts';
import { useReader } from '../../kit/reader.js';

/** How a mail stands in words: its state, and why it failed or was not sent. */
export const useStateWords = (): ((delivery: Delivery) => string) => {
  const { names } = useReader();
  return ({ state, cancelReason, failure }) =>
    [
      names.deliveryStates[state],
      cancelReason !== undefined && names.cancelReasons[cancelReason],
      state === 'rejected' && failure !== undefined && names.deliveryFailures[failure],
    ]
      .filter((each) => typeof each === 'string')
      .join(' · ');
};
