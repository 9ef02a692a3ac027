import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import {
  GetLetterPattern,
  GetPrintRunFile,
  ListPrintRuns,
  StartPrintRun,
  StopPrintRun,
  WithdrawInvitation,
} from '#contracts';
import { chromiumPath, eventually, type RunningMongo, type RunningServer, startMongo, startNats } from '#testing';
import { Files } from '../files/files.module.js';
import { meetingId, RegistrationUnderTest } from '../testing/under-test.js';

jest.setTimeout(300_000);
const asked = { meetingId, startedBy: 'staff-coordinator' } as const;

describe('letters and forms on paper', () => {
  let nats: RunningServer;
  let mongo: RunningMongo;
  let registration: RegistrationUnderTest;
  const runOf = async (id: string) =>
    (await registration.call(ListPrintRuns, { meetingId })).items.find((each) => each.id === id);
  const made = async (id: string) => {
    await eventually(async () => (await runOf(id))?.state === 'made', { within: 200_000 });
    const file = await registration.call(GetPrintRunFile, { printRunId: id });
    return {
      file,
      text: await registration.service.app.get(Files).onDisk(file.fileId, (path) => readFile(path, 'latin1')),
    };
  };

  beforeAll(async () => {
    [nats, mongo] = await Promise.all([startNats(), startMongo()]);
    registration = await RegistrationUnderTest.start({
      natsUrl: nats.url,
      mongoUrl: mongo.url,
      database: mongo.database(),
    });
    await registration.announceTo(12);
    await eventually(async () => (await registration.list()).length === 12);
  });
  afterAll(async () => {
    await registration.stop();
    await nats.stop();
    await mongo.stop();
  });

  it('are one document of all offices that are invited, a letter and a form each', async () => {
    const [first] = await registration.list();
    await registration.call(WithdrawInvitation, { invitationId: first!.id });
    const run = await registration.call(StartPrintRun, { ...asked, parts: 'both' });
    const { file, text } = await made(run.id);
    expect(await runOf(run.id)).toMatchObject({ written: 11, offices: 11 });
    if (chromiumPath() === undefined) {
      expect(file.contentType).toContain('text/html');
      expect(text.match(/class="sheet /g)).toHaveLength(22);
    } else {
      expect(file).toMatchObject({ contentType: 'application/pdf', name: expect.stringMatching(/\.pdf$/) as unknown });
      expect(text.slice(0, 5)).toBe('%PDF-');
      expect(text.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(22);
    }
  });

  it('are made once however often the button is pressed, and stopped when somebody says so', async () => {
    const runs = await Promise.all(
      Array.from({ length: 4 }, () => registration.call(StartPrintRun, { ...asked, parts: 'letters' })),
    );
    expect(new Set(runs.map(({ id }) => id)).size).toBe(1);
    const printRunId = runs[0]!.id;
    const stopped = await registration.call(StopPrintRun, { printRunId });
    expect(await registration.call(StopPrintRun, { printRunId })).toEqual(stopped);
    expect(stopped.state).toMatch(/^(stopped|made)$/);
    await expect(registration.call(GetPrintRunFile, { printRunId: 'print-none' })).rejects.toMatchObject({
      code: 'print-run-not-found',
    });
  });

  it('are those of one province where one is asked for', async () => {
    const run = await registration.call(StartPrintRun, { ...asked, parts: 'forms', provinceCode: 'TH-51' });
    await made(run.id);
    expect(await runOf(run.id)).toMatchObject({ written: 3, offices: 3 });
  });

  const wordTextOf = (text: string): string =>
    strFromU8(unzipSync(Buffer.from(text, 'latin1'))['word/document.xml'] ?? new Uint8Array()).replace(/<[^>]+>/g, '');

  it('are letters to be gone on writing in Word where that is asked for, each with its own code', async () => {
    const run = await registration.call(StartPrintRun, { ...asked, parts: 'letters-in-word', provinceCode: 'TH-51' });
    expect(run.asPage).toBe(false);
    const { file, text } = await made(run.id);
    expect(file.contentType).toMatch(/wordprocessingml/);
    expect(file.name).toMatch(/^หนังสือเชิญ .*\.docx$/);
    const letters = wordTextOf(text);
    const offices = (await registration.list({ provinceCode: 'TH-51' })).map(
      ({ organisation }) => organisation.name.th,
    );
    expect(offices).toHaveLength(3);
    expect(offices.filter((name) => !letters.includes(name))).toEqual([]);
    expect(new Set(letters.match(/[0-9A-Z]{5}-[0-9A-Z]{5}/g)).size).toBe(3);
  });

  it('are a pattern of no office in particular as well', async () => {
    const { fileId, name } = await registration.call(GetLetterPattern, { meetingId });
    expect(name).toMatch(/^ต้นแบบหนังสือเชิญ .*\.docx$/);
    const text = await registration.service.app.get(Files).onDisk(fileId, (path) => readFile(path, 'latin1'));
    expect(wordTextOf(text)).toMatch(/เรียน\.{20,}/);
  });
});
