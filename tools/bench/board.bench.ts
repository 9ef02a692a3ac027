import {
  AnnounceMeeting,
  CreateMeeting,
  EnrolOrganisations,
  EnrolSites,
  exampleMeetingDraft,
  exampleOrganisation,
  exampleSite,
  GetRegistrationWorkState,
  GetResponseBoard,
  ListInvitations,
  type Organisation,
  type OrganisationClass,
} from '#contracts';
import { type RpcClient } from '#messaging';
import { eventually } from '#testing';
import { type Bench, type Figures } from './bench.js';
import { importLoad } from './import-load.js';
import { median } from './put-all.js';
import { withParts } from './with-parts.js';

const few = 608;
const many = 60_800;
const provinces = 76;
const reads = 200;
const dayMs = 86_400_000;

const inDays = (days: number): string => new Date(Date.now() + days * dayMs).toISOString();
const classOf = (name: string): OrganisationClass => ({ class: name, name: { th: name }, surveyed: true });
const siteOf = (index: number) => ({ ...exampleSite, id: `site-${index % provinces}` });

/** The first 608 are of a class of their own, so that one meeting invites them alone and another all of them. */
const officeOf = (index: number): Organisation => ({
  ...exampleOrganisation,
  id: `office-${index}`,
  class: index < few ? 'few' : 'others',
  code: String(1_000_000 + index),
  name: { th: `สำนักงานตัวอย่างที่ ${index} จังหวัดเชียงใหม่` },
  aliases: [`สต.${index}`],
  siteId: siteOf(index).id,
  email: `office-${index}@chiang-mai.example`,
});

const enrol = async (rpc: RpcClient): Promise<void> => {
  await rpc.call(EnrolSites, { sites: Array.from({ length: provinces }, (_, index) => siteOf(index)) });
  for (let from = 0; from < many; from += 1_000) {
    const organisations = Array.from({ length: Math.min(1_000, many - from) }, (_, index) => officeOf(from + index));
    await rpc.call(EnrolOrganisations, { organisations }, { timeoutMs: 60_000 });
  }
};

const invite = async (rpc: RpcClient, id: string, classes: OrganisationClass[], count: number): Promise<number> => {
  const begun = performance.now();
  await rpc.call(CreateMeeting, {
    ...exampleMeetingDraft,
    id,
    classes,
    replyBy: inDays(20),
    startsAt: inDays(25),
    endsAt: inDays(26),
  });
  await rpc.call(AnnounceMeeting, { meetingId: id });
  const counted = async () => (await rpc.call(GetResponseBoard, { meetingId: id })).total.invited === count;
  await eventually(counted, { within: 600_000, every: 250 });
  return (performance.now() - begun) / 1000;
};

/** In turn, so that what else the machine does meets both alike. */
const readInTurn = async (rpc: RpcClient, meetings: readonly string[]): Promise<Map<string, number>> => {
  const took = new Map<string, number[]>(meetings.map((id) => [id, []]));
  for (let round = 0; round < reads + 20; round += 1)
    for (const [meetingId, all] of took) {
      const begun = performance.now();
      await rpc.call(GetResponseBoard, { meetingId });
      if (round >= 20) all.push(performance.now() - begun);
    }
  return new Map([...took].map(([id, all]) => [id, median(all)]));
};

/** As people type: an office's number, its code, a part of its name with that of its province, an alias, what nobody is called. */
const searched = (round: number): string => {
  const index = (round * 7_919) % many;
  return (
    [`ตัวอย่างที่ ${index}`, String(1_000_000 + index), `เชียงใหม่ ${index}`, 'สนง ตัวอย่าง', 'ไม่มีหน่วยงานชื่อนี้'][round % 5] ?? ''
  );
};
const search = async (rpc: RpcClient): Promise<{ p95Ms: number; medianMs: number }> => {
  const took: number[] = [];
  for (let round = 0; round < reads; round += 1) {
    const begun = performance.now();
    await rpc.call(ListInvitations, { meetingId: 'many', q: searched(round), limit: 20 });
    took.push(performance.now() - begun);
  }
  const sorted = took.toSorted((a, b) => a - b);
  return { p95Ms: sorted[Math.floor(sorted.length * 0.95)] ?? NaN, medianMs: median(took) };
};

const readBoard = (report: (line: string) => void): Promise<Figures> =>
  withParts(['embedded-mongo', 'nats-server', 'registration'], {}, async ({ rpc }) => {
    report(`enrolling ${many} offices`);
    await enrol(rpc);
    report(`inviting ${few}`);
    await invite(rpc, 'few', [classOf('few')], few);
    report(`inviting ${many}`);
    const invitedSeconds = await invite(rpc, 'many', [classOf('few'), classOf('others')], many);
    report('waiting until all is noted');
    await eventually(async () => (await rpc.call(GetRegistrationWorkState, {})).idle, { within: 600_000, every: 250 });
    const took = await readInTurn(rpc, ['few', 'many']);
    const [fewMs = NaN, manyMs = NaN] = took.values();
    report(`searching ${reads} times`);
    const found = await search(rpc);
    return {
      readRatio: Number((manyMs / fewMs).toFixed(2)),
      goalReadRatio: 1.5,
      readMs: Number(manyMs.toFixed(2)),
      baselineReadMs: Number(fewMs.toFixed(2)),
      searchP95Ms: Number(found.p95Ms.toFixed(1)),
      goalSearchP95Ms: 100,
      searchMs: Number(found.medianMs.toFixed(1)),
      invitedPerSecond: Math.round(many / invitedSeconds),
      offices: many,
      baselineOffices: few,
    };
  });

/** The list of a whole country, much larger than any that is. */
const imported = 100_000;

const importLists = async (report: (line: string) => void): Promise<Figures> => {
  const { rowsPerSecond, readRowsPerSecond, keptRowsPerSecond, peakMiB } = await importLoad(imported, report);
  return {
    importRowsPerSecond: rowsPerSecond,
    goalImportRowsPerSecond: 3_000,
    importReadRowsPerSecond: readRowsPerSecond,
    importKeptRowsPerSecond: keptRowsPerSecond,
    ...(peakMiB !== undefined && { importPeakMiB: peakMiB }),
    goalImportPeakMiB: 300,
    importedRows: imported,
  };
};

export const boardBench: Bench = {
  name: 'board',
  help: `the board of a meeting of ${many} offices, read, against that of one of ${few}, in turn; the search for an
office among ${many}; a list of ${imported} offices, imported: read, compared and kept. Goals: readRatio at most 1.5,
searchP95Ms at most 100, importRowsPerSecond at least 3000, importPeakMiB at most 300.`,
  run: async (report) => ({ ...(await importLists(report)), ...(await readBoard(report)) }),
};
