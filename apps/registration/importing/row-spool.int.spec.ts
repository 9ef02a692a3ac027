import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { inTemporaryFolder } from '#platform';
import { type Row } from '#sheets';
import { RowSpool } from './row-spool.js';

const row = (number: number): Row => ({
  number,
  cells: [
    { text: `สำนักงานที่ ${number}\r\nบรรทัดที่สอง\u2028` },
    { text: '', formula: true },
    { text: '#REF!', error: true },
  ],
});
async function* counted(count: number, failsAt?: number): AsyncGenerator<Row> {
  for (let number = 1; number <= count; number += 1) {
    if (number === failsAt) throw new Error('it broke');
    yield await Promise.resolve(row(number));
  }
}
const all = async (rows: AsyncIterable<Row>): Promise<Row[]> => {
  const found: Row[] = [];
  for await (const each of rows) found.push(each);
  return found;
};

describe('rows in a spool', () => {
  it.each([0, 1, 100, 101, 2_345])('are the same again, all %d of them, in their order', (count) =>
    inTemporaryFolder(async (folder) => {
      const spool = new RowSpool(join(folder, 'rows'));
      const handedOn = await all(spool.keeping(counted(count)));
      expect(handedOn).toHaveLength(count);
      expect(await all(spool.rows())).toEqual(handedOn);
      expect(await all(spool.rows())).toEqual(handedOn);
    }),
  );

  it('fail where their source fails, and where there is no room for them', () =>
    inTemporaryFolder(async (folder) => {
      await expect(all(new RowSpool(join(folder, 'rows')).keeping(counted(300, 200)))).rejects.toThrow('it broke');
      const nowhere = new RowSpool(join(folder, 'missing', 'rows'));
      await expect(all(nowhere.keeping(counted(300)))).rejects.toThrow('ENOENT');
      await expect(all(nowhere.rows())).rejects.toThrow('ENOENT');
      expect(await readdir(folder)).toEqual(['rows']);
    }));
});
