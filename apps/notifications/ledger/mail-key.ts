import { digestHex } from '#platform';

type Sent = {
  readonly id: string;
  readonly generation?: number;
  /** The key of the mail that it left in, where that went to several offices. */
  readonly inMail?: string;
  readonly past?: readonly { readonly key?: string }[];
};

/** What is known of a mail by whoever got it, and of nobody else: its Message-ID begins with it, and so does the way back that its envelope names. */
export const mailKeyOf = ({ id, generation = 1, inMail }: Sent): string =>
  inMail ?? digestHex(generation === 1 ? id : `${id}.${generation}`, 32);

/** Which of a delivery's mails a key is of: each time that it was sent again is one of its own. */
export const generationOf = ({ id, generation = 1, inMail, past = [] }: Sent, key: string): number | undefined => {
  if (key === inMail) return generation;
  const own = Array.from({ length: generation }, (_each, index) => index + 1).find(
    (each) => mailKeyOf({ id, generation: each }) === key,
  );
  if (own !== undefined || past.length !== generation - 1) return own;
  const before = past.findIndex((each) => each.key === key);
  return before < 0 ? undefined : before + 1;
};

/** The keys under which a delivery is found, with that of the mail that leaves now. */
export const withKey = (delivery: Sent & { readonly keys?: readonly string[] }): readonly string[] => {
  const { keys = [] } = delivery;
  const key = mailKeyOf(delivery);
  return keys.includes(key) ? keys : [...keys, key];
};
