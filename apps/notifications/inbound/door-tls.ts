import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ConfigError } from '#platform';
import { type NotificationsConfig } from '../settings/settings.module.js';

type Files = Pick<NotificationsConfig, 'SALA_INBOUND_TLS_CERT_FILE' | 'SALA_INBOUND_TLS_KEY_FILE'>;
/** By which the door speaks TLS; `until`: when the certificate ends. */
export type DoorTls = { readonly cert: string; readonly key: string; readonly until: Date };

const wrong = (problem: string): ConfigError =>
  new ConfigError(
    `notifications cannot start: ${problem}. Set SALA_INBOUND_TLS_CERT_FILE and SALA_INBOUND_TLS_KEY_FILE to the paths of a certificate (PEM, with its chain) and of its private key, or neither`,
  );
const read = (file: string, name: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw wrong(`the file in ${name} cannot be read`);
  }
};

/** Nothing where none is set. Throws ConfigError, which says what is wrong and nothing that stands in the files. */
export const doorTls = ({
  SALA_INBOUND_TLS_CERT_FILE: certFile,
  SALA_INBOUND_TLS_KEY_FILE: keyFile,
}: Files): DoorTls | undefined => {
  if (certFile === undefined && keyFile === undefined) return undefined;
  if (certFile === undefined || keyFile === undefined) throw wrong('the certificate of the mail door is set by halves');
  const [cert, key] = [read(certFile, 'SALA_INBOUND_TLS_CERT_FILE'), read(keyFile, 'SALA_INBOUND_TLS_KEY_FILE')];
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(cert);
  } catch {
    throw wrong('what is in SALA_INBOUND_TLS_CERT_FILE is no certificate');
  }
  const fits = ((): boolean => {
    try {
      return certificate.checkPrivateKey(createPrivateKey(key));
    } catch {
      return false;
    }
  })();
  if (!fits) throw wrong('the key in SALA_INBOUND_TLS_KEY_FILE is not that of the certificate');
  return { cert, key, until: new Date(certificate.validTo) };
};
