import { SignJWT, type CryptoKey, type KeyObject } from 'jose';
import { type Clock, conflict } from '#platform';
import { ConferenceBridge, type Guest, type Room, type RoomLook } from './conference-bridge.js';

export type JitsiSettings = {
  /** Where its rooms are, such as https://meet.example */
  readonly url: string;
  /** The id by which the server knows Sala (`iss`), and whom its tokens are for. */
  readonly app: string;
  readonly audience: string;
  /** The tenant or domain (`sub`). */
  readonly domain: string;
  readonly alg: 'HS256' | 'RS256';
  readonly key: Uint8Array | CryptoKey | KeyObject;
  /** By which key the server is to check it, where it has several. */
  readonly keyId?: string | undefined;
};

/** A link that was handed out in the morning still leads there in the evening, and not a month later. */
const goodFor = 24 * 3600;

/** Rooms of Jitsi Meet, which are there as soon as somebody comes: who may is said by a signed token. It does not say who is in. */
export class Jitsi extends ConferenceBridge {
  readonly kind = 'jitsi';
  readonly watches = false;

  constructor(
    private readonly settings: JitsiSettings,
    private readonly clock: Clock,
  ) {
    super();
  }

  open(): Promise<void> {
    return Promise.resolve();
  }

  look(): Promise<RoomLook> {
    return Promise.reject(conflict('bridge-not-set'));
  }

  /** Nobody ends a room of Jitsi from outside; it goes when the last one leaves. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  async joinAddress({ roomId }: Room, { siteId, name }: Guest): Promise<string> {
    const { url, app, audience, domain, alg, key, keyId } = this.settings;
    const now = Math.floor(this.clock.now().getTime() / 1000);
    const token = await new SignJWT({ room: roomId, context: { user: { id: siteId, name } } })
      .setProtectedHeader({ alg, typ: 'JWT', ...(keyId !== undefined && { kid: keyId }) })
      .setAudience(audience)
      .setIssuer(app)
      .setSubject(domain)
      .setIssuedAt(now)
      // The server's clock may be behind.
      .setNotBefore(now - 60)
      .setExpirationTime(now + goodFor)
      .sign(key);
    return `${url.replace(/\/$/, '')}/${encodeURIComponent(roomId)}?jwt=${token}`;
  }

  believes(): boolean {
    return false;
  }
}
