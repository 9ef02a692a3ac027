import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import DKIM from 'nodemailer/lib/dkim';
import { ConfigError } from '#platform';

/** Signs mails as the sender's domain (DKIM, RFC 6376). */
export type MailSigner = {
  readonly selector: string;
  /** As the record in the DNS has it. */
  readonly publicKey: string;
  readonly sign: (raw: Buffer) => Promise<Buffer>;
};

/** RFC 8301: shorter ones count for nothing. */
const leastBits = 1_024;

/** What stands in the head and means something to the reader or his mail program; one-click is believed only where it is signed (RFC 8058). */
const signed = [
  'From',
  'Reply-To',
  'To',
  'Subject',
  'Date',
  'Message-ID',
  'In-Reply-To',
  'References',
  'MIME-Version',
  'Content-Type',
  'Content-Transfer-Encoding',
  'Auto-Submitted',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
  'X-Sala-Delivery',
].join(':');

const wrongKey = (problem: string): ConfigError =>
  new ConfigError(
    `notifications cannot start: the key in SALA_DKIM_KEY_FILE ${problem}. Set it to the path of a private RSA key (PEM) of ${leastBits} bits or more, better 2048`,
  );

/** A signer for the domain by the key in a file. Throws ConfigError, which says what is wrong with the key and nothing that stands in it. */
export const signerWith = (file: string, selector: string, domain: string): MailSigner => {
  let pem: string;
  try {
    pem = readFileSync(file, 'utf8');
  } catch {
    throw wrongKey('cannot be read');
  }
  const key = ((): ReturnType<typeof createPrivateKey> => {
    try {
      return createPrivateKey(pem);
    } catch {
      throw wrongKey('is none');
    }
  })();
  if (key.asymmetricKeyType !== 'rsa') throw wrongKey('is of another kind');
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < leastBits) throw wrongKey(`is too short (${bits} bits)`);
  const dkim = new DKIM({ domainName: domain, keySelector: selector, privateKey: pem, headerFieldNames: signed });
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64');
  return { selector, publicKey, sign: (raw) => buffer(dkim.sign(raw)) };
};
