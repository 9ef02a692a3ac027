import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SecretBox } from './secret-box.js';
import { newSecret } from './webhook.js';

const [first, second] = ['a'.repeat(32), 'b'.repeat(32)];

describe('a secret as it is kept', () => {
  it('opens with its key for what it was sealed for, and never looks the same twice', () => {
    const box = new SecretBox([first]);
    fc.assert(
      fc.property(fc.string(), fc.string(), (secret, of) => {
        const [kept, again] = [box.seal(secret, of), box.seal(secret, of)];
        expect(box.open(kept, of)).toBe(secret);
        expect(kept).not.toBe(again);
        expect(box.open(kept, `${of}.`)).toBeUndefined();
      }),
    );
    const secret = newSecret();
    expect(box.seal(secret, 'w')).not.toContain(secret.slice(6));
  });

  it('opens with a key of before until it is sealed anew, and with no other', () => {
    const kept = new SecretBox([first]).seal('secret', 'w');
    const changed = new SecretBox([second, first]);
    expect(changed.open(kept, 'w')).toBe('secret');
    expect(changed.isFresh(kept)).toBe(false);
    expect(changed.isFresh(changed.seal('secret', 'w'))).toBe(true);
    expect(new SecretBox([second]).open(kept, 'w')).toBeUndefined();
  });

  it('does not open where a character of it was changed', () => {
    const box = new SecretBox([first]);
    const kept = box.seal('secret', 'w');
    fc.assert(
      fc.property(fc.nat(kept.length - 2), (at) => {
        const changed = kept.slice(0, at) + (kept[at] === 'A' ? 'B' : 'A') + kept.slice(at + 1);
        expect(box.open(changed, 'w')).not.toBe('secret');
      }),
    );
  });

  it('is what it is where it was kept before secrets were sealed, and then to be sealed', () => {
    const box = new SecretBox([first]);
    expect(box.open('whsec_plain', 'w')).toBe('whsec_plain');
    expect(box.isFresh('whsec_plain')).toBe(false);
  });
});
