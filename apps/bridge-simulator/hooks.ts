import { createHash } from 'node:crypto';
import { type Happened } from './rooms.js';

type Hook = { readonly id: number; readonly url: string; readonly roomId: string | undefined };
/** How callbacks go: each once, none at all, each twice. */
export type CallbackManner = 'once' | 'lost' | 'twice';

const patienceMs = 5_000;

/** Who is told what happens, as BigBlueButton's webhooks tell it: a form, with a checksum over address, form and secret. */
export class Hooks {
  readonly #hooks: Hook[] = [];
  manner: CallbackManner = 'once';
  #told = 0;

  constructor(private readonly secret: string) {}

  add(url: string, roomId: string | undefined): { readonly id: number; readonly known: boolean } {
    const there = this.#hooks.find((each) => each.url === url);
    if (there !== undefined) return { id: there.id, known: true };
    const id = this.#hooks.length + 1;
    this.#hooks.push({ id, url, roomId });
    return { id, known: false };
  }

  /** Never waits for whoever is told. */
  tell({ what, roomId, userId }: Happened): void {
    this.#told += 1;
    const times = { once: 1, lost: 0, twice: 2 }[this.manner];
    const attributes = {
      meeting: { 'external-meeting-id': roomId },
      ...(userId !== undefined && { user: { 'external-user-id': userId } }),
    };
    const event = JSON.stringify([{ data: { type: 'event', id: what, attributes } }]);
    const body = { event, timestamp: String(this.#told), domain: 'bridge.example' };
    const told = this.#hooks.filter((hook) => hook.roomId === undefined || hook.roomId === roomId);
    for (const { url } of told)
      for (let index = 0; index < times; index += 1) void this.#post(url, body).catch(() => undefined);
  }

  async #post(url: string, body: Readonly<Record<string, string>>): Promise<void> {
    const checksum = createHash('sha256')
      .update(url + JSON.stringify(body) + this.secret)
      .digest('hex');
    await fetch(`${url}${url.includes('?') ? '&' : '?'}checksum=${checksum}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(body).toString(),
      signal: AbortSignal.timeout(patienceMs),
    });
  }
}
