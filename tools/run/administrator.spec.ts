import { describe, expect, it } from '@jest/globals';
import { administrator } from './administrator.js';
import { type Admin, type Remembered } from './state.js';

const storeWith = (state: Remembered, admin?: Admin) => {
  const kept: (Admin | undefined)[] = [];
  return {
    kept,
    store: {
      state,
      secrets: { linkKey: 'k', ...(admin !== undefined && { admin }) },
      keepSecrets: (changes: { admin: Admin | undefined }) => void kept.push(changes.admin),
    },
  };
};

describe('the first administrator', () => {
  it('is who the variables name, and is kept nowhere', () => {
    const { kept, store } = storeWith({});
    expect(administrator(store, { SALA_ADMIN_EMAIL: 'a@ega.example', SALA_ADMIN_PASSWORD: 'long enough' })).toEqual({
      email: 'a@ega.example',
      password: 'long enough',
      given: true,
    });
    expect(kept).toEqual([]);
  });

  it('is made up once, and the same until the sign-in was shown', () => {
    const { kept, store } = storeWith({});
    const made = administrator(store, {});
    expect(made).toMatchObject({
      email: 'admin@ega.example',
      given: false,
      password: expect.stringMatching(/^.{16}$/),
    });
    expect(kept).toEqual([{ email: made?.email, password: made?.password }]);
    const again = storeWith({}, kept[0]);
    expect(administrator(again.store, {})).toEqual(made);
    expect(again.kept).toEqual([]);
  });

  it('is nobody once the sign-in was shown', () =>
    expect(administrator(storeWith({ administratorShown: true }).store, {})).toBeUndefined());

  it('is made anew where accounts had no service of their own yet', () =>
    expect(administrator(storeWith({ signInShown: true }).store, {})).toMatchObject({ given: false }));

  it.each([[{ SALA_ADMIN_EMAIL: 'a@ega.example' }], [{ SALA_ADMIN_PASSWORD: 'long enough' }]])(
    'is not known by half: %j',
    (env) => expect(() => administrator(storeWith({}).store, env)).toThrow(/only one of/),
  );
});
