import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { StoppedClock, unavailable } from '#platform';
import { BigBlueButton } from './bigbluebutton.js';
import { isCallbackOf } from './bigbluebutton-checksum.js';
import { GuardedBridge } from './guarded.js';
import { readXml } from './read-xml.js';

const secret = 'a-secret-of-16-letters';
const room = { roomId: 'sala-hearing', title: 'การประชุม & รับฟัง' };
const callbackUrl = 'https://sala.example/bridge/callbacks';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Made anew by what BigBlueButton's documentation says that its API answers. */
const answers = {
  created: `<response><returncode>SUCCESS</returncode><meetingID>sala-hearing</meetingID>
    <internalMeetingID>640ab2bae07bedc4c163f679a746f7ab7fb5d1fa-1479882000000</internalMeetingID><parentMeetingID>bbb-none</parentMeetingID>
    <createTime>1479882000000</createTime><voiceBridge>70757</voiceBridge><hasUserJoined>false</hasUserJoined><duration>0</duration>
    <hasBeenForciblyEnded>false</hasBeenForciblyEnded><messageKey>duplicateWarning</messageKey>
    <message>This conference was already in existence and may currently be in progress.</message></response>`,
  info: `<response>
    <returncode>SUCCESS</returncode><meetingName><![CDATA[การประชุม & รับฟัง]]></meetingName><meetingID>sala-hearing</meetingID>
    <running>true</running><hasBeenForciblyEnded>false</hasBeenForciblyEnded><participantCount>3</participantCount>
    <attendees>
      <attendee><userID>th-50</userID><fullName>ศาลากลางจังหวัดเชียงใหม่</fullName><role>VIEWER</role><isPresenter>false</isPresenter>
        <isListeningOnly>false</isListeningOnly><hasJoinedVoice>true</hasJoinedVoice><hasVideo>true</hasVideo><clientType>HTML5</clientType></attendee>
      <attendee><userID>th-51</userID><fullName>A &lt;B&gt;</fullName><role>VIEWER</role></attendee>
      <attendee><userID>th-50</userID><fullName>ศาลากลาง (เครื่องที่สอง)</fullName><role>VIEWER</role></attendee>
    </attendees><metadata/></response>`,
  gone: '<response><returncode>FAILED</returncode><messageKey>notFound</messageKey><message>We could not find a meeting with that meeting ID</message></response>',
  ended:
    '<response><returncode>SUCCESS</returncode><hasBeenForciblyEnded>true</hasBeenForciblyEnded><attendees><attendee><userID>th-50</userID></attendee></attendees></response>',
  unsigned:
    '<response><returncode>FAILED</returncode><messageKey>checksumError</messageKey><message>You did not pass the checksum security check</message></response>',
};

const bridgeThat = (answer: (address: string) => string) => {
  const asked: string[] = [];
  const bridge = new BigBlueButton(
    { kind: 'bigbluebutton', url: 'https://bbb.example/bigbluebutton/api/', secret, hash: 'sha256', callbackUrl },
    (address) => {
      asked.push(address);
      return Promise.resolve(answer(address));
    },
  );
  return { bridge, asked };
};

