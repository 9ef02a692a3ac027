import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Collection, MongoClient } from 'mongodb';

const CONNECTIONS = 50;
const MEASURE_MS = 3000;
const READ_SIZES = [1_000, 100_000, 1_000_000];
const READ_ROUNDS = 15;
const READS_A_ROUND = 400;

interface Office {
  _id: number;
  province: number;
  name: string;
  state: string;
  at: Date;
  seats: { row: number; hall: string }[];
  note: string;
}

type Report = (progress: string) => void;

const office = (n: number): Office => ({
  _id: n,
  province: n % 77,
  name: `office ${n}`,
  state: 'invited',
  at: new Date(1_478_476_800_000 + n),
  seats: [
    { row: n % 9, hall: 'a' },
    { row: n % 5, hall: 'b' },
  ],
  note: 'x'.repeat(200),
});

/** The server as a process of its own, and a client with as many connections as are measured. */
class Bed {
  private constructor(
    private readonly child: ChildProcess,
    private readonly dir: string,
    readonly client: MongoClient,
  ) {}

  static async start(connections: number, fsync: boolean): Promise<Bed> {
    const dir = mkdtempSync(join(tmpdir(), 'documents-bench-'));
    const command = join(import.meta.dirname, '../command.js');
    const child = spawn(process.execPath, [command, '--data-dir', dir, ...(fsync ? [] : ['--no-fsync'])], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [printed] = (await once(child.stdout!, 'data')) as [Buffer];
    const address = /mongodb:\S+/.exec(printed.toString())![0];
    const client = new MongoClient(`${address}/?directConnection=true`, {
      maxPoolSize: connections,
      minPoolSize: connections,
    });
    await client.connect();
    return new Bed(child, dir, client);
  }

  get offices(): Collection<Office> {
    return this.client.db('bench').collection<Office>('offices');
  }

  async end(): Promise<void> {
    await this.client.close();
    const ended = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await ended;
    rmSync(this.dir, { recursive: true });
  }
}

/** How often a second `once` was done, by as many at a time as said. */
async function rate(atATime: number, act: (n: number) => Promise<unknown>): Promise<number> {
  let done = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: atATime }, async () => {
      while (performance.now() - started < MEASURE_MS) await act(done++);
    }),
  );
  return Math.round(done / ((performance.now() - started) / 1000));
}

async function rates(atATime: number, fsync: boolean, report: Report) {
  const bed = await Bed.start(atATime, fsync);
  const label = `${atATime === 1 ? 'alone' : `${atATime} connections`}, ${fsync ? 'with' : 'without'} fsync`;
  try {
    await bed.offices.createIndex({ province: 1, at: 1 });
    let inserted = 0;
    report(`inserts, ${label}`);
    const inserts = await rate(atATime, () => bed.offices.insertOne(office(inserted++)));
    report(`point reads, ${label}`);
    const pointReads = await rate(atATime, (n) => bed.offices.findOne({ _id: (n * 7919) % inserted }));
    report(`updates, ${label}`);
    const updates = await rate(atATime, (n) =>
      bed.offices.updateOne({ _id: (n * 7919) % inserted }, { $set: { state: `state ${n}` } }),
    );
    report(`index scans, ${label}`);
    const indexScans = await rate(atATime, (n) =>
      bed.offices
        .find({ province: n % 77 })
        .sort({ at: -1 })
        .limit(20)
        .toArray(),
    );
    return { inserts, pointReads, updates, indexScans };
  } finally {
    await bed.end();
  }
}

const median = (numbers: number[]): number => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

/** Microseconds a point read takes in collections of different sizes, measured in turn so that the machine's moods meet all of them. */
async function pointReads(report: Report) {
  const bed = await Bed.start(1, true);
  try {
    const collections = READ_SIZES.map((size) => bed.client.db('bench').collection<Office>(`of${size}`));
    for (const [which, size] of READ_SIZES.entries()) {
      for (let from = 0; from < size; from += 1000) {
        if (from % 50_000 === 0)
          report(`filling a collection of ${size.toLocaleString('en')}: ${Math.round((from / size) * 100)} %`);
        await collections[which]!.insertMany(
          Array.from({ length: 1000 }, (_, n) => office(from + n)),
          { ordered: false },
        );
      }
    }
    const times = READ_SIZES.map((): number[] => []);
    for (let round = 0; round < READ_ROUNDS; round++) {
      report(`point reads at ${READ_SIZES.length} sizes: ${round + 1} of ${READ_ROUNDS}`);
      for (const [which, size] of READ_SIZES.entries()) {
        const started = performance.now();
        for (let n = 0; n < READS_A_ROUND; n++)
          await collections[which]!.findOne({ _id: ((round * READS_A_ROUND + n) * 7919) % size });
        times[which]!.push(((performance.now() - started) / READS_A_ROUND) * 1000);
      }
    }
    return times.map((each) => Math.round(median(each)));
  } finally {
    await bed.end();
  }
}

/** What the embedded document server does in a second, the client beside it on the same machine. */
export const documents = {
  name: 'documents',
  help: 'embedded document server: inserts, point reads, updates and index scans per second, alone and with 50 connections, with and without fsync; point read time at 1,000 to 1,000,000 documents',
  async run(report: Report): Promise<Record<string, unknown>> {
    const alone = await rates(1, true, report);
    const together = await rates(CONNECTIONS, true, report);
    const aloneWithoutFsync = await rates(1, false, report);
    const togetherWithoutFsync = await rates(CONNECTIONS, false, report);
    const perSecond = (kind: keyof typeof alone) => ({
      alone: alone[kind],
      connections50: together[kind],
      aloneWithoutFsync: aloneWithoutFsync[kind],
      connections50WithoutFsync: togetherWithoutFsync[kind],
    });
    const micros = await pointReads(report);
    return {
      insertsPerSecond: perSecond('inserts'),
      pointReadsPerSecond: perSecond('pointReads'),
      updatesPerSecond: perSecond('updates'),
      indexScansPerSecond: perSecond('indexScans'),
      pointReadMicros: Object.fromEntries(READ_SIZES.map((size, which) => [String(size), micros[which]])),
      pointReadRatio: Math.round((micros.at(-1)! / micros[0]!) * 100) / 100,
    };
  },
};

if (import.meta.main)
  process.stdout.write(
    `${JSON.stringify(await documents.run((line) => void process.stderr.write(`${line}\n`)), undefined, 2)}\n`,
  );
