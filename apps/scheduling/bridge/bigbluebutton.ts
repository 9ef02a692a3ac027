import { unavailable } from '#platform';
import { type BbbAnswer, readAnswer, readMeetingInfo } from './bigbluebutton-answers.js';
import { type ChecksumHash, isCallbackOf, signedQuery } from './bigbluebutton-checksum.js';
import { type Callback, ConferenceBridge, type Guest, type Room, type RoomLook } from './conference-bridge.js';
import { type Fetch } from './fetch-text.js';

export type BigBlueButtonSettings = {
  readonly kind: 'bigbluebutton' | 'simulator';
  /** Of its API, such as https://bbb.example/bigbluebutton/api */
  readonly url: string;
  readonly secret: string;
  readonly hash: ChecksumHash;
  /** Where it is to post what happens; without it the room is only looked at now and then. */
  readonly callbackUrl?: string | undefined;
};

/** What people who are watched by the bridge joined by: the role is the bridge's business, not theirs to choose. */
const role = 'VIEWER';

/** An address is registered once, for one room: each room has its own. */
const hookOf = (callbackUrl: string, roomId: string): string => `${callbackUrl}?room=${encodeURIComponent(roomId)}`;

/** BigBlueButton by its HTTP API; a simulator of it too. */
export class BigBlueButton extends ConferenceBridge {
  readonly watches = true;

  constructor(
    private readonly settings: BigBlueButtonSettings,
    private readonly fetchText: Fetch,
  ) {
    super();
  }

  get kind(): BigBlueButtonSettings['kind'] {
    return this.settings.kind;
  }

  /** A room that is open already is answered as if it had just been made. It waits for its sites, and for their coming back. */
  async open({ roomId, title }: Room): Promise<void> {
    await this.#done('create', {
      meetingID: roomId,
      name: title,
      record: 'false',
      meetingExpireIfNoUserJoinedInMinutes: '0',
      meetingExpireWhenLastUserLeftInMinutes: '0',
    });
    const { callbackUrl } = this.settings;
    // Without callbacks a drop is seen by looking: a server that has none of them is a bridge all the same.
    if (callbackUrl !== undefined)
      await this.#ask('hooks/create', { callbackURL: hookOf(callbackUrl, roomId), meetingID: roomId }).catch(
        () => undefined,
      );
  }

  async look({ roomId }: Room): Promise<RoomLook> {
    const answer = await this.#ask('getMeetingInfo', { meetingID: roomId });
    if (!answer.done) {
      if (answer.key === 'notFound') return { ended: true, siteIds: [] };
      throw refused('getMeetingInfo', answer);
    }
    const { ended, userIds } = readMeetingInfo(answer);
    return { ended, siteIds: ended ? [] : userIds };
  }

  async close({ roomId }: Room): Promise<void> {
    const answer = await this.#ask('end', { meetingID: roomId });
    if (!answer.done && answer.key !== 'notFound') throw refused('end', answer);
  }

  joinAddress({ roomId }: Room, { siteId, name }: Guest): Promise<string> {
    return Promise.resolve(
      this.#addressOf('join', { meetingID: roomId, fullName: name, userID: siteId, role, redirect: 'true' }),
    );
  }

  believes({ address, body }: Callback): boolean {
    const { callbackUrl, secret } = this.settings;
    if (callbackUrl === undefined || !URL.canParse(address)) return false;
    const roomId = new URL(address).searchParams.get('room') ?? '';
    return isCallbackOf(address, body, hookOf(callbackUrl, roomId), secret);
  }

  async #done(call: string, parameters: Readonly<Record<string, string>>): Promise<void> {
    const answer = await this.#ask(call, parameters);
    if (!answer.done) throw refused(call, answer);
  }

  async #ask(call: string, parameters: Readonly<Record<string, string>>): Promise<BbbAnswer> {
    const text = await this.fetchText(this.#addressOf(call, parameters));
    try {
      return readAnswer(text);
    } catch (cause) {
      throw unavailable('bridge-away', { why: `${call} was answered by something else`, cause });
    }
  }

  #addressOf(call: string, parameters: Readonly<Record<string, string>>): string {
    const { url, secret, hash } = this.settings;
    return `${url.replace(/\/$/, '')}/${call}?${signedQuery(call, parameters, secret, hash)}`;
  }
}

/** It is there, and does not want to: its address or secret is wrong, or it has no room left. */
const refused = (call: string, { key }: BbbAnswer) =>
  unavailable('bridge-refused', { why: `${call}: ${key.slice(0, 100)}` });
