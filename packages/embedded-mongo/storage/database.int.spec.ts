import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atOnce, serialize } from '../language/index.js';
import { documentToInsert } from '../writes/document-to-insert.js';
import { Catalogue } from './catalogue.js';
import { type Collection, idKeyOf } from './collection.js';
import { Database } from './database.js';

describe('a turn of commands', () => {
  let dataDir: string;
  let database: Database;
  let catalogue: Catalogue;
  let items: Collection;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'embedded-mongo-'));
    open();
    items = database.write(() => catalogue.create('db', 'items'));
    database.commit();
  });
  afterEach(() => {
    database.close();
    rmSync(dataDir, { recursive: true });
  });

  const open = () => {
    database = new Database({ dataDir, fsync: true });
    catalogue = new Catalogue(database);
  };
  const insert = (id: number, bytes = 10) => {
    const ready = documentToInsert(serialize({ _id: id, s: 'x'.repeat(bytes) }), new Date(0));
    items.insert(ready.bytes, ready.idKey);
  };
  const reopen = () => {
    database.close();
    open();
    items = catalogue.find('db', 'items')!;
  };
  const stored = () => [...items.inOrder(false)].map(({ document }) => document._id);

  it('undoes the command that fails, with all it did, and keeps the others', () => {
    let undone = 0;
    database.write(() => insert(1));
    expect(() =>
      database.write(
        () => {
          insert(2);
          catalogue.create('db', 'other');
          throw new Error('in the middle');
        },
        () => {
          undone++;
          catalogue.reload();
        },
      ),
    ).toThrow('in the middle');
    items = catalogue.find('db', 'items')!;
    database.write(() => insert(3));
    database.commit();
    expect(undone).toBe(1);
    expect(catalogue.find('db', 'other')).toBeUndefined();
    reopen();
    expect(stored()).toEqual([1, 3]);
    expect(atOnce(items.tally()).count).toBe(2);
  });

  it('is not there at all after a crash before its commit', () => {
    database.write(() => insert(1));
    database.commit();
    database.write(() => insert(2));
    // A close rolls back what was not committed, as opening after a crash does.
    reopen();
    expect(stored()).toEqual([1]);
  });

  it('tells of a full disk, keeps what was committed, and goes on when there is room', () => {
    database.write(() => insert(1));
    database.commit();
    database.execute('PRAGMA max_page_count = 60');
    const turn = () => {
      for (let id = 2; id < 100; id++)
        database.write(
          () => insert(id, 10_000),
          () => catalogue.reload(),
        );
      database.commit();
    };
    expect(turn).toThrow(/full/);
    // Whatever SQLite gave up, the turn ends as one: either its commit throws too, or what it kept is whole.
    let kept: number | undefined;
    try {
      database.commit();
      kept = [...items.inOrder(false)].length;
    } catch {
      kept = 1;
    }
    database.execute('PRAGMA max_page_count = 1000000');
    reopen();
    expect(stored()).toHaveLength(kept);
    expect(items.byId(idKeyOf(1))!.document).toEqual({ _id: 1, s: 'x'.repeat(10) });
    database.write(() => insert(500));
    database.commit();
    expect(stored()).toContain(500);
  });

  it('lets a read be left and gone on with behind a write', () => {
    database.write(() => {
      for (let id = 0; id < 10; id++) insert(id);
    });
    database.commit();
    const reading = items.inOrder(false);
    const seen = [reading.next().value!.document._id, reading.next().value!.document._id];
    database.closeScans();
    database.write(() => {
      items.remove(items.byId(idKeyOf(2))!);
      insert(10);
    });
    database.commit();
    for (const { document } of reading) seen.push(document._id);
    expect(seen).toEqual([0, 1, 3, 4, 5, 6, 7, 8, 9, 10]);
  });
});
