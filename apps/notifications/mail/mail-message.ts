import { type MailSigner } from './mail-signer.js';
import { type OutgoingMail } from './mail-transport.js';
import { mimeOf, senderOf } from './mime.js';
import { type RawMail } from './smtp-line.js';

/** Makes the message, signed where there is a signer: the same by whichever mail server it goes. */
export type WriteMessage = (mail: OutgoingMail) => Promise<RawMail>;

export const messageWriter = (from: string, signer?: MailSigner): WriteMessage => {
  const sender = senderOf(from);
  return async (mail) => {
    const written = await mimeOf(mail, sender);
    return signer === undefined ? written : { ...written, raw: await signer.sign(written.raw) };
  };
};
