import { describe, expect, it } from '@jest/globals';
import {
  administrators,
  andFocalPoints,
  CreateMeeting,
  GetReplyForm,
  mayAsk,
  openingRole,
  readers,
  replyDesk,
  Role,
  SignInHere,
} from './index.js';

const holder = (...roles: Role[]) => ({ roles, active: true });

describe('the role that opens a request', () => {
  it('is one that the request names, of staff who are active', () => {
    expect(openingRole(['desk', 'coordinator'], holder('viewer', 'desk'))).toBe('desk');
    expect(openingRole(['desk', 'coordinator'], holder('viewer'))).toBeUndefined();
    expect(openingRole(['desk'], { roles: ['desk'], active: false })).toBeUndefined();
  });

  it('is of several the one that reaches most, whatever order they are in, and never one that does not open it', () => {
    for (const other of Role.options.filter((each) => each !== 'focal-point')) {
      expect(openingRole(['focal-point', other], holder('focal-point', other))).toBe(other);
      expect(openingRole([other, 'focal-point'], holder(other, 'focal-point'))).toBe(other);
      expect(openingRole(['focal-point'], holder(other, 'focal-point'))).toBe('focal-point');
    }
  });
});

describe('who may ask', () => {
  it('is said by the contract alone', () => {
    expect(mayAsk(CreateMeeting, holder('coordinator'))).toBe(true);
    expect(mayAsk(CreateMeeting, holder('desk', 'viewer'))).toBe(false);
    expect(mayAsk(CreateMeeting, { roles: ['administrator'], active: false })).toBe(false);
  });
  it('is everybody for what is public, and no member of staff for what takes a reply link', () => {
    expect([mayAsk(SignInHere, holder()), mayAsk(GetReplyForm, holder(...Role.options))]).toEqual([true, false]);
  });
});

it('names no role in a group twice', () => {
  for (const group of [administrators, readers, replyDesk, andFocalPoints(readers)])
    expect(new Set(group).size).toBe(group.length);
});
