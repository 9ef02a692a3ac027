import { type Delivery, generationOf } from '../ledger/ledger.module.js';

/** Where the mail of a key went; nothing where that is not known for sure, as of one that was sent again before such was kept. */
export const mailedAddress = (delivery: Delivery, key: string): string | undefined => {
  const { generation = 1, address, past = [] } = delivery;
  const which = generationOf(delivery, key);
  if (which === undefined) return undefined;
  if (which === generation) return address;
  // A try that never left is no entry of the past.
  return past.length === generation - 1 ? past[which - 1]?.address : undefined;
};
