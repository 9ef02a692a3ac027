import { createHash, randomUUID } from 'node:crypto';
import { answer, escaped, failed, meetingInfo } from './answers.js';
import { type Hooks } from './hooks.js';
import { type Rooms } from './rooms.js';

export type Answered = { readonly type: 'text/xml' | 'text/html'; readonly text: string };
const xml = (text: string): Answered => ({ type: 'text/xml', text });

const hashes = ['sha1', 'sha256', 'sha384', 'sha512'];
/** The checksum is over the query as it was sent, without the checksum itself. */
const isSigned = (call: string, query: string, secret: string): boolean => {
  const given = /(?:^|&)checksum=([0-9a-f]+)(?:&|$)/.exec(query)?.[1];
  const signed = query.replace(/(?:^|&)checksum=[^&]*/, '').replace(/^&/, '');
  return hashes.some(
    (hash) =>
      createHash(hash)
        .update(call + signed + secret)
        .digest('hex') === given,
  );
};

const notFound = xml(failed('notFound', 'We could not find a meeting with that meeting ID'));

type Parameters = URLSearchParams;
const page = (title: string, text: string): Answered => ({
  type: 'text/html',
  text: `<!doctype html><html lang="th"><meta charset="utf-8"><title>${escaped(title)}</title><h1>${escaped(title)}</h1><p>${escaped(text)}</p></html>`,
});

/** BigBlueButton's API over simulated rooms: the calls that Sala makes, and isMeetingRunning. */
export class Api {
  constructor(
    private readonly rooms: Rooms,
    private readonly hooks: Hooks,
    private readonly secret: string,
  ) {}

  answer(call: string, query: string): Answered {
    if (!isSigned(call, query, this.secret)) return xml(failed('checksumError', 'Checksums do not match'));
    const parameters = new URLSearchParams(query);
    const roomId = parameters.get('meetingID') ?? '';
    switch (call) {
      case 'create':
        return this.#create(roomId, parameters);
      case 'join':
        return this.#join(roomId, parameters);
      case 'isMeetingRunning': {
        const running = (this.rooms.find(roomId)?.guests.length ?? 0) > 0;
        return xml(
          answer([
            ['returncode', 'SUCCESS'],
            ['running', String(running)],
          ]),
        );
      }
      case 'getMeetingInfo': {
        const room = this.rooms.find(roomId);
        return room === undefined ? notFound : xml(meetingInfo(roomId, room.name, room.guests));
      }
      case 'end':
        return this.rooms.end(roomId)
          ? xml(
              answer([
                ['returncode', 'SUCCESS'],
                ['messageKey', 'sentEndMeetingRequest'],
                ['message', 'A request to end the meeting was sent'],
              ]),
            )
          : notFound;
      case 'hooks/create':
        return this.#hook(parameters);
      default:
        return xml(failed('unsupportedRequest', 'This request is not supported.'));
    }
  }

  #create(roomId: string, parameters: Parameters): Answered {
    if (roomId === '') return xml(failed('validationError', 'You must provide a meeting ID'));
    const state = this.rooms.create(roomId, parameters.get('name') ?? roomId);
    return xml(
      answer([
        ['returncode', 'SUCCESS'],
        ['meetingID', roomId],
        ['internalMeetingID', `simulated-${roomId}`],
        ['hasUserJoined', 'false'],
        ['hasBeenForciblyEnded', 'false'],
        ['messageKey', state === 'there' ? 'duplicateWarning' : ''],
        ['message', ''],
      ]),
    );
  }

  /** Whoever opens the address is in, until it is said at the controls that the line is gone. */
  #join(roomId: string, parameters: Parameters): Answered {
    const name = parameters.get('fullName') ?? '';
    const userId = parameters.get('userID') ?? randomUUID();
    if (name === '') return xml(failed('validationError', 'You must provide your name'));
    if (!this.rooms.join(roomId, { userId, name })) return notFound;
    return page(name, 'เชื่อมต่อกับห้องจำลองแล้ว · You are in the simulated room.');
  }

  #hook(parameters: Parameters): Answered {
    const url = parameters.get('callbackURL') ?? '';
    if (!URL.canParse(url)) return xml(failed('missingParamCallbackURL', 'You must specify a callbackURL.'));
    const { id, known } = this.hooks.add(url, parameters.get('meetingID') ?? undefined);
    return xml(
      answer([
        ['returncode', 'SUCCESS'],
        ['hookID', String(id)],
        ...(known ? ([['messageKey', 'duplicateWarning']] as const) : []),
      ]),
    );
  }
}
