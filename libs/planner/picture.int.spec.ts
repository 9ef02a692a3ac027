import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { drawPlan, explainPlan, planChecks, type PlanProblem, verifyPlan } from './index.js';

/** Nine halls of the north on two mornings. Two of them must be done first; three share slots that are too few. */
const example: PlanProblem = {
  slots: Array.from({ length: 10 }, (_, t) => ({
    id: `${t < 5 ? 'mon' : 'tue'}-${9 + (t % 5)}`,
    time: (t < 5 ? 0 : 1440) + 60 * (t % 5),
    capacity: t === 3 ? 0 : t === 4 ? 2 : 1,
    day: t < 5 ? 'mon' : 'tue',
  })),
  sites: [
    { id: 'Chiang Mai', slots: [0, 1, 2, 4], priority: 0 },
    { id: 'Chiang Rai', slots: [0, 1], priority: 0 },
    { id: 'Lampang', slots: [1, 2, 4, 5], priority: 1, fixed: 2 },
    { id: 'Lamphun', slots: [0, 1, 4, 5, 6], priority: 1 },
    { id: 'Mae Hong Son', slots: [4, 7], priority: 1 },
    { id: 'Nan', slots: [0, 1], priority: 1 },
    { id: 'Phayao', slots: [0, 1], priority: 1 },
    { id: 'Phrae', slots: [3, 5, 6, 7, 8], priority: 1, forbidden: [5] },
    { id: 'Uttaradit', slots: [5, 6, 7, 8, 9], priority: 1 },
  ],
};

describe('the picture in the README', () => {
  it('is the plan of this example, which is proven, and its explanation', async () => {
    const plan = planChecks(example);
    expect(verifyPlan(example, plan)).toEqual({ optimal: true, faults: [] });
    const readme = await readFile(join(import.meta.dirname, 'README.md'), 'utf8');
    expect(readme).toContain(`\`\`\`text\n${drawPlan(example, plan)}\n\`\`\``);
    expect(readme).toContain(`\`\`\`json\n${JSON.stringify(explainPlan(example, plan), null, 2)}\n\`\`\``);
  });
});
