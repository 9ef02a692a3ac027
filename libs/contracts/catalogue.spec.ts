import { globSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as entrance from './index.js';

const { events, routed, rpcs } = entrance;

describe('the contracts', () => {
  it('that a file of this folder writes are all in the catalogue and in the entrance, so that none is a route or a page less', async () => {
    const files = globSync('*.ts', { cwd: import.meta.dirname }).filter((file) => !file.endsWith('.spec.ts'));
    const written = await Promise.all(files.map(async (file) => Object.entries((await import(`./${file}`)) as object)));
    const contracts = written
      .flat()
      .filter(([, value]: [string, unknown]) => typeof value === 'object' && value !== null && 'example' in value);
    const known = new Set<unknown>([...rpcs, ...events, ...routed]);
    expect(contracts.length).toBeGreaterThan(50);
    expect(contracts.filter(([, contract]) => !known.has(contract)).map(([name]) => name)).toEqual([]);
    expect(contracts.filter(([name]) => !(name in entrance)).map(([name]) => name)).toEqual([]);
  });

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
      expect(subject).toMatch(
        /^(rpc|evt)\.(identity|registration|notifications|scheduling|self-check)\.v1\.[a-z]+(-[a-z]+)*$/,
      );
  });
});
