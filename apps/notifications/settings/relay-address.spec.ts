import { describe, expect, it } from '@jest/globals';
import { relayAddresses } from './relay-address.js';

describe('the addresses of mail servers', () => {
  it('are one, or several in order of preference, between blanks, commas or lines', () => {
    const names = (setting: string) => relayAddresses(setting).map(({ name }) => name);
    expect(names('smtp://127.0.0.1:1025')).toEqual(['127.0.0.1:1025']);
    expect(names('smtps://sala:pa,ss@one.example smtp://two.example:587')).toEqual(['one.example', 'two.example:587']);
    expect(names(' smtp://one.example,smtp://two.example,\n  smtp://three.example ')).toHaveLength(3);
  });
  it('may each say how many mails a minute the server takes, which is nothing for the server itself', () =>
    expect(relayAddresses('smtp://one.example?rate=600&name=sala.example smtp://two.example')).toEqual([
      { name: 'one.example', url: 'smtp://one.example?name=sala.example', perMinute: 600 },
      { name: 'two.example', url: 'smtp://two.example' },
    ]));
  it('are known to people by a name without user and password', () =>
    expect(relayAddresses('smtps://sala:secret@one.example:465')[0]?.name).toBe('one.example:465'));
  it.each([
    ['no address', 'mail.example'],
    ['another protocol', 'https://mail.example'],
    ['no host', 'smtp://'],
    ['something behind', 'smtp://one.example two.example'],
    ['one server twice', 'smtp://a:b@one.example smtp://c:d@one.example'],
    ['a rate that is no number', 'smtp://one.example?rate=fast'],
    ['no rate at all', 'smtp://one.example?rate=0'],
  ])('are refused where there is %s, with no word of what stands there', (_what, setting) => {
    expect(() => relayAddresses(setting)).toThrow(/^(?!.*(?:one|mail)\.example)/);
  });
});
