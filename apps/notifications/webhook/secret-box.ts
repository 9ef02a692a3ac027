import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { digestHex } from '#platform';

const [algorithm, ivBytes, tagBytes] = ['aes-256-gcm', 12, 16] as const;
const mark = 'sealed-1';

type Key = { readonly id: string; readonly bytes: Buffer };

/** Two parts that say nothing of each other: what seals, and the name by which a sealed secret says what it was sealed with. */
const keyOf = (text: string): Key => {
  const derived = (use: string, length: number): Buffer =>
    Buffer.from(hkdfSync('sha256', text, '', `sala secrets: ${use}`, length));
  return { id: digestHex(derived('name', 32).toString('hex'), 12), bytes: derived('seal', 32) };
};

/**
 * Secrets of others as they stand in the database (AES-256-GCM). The first key seals; the others open what was sealed before keys
 * were changed. A secret opens for what it was sealed for alone, so that nobody moves it from one entry to another.
 */
export class SecretBox {
  readonly #keys: readonly Key[];

  constructor(texts: readonly string[]) {
    this.#keys = texts.map(keyOf);
  }

  seal(secret: string, of: string): string {
    const [key] = this.#keys;
    if (key === undefined) throw new Error('there is no key to seal with');
    const iv = randomBytes(ivBytes);
    const cipher = createCipheriv(algorithm, key.bytes, iv, { authTagLength: tagBytes }).setAAD(Buffer.from(of));
    const sealed = Buffer.concat([iv, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return [mark, key.id, sealed.toString('base64url')].join('.');
  }

  /** Nothing where no key opens it. One that was kept before secrets were sealed is what it is. */
  open(kept: string, of: string): string | undefined {
    if (!kept.startsWith(`${mark}.`)) return kept;
    const [, id, text = ''] = kept.split('.');
    const key = this.#keys.find((each) => each.id === id);
    const sealed = Buffer.from(text, 'base64url');
    if (key === undefined || sealed.length < ivBytes + tagBytes) return undefined;
    const decipher = createDecipheriv(algorithm, key.bytes, sealed.subarray(0, ivBytes), { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(of)).setAuthTag(sealed.subarray(-tagBytes));
    try {
      return Buffer.concat([decipher.update(sealed.subarray(ivBytes, -tagBytes)), decipher.final()]).toString('utf8');
    } catch {
      return undefined;
    }
  }

  /** Whether the present key sealed it. */
  isFresh(kept: string): boolean {
    return kept.startsWith(`${mark}.${this.#keys[0]?.id ?? ''}.`);
  }
}
