import { describe, expect, it } from '@jest/globals';
import { events, rpcs } from './index.js';

describe('the contracts', () => {
  it.each(rpcs.map((contract) => [contract.subject, contract] as const))(
    '%s parses its own example',
    (_subject, contract) => {
      expect(contract.request.safeParse(contract.example.request)).toMatchObject({ success: true });
      expect(contract.returns.safeParse(contract.example.returns)).toMatchObject({ success: true });
    },
  );

  it.each(events.map((contract) => [contract.subject, contract] as const))(
    '%s parses its own example',
    (_subject, contract) => {
      expect(contract.data.safeParse(contract.example)).toMatchObject({ success: true });
    },
  );

  it('gives every message a subject of its own, of the agreed form', () => {
    const subjects = [...rpcs, ...events].map((contract) => contract.subject);
    expect(new Set(subjects).size).toBe(subjects.length);
    for (const subject of subjects)
      expect(subject).toMatch(/^(rpc|evt)\.(identity|registration|notifications|scheduling)\.v1\.[a-z]+(-[a-z]+)*$/);
  });
});
