import { describe, expect, it } from '@jest/globals';
import { roomFor } from './room.js';

describe('the room in the queue for mails that leave at a pace', () => {
  it.each<[string, number, number, number]>([
    ['is what leaves in three seconds', 600, 0, 30],
    ['is less by what is under way already', 600, 1_000, 20],
    ['is one where a minute takes less than one in that time', 1, 0, 1],
    ['is none while the next turn is further away', 1, 57_000, 0],
  ])('%s', (_what, perMinute, nextTurnMs, room) => expect(roomFor(perMinute, nextTurnMs)).toBe(room));
});
