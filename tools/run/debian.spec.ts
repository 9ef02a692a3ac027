import { describe, expect, it } from '@jest/globals';
import { packagesToUnpack } from './debian.js';

describe('what set-up unpacks', () => {
  const names = ['redis-server', 'redis-tools', 'liblzf1'];
  it.each([
    [
      'a machine that has nothing',
      'Inst liblzf1 (3)\nInst redis-tools (7)\nInst redis-server (7)\nConf liblzf1',
      [...names],
    ],
    ['a machine that has redis-tools, into which redis-server is a link', 'Inst redis-server (7)', [...names]],
    ['a machine that lacks a library', 'Inst libatomic1 (12)\nInst redis-server (7)', [...names, 'libatomic1']],
    ['a machine where the simulation fails', '', [...names]],
  ])('is whole on %s', (_what, simulated, expected) => expect(packagesToUnpack(names, simulated)).toEqual(expected));
});