describe('BigBlueButton', () => {
  it('is asked with the checksum over call, query and secret', async () => {
    const { bridge, asked } = bridgeThat(() => answers.created);
    await bridge.open(room);
    expect(asked).toHaveLength(2);
    for (const address of asked) {
      const [path = '', query = ''] = address.split('?');
      const call = path.replace('https://bbb.example/bigbluebutton/api/', '');
      const [said = '', checksum] = query.split('&checksum=');
      expect(checksum).toBe(sha256(call + said + secret));
    }
    expect(new URL(asked[0] ?? '').searchParams.get('name')).toBe(room.title);
    expect(new URL(asked[1] ?? '').searchParams.get('callbackURL')).toBe(`${callbackUrl}?room=sala-hearing`);
  });

  it('says who is in, each site once', async () => {
    expect(await bridgeThat(() => answers.info).bridge.look(room)).toEqual({
      ended: false,
      siteIds: ['th-50', 'th-51'],
    });
  });

  it.each(['gone', 'ended'] as const)('says of a room that is %s that it has ended, with nobody in', async (what) => {
    expect(await bridgeThat(() => answers[what]).bridge.look(room)).toEqual({ ended: true, siteIds: [] });
  });

  it('ends a room that is not there without a word', async () => {
    await expect(bridgeThat(() => answers.gone).bridge.close(room)).resolves.toBeUndefined();
  });

  it.each([
    ['a wrong secret', answers.unsigned, 'bridge-refused'],
    ['a page of a proxy', '<html><p>Bad gateway', 'bridge-away'],
    ['nothing', '', 'bridge-away'],
    ['another document', '<feed><returncode>SUCCESS</returncode></feed>', 'bridge-away'],
    [
      'a declaration',
      '<!DOCTYPE r [<!ENTITY a "b">]><response><returncode>SUCCESS</returncode></response>',
      'bridge-away',
    ],
  ])('that answers by %s is said to be so', async (_what, text, code) => {
    await expect(bridgeThat(() => text).bridge.look(room)).rejects.toMatchObject({ kind: 'unavailable', code });
  });

  it('hands out an address to join that is good for one site', async () => {
    const address = new URL(
      (await bridgeThat(() => '').bridge.joinAddress(room, { siteId: 'th-50', name: 'ศาลากลาง' })) ?? '',
    );
    expect(Object.fromEntries(address.searchParams)).toMatchObject({
      meetingID: room.roomId,
      userID: 'th-50',
      fullName: 'ศาลากลาง',
      role: 'VIEWER',
    });
    expect(address.href).not.toContain(secret);
  });

  it('is believed where a callback bears its checksum, by whichever hash', () => {
    const { bridge } = bridgeThat(() => '');
    const body = { event: '[{"data":{"id":"user-left"}}]', timestamp: '1479882000000', domain: 'bbb.example' };
    const registered = `${callbackUrl}?room=${room.roomId}`;
    for (const hash of ['sha1', 'sha256', 'sha512']) {
      const checksum = createHash(hash)
        .update(registered + JSON.stringify(body) + secret)
        .digest('hex');
      // What stands before the path is what people reach the gateway by.
      const address = `http://gateway/bridge/callbacks?room=${room.roomId}&checksum=${checksum}`;
      expect(bridge.believes({ address, body })).toBe(true);
      expect(bridge.believes({ address, body: { ...body, timestamp: '2' } })).toBe(false);
      expect(bridge.believes({ address: address.replace('room=sala', 'room=other'), body })).toBe(false);
    }
    expect(bridge.believes({ address: `${registered}&checksum=`, body })).toBe(false);
    expect(isCallbackOf(registered, body, registered, secret)).toBe(false);
  });
});

describe('what a bridge answers', () => {
  it('is read within limits', () => {
    expect(() => readXml(`${'<a>'.repeat(20)}x${'</a>'.repeat(20)}`)).toThrow('too deep');
    expect(() => readXml('x'.repeat(9_000_000))).toThrow('too long');
    expect(readXml('<a><b>1</b><b>2</b></a>').children.map(({ text }) => text)).toEqual(['1', '2']);
  });
});

describe('a bridge that is away', () => {
  it('is asked twice, then after three failures left alone, and asked once to see whether it is back', async () => {
    const clock = new StoppedClock('2016-11-23T07:00:00Z');
    let [calls, away] = [0, true];
    const inner = new BigBlueButton({ kind: 'simulator', url: 'http://127.0.0.1/api', secret, hash: 'sha256' }, () => {
      calls += 1;
      return away ? Promise.reject(unavailable('bridge-away')) : Promise.resolve(answers.info);
    });
    const bridge = new GuardedBridge(inner, clock);
    const look = () =>
      bridge.look(room).then(
        () => 'there',
        (error: { code: string }) => error.code,
      );
    expect([await look(), await look(), await look(), await look(), calls]).toEqual([
      'bridge-away',
      'bridge-away',
      'bridge-away',
      'bridge-away',
      4,
    ]);
    clock.moveTo('2016-11-23T07:00:05Z');
    expect(await Promise.all([look(), look()])).toEqual(['bridge-away', 'bridge-away']);
    expect(calls).toBe(5);
    away = false;
    clock.moveTo('2016-11-23T07:00:10Z');
    expect([await look(), await look(), calls]).toEqual(['there', 'there', 7]);
  });
});
