import { describe, expect, it } from '@jest/globals';
import { fuzz } from './fuzz.js';

describe('requests that nobody in good faith would send', () => {
  it('are answered in time, without a defect, and by problems or pages only', async () => {
    const { requests, serverErrors, hangs, malformed, findings } = await fuzz({ count: 2000, seed: 2559 });
    expect(findings).toEqual([]);
    expect({ requests, serverErrors, hangs, malformed }).toEqual({
      requests: 2000,
      serverErrors: 0,
      hangs: 0,
      malformed: 0,
    });
  }, 600_000);
});
