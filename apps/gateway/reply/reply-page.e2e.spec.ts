import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import {
  ConfirmSiteCheck,
  CorrectSiteDossier,
  exampleContact,
  exampleInvitation,
  exampleMeeting,
  exampleReplyCode,
  exampleReplyForm,
  exampleReplyToken,
  exampleResponse,
  exampleSitePage,
  exampleSiteToken,
  fieldProblem,
  GetReplyFile,
  GetReplyForm,
  GiveOpinion,
  mostOpinions,
  OpenByReplyCode,
  type OwnOpinion,
  type Question,
  ReadSitePage,
  RecordReply,
  replyCodeFrom,
  replyCodeText,
  replyFieldNames,
  type ReplyForm,
  type ReplyFormSettings,
  type Response,
  SaySiteBusy,
  TakeSiteTime,
  WithdrawOwnOpinion,
  WithdrawReply,
} from '#contracts';
import { conflict, forbidden, invalid, notFound, type RunningService, unavailable } from '#platform';
import { chromiumArguments, chromiumPath, eventually, type RunningServer, startNats } from '#testing';
import { type GatewayConfig } from '../config.js';
import { createGateway } from '../service.js';
import { StandIns } from '../testing/stand-ins.js';

const executablePath = chromiumPath();
const inBrowser = executablePath === undefined ? describe.skip : describe;
const address = `/r/${exampleReplyToken}`;

let nats: RunningServer;
let services: StandIns;
let gateway: RunningService;
/** What the office has said so far, as registration would keep it. */
let said: Response | undefined;
let form: ReplyForm;
let opinions: OwnOpinion[];

const config = (changes: Partial<GatewayConfig> = {}): GatewayConfig => ({
  NODE_ENV: 'test',
  SALA_HOST: '127.0.0.1',
  SALA_HTTP_PORT: 0,
  NATS_URL: nats.url,
  SALA_LOG_LEVEL: 'silent',
  SALA_NATS_REPLICAS: 1,
  SALA_SWEEP_MS: 1000,
  SALA_PUBLIC_URL: 'http://sala.example',
  SALA_SECURE_COOKIES: false,
  SALA_SAMPLE: false,
  SALA_TRUST_PROXY: false,
  SALA_SIGN_IN_LIMIT: 1000,
  SALA_SIGN_IN_ACCOUNT_LIMIT: 1000,
  SALA_SIGN_IN_ADDRESS_LIMIT: 1000,
  SALA_REPLY_LIMIT: 100_000,
  SALA_REPLY_CHANGE_LIMIT: 100_000,
  SALA_BAD_LINK_LIMIT: 1000,
  SALA_BAD_CODE_LIMIT: 1000,
  ...changes,
});
const ask = (path: string, init: RequestInit = {}) => fetch(`${gateway.url}${path}`, { redirect: 'manual', ...init });
const post = (fields: Record<string, string>, query = '') =>
  ask(`${address}${query}`, { method: 'POST', body: new URLSearchParams(fields) });
const attending = {
  answer: 'attend',
  'attendees.0.name': 'สมชาย ใจดี',
  'attendees.0.position': 'ผู้อำนวยการ',
  revision: '1',
};

const opinionOf = (text: string, changes: Partial<OwnOpinion> = {}): OwnOpinion => ({
  id: 'opinion-1',
  text,
  givenAt: '2016-11-24T03:00:00.000Z',
  channel: 'web',
  ...changes,
});
const postOpinion = (fields: Record<string, string>) =>
  ask(`${address}/opinions`, { method: 'POST', body: new URLSearchParams(fields) });
const withdraw = (fields: Record<string, string>, query = '?lang=th') =>
  ask(`${address}/withdrawal${query}`, { method: 'POST', body: new URLSearchParams(fields) });

const lunch: Question = {
  id: 'lunch',
  kind: 'choice',
  label: { th: 'อาหารกลางวัน', en: 'Lunch' },
  options: [
    { id: 'halal', label: { th: 'ฮาลาล', en: 'Halal' } },
    { id: 'any', label: { th: 'ทั่วไป', en: 'Any' } },
  ],
  required: true,
  when: { answers: ['attend', 'representative'] },
};
/** Every field, and ten questions of every kind. */
const everything: ReplyFormSettings = {
  attendee: { prefix: 'optional', email: 'optional' },
  fields: Object.fromEntries(replyFieldNames.map((name) => [name, 'optional'])),
  questions: Array.from({ length: 10 }, (_, index): Question => {
    const kind = (['text', 'choice', 'number', 'date', 'several'] as const)[index % 5] ?? 'text';
    const options = ['a', 'b', 'c', 'd'].map((id) => ({ id, label: { th: `ตัวเลือกที่ ${id}`, en: `Option ${id}` } }));
    return {
      id: `${kind}-${index}`,
      kind,
      label: { th: `คำถามที่ ${index + 1} ของการประชุมครั้งนี้`, en: `Question ${index + 1} of this meeting` },
      required: false,
      ...((kind === 'choice' || kind === 'several') && { options }),
    };
  }),
};

beforeAll(async () => {
  nats = await startNats();
  services = await StandIns.start(nats.url);
  gateway = await createGateway(config());
});
beforeEach(() => {
  said = undefined;
  opinions = [];
  form = { ...exampleReplyForm, invitation: { ...exampleInvitation, revision: 1, response: undefined } };
  services.answer(GetReplyForm, () => ({
    ...form,
    invitation: { ...form.invitation, response: said },
    opinions: { ...form.opinions, given: opinions },
  }));
  services.answer(GiveOpinion, ({ opinionId, text, givenBy }) => {
    const opinion = opinionOf(text, { id: opinionId, ...(givenBy !== '' && { givenBy }) });
    opinions = [...opinions, opinion];
    return opinion;
  });
  services.answer(WithdrawOwnOpinion, ({ opinionId }) => {
    opinions = opinions.filter(({ id }) => id !== opinionId);
    return opinionOf('', { id: opinionId });
  });
  services.answer(WithdrawReply, ({ reason }) => {
    said = undefined;
    form = { ...form, takenBack: { at: '2016-11-10T02:00:00.000Z', reason } };
    return { invitation: { ...exampleInvitation, response: undefined }, changed: true };
  });
  services.answer(RecordReply, ({ content }) => {
    said = { ...exampleResponse, ...content, note: content.note, revision: (said?.revision ?? 0) + 1 };
    return { invitation: { ...exampleInvitation, response: said }, response: said, changed: true, counts: true };
  });
});
afterEach(() => services.reset());
afterAll(async () => {
  await gateway.close();
  await services.stop();
  await nats.stop();
});

describe('the reply page', () => {
  it('says what is asked in the reader’s language, with the date of that language’s era and the zone', async () => {
    const thai = await (await ask(address, { headers: { 'accept-language': 'th-TH,th;q=0.9' } })).text();
    expect(thai).toContain('<html lang="th">');
    for (const text of [
      'วันพุธที่ 23 พฤศจิกายน พ.ศ. 2559 เวลา 14.30–16.30 น.',
      'วันศุกร์ที่ 18 พฤศจิกายน พ.ศ. 2559',
      '(เวลาประเทศไทย)',
      exampleMeeting.title.th,
      'ศาลากลางจังหวัดเชียงใหม่',
    ])
      expect(thai).toContain(text);
    const english = await (await ask(`${address}?lang=en`, { headers: { 'accept-language': 'th' } })).text();
    for (const text of ['<html lang="en">', 'Wednesday, 23 November 2016', '(Thailand time)', exampleMeeting.title.en])
      expect(english).toContain(text);
  });

  it.each([
    ['the one that the office is written to in, whatever the browser prefers', 'th', '', 'en-US,en;q=0.9', 'th'],
    ['the one that the office is written to in, also where that is English', 'en', '', 'th-TH', 'en'],
    ['the one that the reader asks for', 'th', '?lang=en', 'th-TH', 'en'],
    ['the office’s, where the reader asks for one that is not spoken', 'th', '?lang=xx', 'en', 'th'],
  ] as const)('speaks %s', async (_what, language, query, acceptLanguage, spoken) => {
    form = { ...form, invitation: { ...form.invitation, organisation: { ...form.invitation.organisation, language } } };
    const answer = await ask(`${address}${query}`, { headers: { 'accept-language': acceptLanguage } });
    expect(await answer.text()).toContain(`<html lang="${spoken}">`);
    expect(answer.headers.get('content-language')).toBe(spoken);
  });

  it('changes nothing when it is opened, is not kept anywhere, tells no other site where it was, and runs no script', async () => {
    const answer = await ask(address);
    expect(services.calls.map(({ subject }) => subject)).toEqual([GetReplyForm.subject]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(await answer.text()).not.toContain('<script');
  });

  it('weighs under 21 kB, also when all is filled in', async () => {
    said = {
      ...exampleResponse,
      attendees: Array.from({ length: 5 }, () => ({
        name: 'นางสาวสมหญิง ตัวอย่างยาว',
        position: 'นักวิเคราะห์นโยบายและแผนชำนาญการ',
        phone: '053 112 708',
      })),
    };
    const page = Buffer.from(await (await ask(`${address}?lang=th&done=1`)).arrayBuffer());
    expect(page.length).toBeLessThan(21_000);
  });

  it('weighs under 30 kB with all that a meeting can ask, five people and ten questions', async () => {
    form = { ...form, meeting: { ...form.meeting, form: everything } };
    said = {
      ...exampleResponse,
      attendees: Array.from({ length: 5 }, () => ({
        prefix: 'นางสาว',
        name: 'สมหญิง ตัวอย่างยาว',
        position: 'นักวิเคราะห์นโยบายและแผนชำนาญการ',
        phone: '053 112 708',
        email: 'somying@office.example',
      })),
      note: 'มาถึงก่อนเวลาประชุมหนึ่งชั่วโมง',
      answers: { 'choice-1': 'a', 'number-2': '3', 'several-4': ['a', 'b'] },
    };
    const page = Buffer.from(await (await ask(`${address}?lang=th&done=1`)).arrayBuffer());
    expect(page.toString()).toContain('name="answers.several-9.a"');
    expect(page.length).toBeLessThan(30_000);
  });

  it('begins with whom the directory knows to coordinate, asks of the office’s own letter, and says both in review and receipt', async () => {
    const { organisation } = form.invitation;
    form = {
      ...form,
      invitation: { ...form.invitation, organisation: { ...organisation, contacts: [exampleContact] } },
    };
    const page = await (await ask(`${address}?lang=th`)).text();
    expect(page).toContain(`name="coordinatorPhone" value="${exampleContact.phone}"`);
    expect(page).toMatch(/<details open=""><summary>ผู้ประสานงานของหน่วยงาน/);
    expect(page).toMatch(/<details><summary>หนังสือตอบของหน่วยงาน/);
    const typed = {
      ...attending,
      coordinatorName: 'นางสมศรี',
      coordinatorPhone: '๐ ๕๓๑๑ ๒๒๒๒ ต่อ ๑๒๓',
      letterNumber: 'ชม ๐๐๑๗/๑๒๓',
      letterDate: '๑๑ พ.ย. ๒๕๕๙',
    };
    const wrong = await post({ ...typed, letterDate: '11/11/59' }, '?lang=th');
    const mended = await wrong.text();
    expect(wrong.status).toBe(422);
    expect(mended).toMatch(/<details open=""><summary>หนังสือตอบของหน่วยงาน/);
    expect(mended).toContain('href="#field-letterDate"');
    const review = await (await post({ ...typed, review: '1' }, '?lang=th')).text();
    expect((await post(typed, '?lang=th')).status).toBe(303);
    const receipt = await (await ask(`${address}?done=1&lang=th`)).text();
    for (const shown of [review, receipt])
      for (const text of ['นางสมศรี', '๐ ๕๓๑๑ ๒๒๒๒ ต่อ ๑๒๓', 'ชม ๐๐๑๗/๑๒๓', '11 พ.ย. 2559'])
        expect(shown).toContain(text);
    expect(receipt).toContain('name="letterDate" value="11/11/2559"');
    const [sent] = services.requestsOf(RecordReply);
    expect(sent).toMatchObject({ content: { letterDate: '2016-11-11' } });
    expect(sent).not.toHaveProperty('content.coordinatorMobile');
  });

  it('names the first of several as their head until somebody says otherwise, and takes no two', async () => {
    const two = await (await post({ ...attending, more: '1' }, '?lang=th')).text();
    expect(two).toMatch(/name="attendees\.0\.head" checked=""/);
    expect(await (await post({ ...attending, show: 'th' })).text()).not.toContain('attendees.0.head');
    const both = { ...attending, 'attendees.0.head': 'head', 'attendees.2.name': 'สมหญิง', 'attendees.2.head': 'head' };
    const refused = await post(both, '?lang=th');
    expect([refused.status, await refused.text()]).toEqual([
      422,
      expect.stringContaining('href="#field-attendees-2-head"'),
    ]);
    expect((await post({ ...both, 'attendees.0.head': '' })).status).toBe(303);
    const receipt = await (await ask(`${address}?done=1&lang=th`)).text();
    expect(receipt).toMatch(/สมหญิง.{0,60}หัวหน้าคณะ/);
    const alone = await (await post({ ...both, 'attendees.1.name': 'สมศรี', less: '0' }, '?lang=th')).text();
    expect(alone).toMatch(/name="attendees\.1\.head" checked=""/);
  });

  it('shows what registration refuses at its field, when the form changed meanwhile', async () => {
    services.answer(RecordReply, () => {
      form = { ...form, meeting: { ...form.meeting, form: { quota: 1, questions: [lunch] } } };
      throw invalid('invalid-reply', { details: { fields: [fieldProblem('content.answers.lunch', 'missing')] } });
    });
    const answer = await post(attending, '?lang=th');
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toContain('href="#field-answers-lunch"');
    expect(page).toContain('อาหารกลางวัน ยังไม่ได้ระบุ');
    expect(page).toContain('value="สมชาย ใจดี"');
  });

  it('takes a reply and shows it by a redirect, so that reloading sends nothing twice', async () => {
    const answer = await post(attending, '?lang=th');
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`${address}?done=1&lang=th`);
    expect(services.requestsOf(RecordReply)).toEqual([
      {
        replyToken: exampleReplyToken,
        content: { answer: 'attend', attendees: [{ name: 'สมชาย ใจดี', position: 'ผู้อำนวยการ' }] },
        expectedRevision: 1,
      },
    ]);
    const receipt = await (await ask(`${address}?done=1&lang=th`)).text();
    for (const text of ['ขอบคุณ เราได้รับแบบตอบรับของท่านแล้ว', 'สมชาย ใจดี', 'ท่านแก้ไขคำตอบได้ด้วยลิงก์เดิมจนถึง'])
      expect(receipt).toContain(text);
  });

  it('asks an office that comes to confirm it once the time is another, by one button without a word typed', async () => {
    said = exampleResponse;
    form = { ...form, invitation: { ...form.invitation, unconfirmed: true } };
    const page = await (await ask(`${address}?lang=th`)).text();
    expect(page).toContain('โปรดยืนยันว่ายังเข้าร่วม');
    const answer = await post({ confirm: String(exampleResponse.revision) }, '?lang=th');
    expect(answer.headers.get('location')).toBe(`${address}?done=1&lang=th`);
    expect(services.requestsOf(RecordReply)).toMatchObject([
      { content: { answer: 'attend', attendees: exampleResponse.attendees }, expectedRevision: 1 },
    ]);
    const other = await post({ confirm: '7' }, '?lang=th');
    expect([other.status, services.requestsOf(RecordReply)]).toMatchObject([409, { length: 1 }]);
    form = { ...form, invitation: { ...form.invitation, unconfirmed: undefined } };
    expect(await (await ask(`${address}?lang=th`)).text()).not.toContain('โปรดยืนยันว่ายังเข้าร่วม');
  });

  it('says on the receipt whether the hall has a seat, or where the office stands on the waiting list', async () => {
    await post(attending, '?lang=th');
    const receipt = async (seat: ReplyForm['seat'], lang: string) => {
      form = { ...form, ...(seat && { seat }) };
      return (await ask(`${address}?done=1&lang=${lang}`)).text();
    };
    expect(await receipt(undefined, 'th')).not.toContain('ลำดับสำรอง');
    expect(await receipt({ state: 'waiting', people: 1, place: 3 }, 'th')).toContain('ท่านอยู่ในลำดับสำรองที่ 3');
    expect(await receipt({ state: 'waiting', people: 1, place: 3 }, 'en')).toContain('number 3 on the waiting list');
    expect(await receipt({ state: 'seated', people: 2 }, 'th')).toContain('มีที่นั่งในห้องประชุมสำหรับ 2 ท่าน');
    expect(await receipt({ state: 'seated', people: 1, wants: 2, place: 1 }, 'en')).toContain('You asked for 2');
  });

  it('comes back with what was typed and the mistake at its field', async () => {
    const answer = await post({ ...attending, 'attendees.0.name': '', note: '<b>&"ทดสอบ' }, '?lang=th');
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toContain('value="ผู้อำนวยการ"');
    expect(page).toContain('&lt;b&gt;&amp;&quot;ทดสอบ');
    expect(page).toMatch(
      /id="field-attendees-0-name"[^>]*aria-invalid="true"[^>]*aria-describedby="wrong-attendees-0-name"/,
    );
    expect(page).toContain('href="#field-attendees-0-name"');
    expect(services.requestsOf(RecordReply)).toEqual([]);
  });

  it('keeps what was typed when a person is added or the language is changed', async () => {
    const more = await (await post({ ...attending, more: '1' })).text();
    expect(more).toContain('name="attendees.1.name"');
    expect(more).toContain('value="สมชาย ใจดี"');
    const english = await (await post({ ...attending, show: 'en' }, '?lang=th')).text();
    expect(english).toContain('<html lang="en">');
    expect(english).toContain('value="สมชาย ใจดี"');
    expect(services.requestsOf(RecordReply)).toEqual([]);
  });

  it('shows what will be recorded before it is sent, keeps nothing of it, and leads back with all that was typed', async () => {
    form = { ...form, meeting: { ...form.meeting, form: { questions: [lunch] } } };
    const typed = { ...attending, 'answers.lunch': 'halal', note: 'มาสาย' };
    const review = await (await post({ ...typed, review: '1' }, '?lang=th')).text();
    for (const text of ['ตรวจทานก่อนส่ง', 'ยังไม่ได้ส่ง', 'สมชาย ใจดี', 'ผู้อำนวยการ', 'ฮาลาล', 'มาสาย'])
      expect(review).toContain(text);
    for (const [name, value] of Object.entries(typed))
      expect(review).toContain(`type="hidden" name="${name}" value="${value}"`);
    const back = await (await post({ ...typed, at: 'review', edit: '1' }, '?lang=th')).text();
    expect(back).toContain('<textarea name="note"');
    expect(back).toContain('value="สมชาย ใจดี"');
    expect(services.requestsOf(RecordReply)).toEqual([]);
    expect((await post({ ...typed, at: 'review' }, '?lang=th')).status).toBe(303);
    expect(said).toMatchObject({ note: 'มาสาย', answers: { lunch: 'halal' } });
  });

  it('reviews the answer as it will be kept: what it leaves out is not shown as said', async () => {
    const declining = { ...attending, answer: 'decline', review: '1' };
    const review = await (await post(declining, '?lang=th')).text();
    expect(review).toContain('ไม่เข้าร่วม');
    expect(review).not.toContain('<div>สมชาย ใจดี');
    expect(review).toContain('name="attendees.0.name" value="สมชาย ใจดี"');
    const wrong = await post({ ...attending, 'attendees.0.name': '', review: '1' }, '?lang=th');
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('href="#field-attendees-0-name"');
  });

  it('says in the receipt all that was recorded, also when it is opened again: which answer it is, when and by which way it came', async () => {
    said = { ...exampleResponse, revision: 3, channel: 'fax', late: true, note: 'มอบหมายด้วยวาจา' };
    for (const query of ['?done=1&lang=th', '?lang=th']) {
      const receipt = await (await ask(`${address}${query}`)).text();
      for (const text of [
        'คำตอบครั้งที่ 3',
        'ได้รับเมื่อวันพุธที่ 9 พฤศจิกายน พ.ศ. 2559 เวลา 10.12 น.',
        'ทางโทรสาร',
        'ได้รับหลังกำหนดตอบรับ',
        'มอบหมายด้วยวาจา',
        'ท่านแก้ไขคำตอบได้ด้วยลิงก์เดิมจนถึง',
        'พิมพ์หน้านี้เก็บไว้เป็นหลักฐานได้',
      ])
        expect(receipt).toContain(text);
    }
  });

  it('withdraws what the office has said, with a reason, and says so whenever it is opened', async () => {
    said = exampleResponse;
    const answer = await withdraw({ reason: 'ผู้ว่าฯ ยังไม่ได้\r\nมอบหมาย ', revision: '2' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`${address}?lang=th`);
    expect(services.requestsOf(WithdrawReply)).toEqual([
      { replyToken: exampleReplyToken, reason: 'ผู้ว่าฯ ยังไม่ได้ มอบหมาย', expectedRevision: 2 },
    ]);
    const page = await (await ask(`${address}?lang=th`)).text();
    for (const text of ['คำตอบของหน่วยงานท่านถูกถอนแล้ว', '10 พฤศจิกายน พ.ศ. 2559', 'ผู้ว่าฯ ยังไม่ได้ มอบหมาย'])
      expect(page).toContain(text);
    expect(page).not.toContain('คำตอบครั้งที่');
  });

  it('withdraws nothing without a reason, nor what the office has not seen', async () => {
    said = exampleResponse;
    for (const [reason, problem] of [
      [' \u200B', 'เหตุผลที่ถอนคำตอบ ต้องไม่เว้นว่าง'],
      ['ก'.repeat(501), 'เหตุผลที่ถอนคำตอบ ยาวเกิน'],
    ] as const) {
      const answer = await withdraw({ reason, revision: '2' });
      const page = await answer.text();
      expect(answer.status).toBe(422);
      expect(page).toContain(problem);
      expect(page).toMatch(/aria-invalid="true"[^>]*autofocus/);
    }
    expect(services.requestsOf(WithdrawReply)).toEqual([]);
    services.answer(WithdrawReply, () => {
      said = { ...exampleResponse, revision: 2, channel: 'fax', answer: 'decline', attendees: [] };
      form = { ...form, invitation: { ...form.invitation, revision: 3 } };
      throw conflict('revision-conflict');
    });
    const overtaken = await withdraw({ reason: 'ยังไม่แน่ใจ', revision: '2' });
    const page = await overtaken.text();
    expect(overtaken.status).toBe(409);
    for (const text of ['ยังไม่มีการถอน', 'ทางโทรสาร', '>ยังไม่แน่ใจ</textarea>', 'name="revision" value="3"'])
      expect(page).toContain(text);
    const english = await (await withdraw({ reason: 'ยังไม่แน่ใจ', revision: '3', show: 'en' })).text();
    for (const text of ['<html lang="en">', '>ยังไม่แน่ใจ</textarea>', 'name="revision" value="3"'])
      expect(english).toContain(text);
  });

  it('keeps the reason where a withdrawal came too late, or could not be made just now', async () => {
    said = exampleResponse;
    services.answer(WithdrawReply, () => {
      throw unavailable('service-unavailable');
    });
    const away = await withdraw({ reason: 'ยังไม่แน่ใจ', revision: '2' });
    expect(away.status).toBe(503);
    const again = await away.text();
    expect(again).toContain(`action="${address}/withdrawal?lang=th"`);
    expect(again).toContain('name="reason" value="ยังไม่แน่ใจ"');
    services.answer(WithdrawReply, () => {
      form = { ...form, open: false, closedBecause: 'deadline-passed' };
      throw conflict('deadline-passed');
    });
    const late = await withdraw({ reason: 'ยังไม่แน่ใจ', revision: '2' });
    expect(late.status).toBe(409);
    const closed = await late.text();
    for (const text of ['พ้นกำหนดตอบรับแล้ว', 'ถอนคำตอบ: ยังไม่แน่ใจ', 'คำตอบครั้งที่ 1']) expect(closed).toContain(text);
  });

  it.each([
    ['more', '1'],
    ['less', '0'],
    ['review', '1'],
  ])('sends nothing by “try again” where it was %s that could not be answered', async (name, value) => {
    services.answer(GetReplyForm, () => {
      throw unavailable('service-unavailable');
    });
    const page = await (await post({ ...attending, [name]: value }, '?lang=th')).text();
    expect(page).toContain(`type="hidden" name="${name}" value="${value}"`);
    expect(page).toContain('name="attendees.0.name" value="สมชาย ใจดี"');
  });

  it('names a telephone on every page: of the meeting where one is known, else of whoever helps', async () => {
    const own = await startNats();
    const others = await StandIns.start(own.url);
    const helped = await createGateway(config({ NATS_URL: own.url, SALA_HELP_PHONE: '0 2612 6000' }));
    const { phone: _phone, ...coordinator } = form.meeting.coordinator;
    const silent: ReplyForm = { ...form, meeting: { ...form.meeting, coordinator } };
    const ringing: ReplyForm = {
      ...form,
      meeting: {
        ...form.meeting,
        coordinator: { ...coordinator, phone: '0 2141 7000 ต่อ 12' },
        faultLine: '0 2999 1111',
      },
    };
    let now: ReplyForm | undefined = ringing;
    others.answer(GetReplyForm, () => {
      if (now === undefined) throw forbidden('reply-link-invalid');
      return now;
    });
    others.answer(GetReplyFile, () => {
      throw notFound('file-not-found', { values: { id: 'file' } });
    });
    others.answer(RecordReply, () => {
      throw conflict('too-many-revisions');
    });
    const phonesOn = async (path: string, init?: RequestInit) =>
      [...(await (await fetch(`${helped.url}${path}`, init)).text()).matchAll(/href="tel:([^"]+)"/g)].map(
        ([, number]) => number,
      );
    const posted = { method: 'POST', body: new URLSearchParams(attending) };
    const review = { method: 'POST', body: new URLSearchParams({ ...attending, review: '1' }) };
    const seen: unknown[] = [
      await phonesOn(address),
      await phonesOn(address, posted),
      await phonesOn(address, review),
      await phonesOn(`${address}/files/doc-none`),
      await phonesOn(`${address}/opinions/opinion-1`),
    ];
    now = { ...silent, open: false, closedBecause: 'deadline-passed' };
    seen.push(await phonesOn(address));
    now = undefined;
    for (const [path, init] of [
      [address],
      ['/r/short'],
      ['/r'],
      [address, { method: 'PUT' }],
      [address, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'x' }],
      [`${address}/withdrawal`],
      [`${address}/opinions/opinion-1`],
    ] as [string, RequestInit?][])
      seen.push(await phonesOn(path, init));
    await helped.close();
    await others.stop();
    await own.stop();
    expect(seen).toEqual([
      ...Array<string[]>(5).fill(['021417000', '029991111']),
      ...Array<string[]>(8).fill(['026126000']),
    ]);
  });

  it.each(['th', 'en'] as const)('stays in the language that was chosen through every step: %s', async (language) => {
    const query = `?lang=${language}`;
    const other = language === 'th' ? 'en' : 'th';
    const office = { ...form.invitation.organisation, language: other } as const;
    form = { ...form, invitation: { ...form.invitation, organisation: office } };
    const texts = [
      await ask(`${address}${query}`),
      await post({ ...attending, more: '1' }, query),
      await post({ ...attending, less: '0' }, query),
      await post({ ...attending, review: '1' }, query),
      await post({ ...attending, at: 'review', show: language }),
      await post({ ...attending, at: 'review', edit: '1' }, query),
      await post({ ...attending, show: language }, `?lang=${other}`),
      await post({ answer: '' }, query),
    ];
    for (const answer of texts) {
      expect(answer.headers.get('content-language')).toBe(language);
      const page = await answer.text();
      expect(page).toContain(`<html lang="${language}">`);
      for (const [, action] of page.matchAll(/(?:form)?action="([^"#]*)/gi)) expect(action).toMatch(`lang=${language}`);
    }
    for (const answer of [await post(attending, query), await withdraw({ reason: 'ก', revision: '2' }, query)])
      expect(answer.headers.get('location')).toMatch(`lang=${language}`);
    const typed = await ask(`/r${query}`, { method: 'POST', body: new URLSearchParams({ code: '7K3MQ' }) });
    expect(await typed.text()).toContain(`action="/r${query}"`);
    services.answer(OpenByReplyCode, () => ({ replyToken: exampleReplyToken }));
    const code = new URLSearchParams({ code: exampleReplyCode });
    const opened = async (path: string) =>
      (await ask(path, { method: 'POST', body: code, headers: { 'accept-language': language } })).headers.get(
        'location',
      );
    expect(await opened(`/r${query}`)).toBe(`${address}${query}`);
    // What the browser prefers is no choice: the page that is opened speaks its office's language.
    expect(await opened('/r')).toBe(address);
    expect(await (await ask('/r', { headers: { 'accept-language': language } })).text()).toContain('action="/r"');
  });

  it('shows a colleague’s reply that came meanwhile, keeps what was typed, and lets it be sent knowingly', async () => {
    services.answer(RecordReply, () => {
      said = { ...exampleResponse, answer: 'decline', attendees: [] };
      form = { ...form, invitation: { ...form.invitation, revision: 2 } };
      throw conflict('revision-conflict');
    });
    const answer = await post(attending, '?lang=en');
    const page = await answer.text();
    expect(answer.status).toBe(409);
    for (const text of [
      'Somebody has replied for your office meanwhile',
      'We do not attend',
      'value="สมชาย ใจดี"',
      'name="revision" value="2"',
    ])
      expect(page).toContain(text);
  });

  it.each([
    ['deadline-passed', 'The reply deadline has passed'],
    ['meeting-cancelled', 'This meeting was cancelled'],
    ['invitation-withdrawn', 'This invitation was withdrawn'],
  ] as const)('says why it is closed and whom to ask: %s', async (closedBecause, heading) => {
    form = { ...form, open: false, closedBecause, opinions: { open: false, given: [] } };
    const page = await (await ask(`${address}?lang=en`)).text();
    for (const text of [heading, exampleMeeting.coordinator.email, exampleMeeting.fax ?? ''])
      expect(page).toContain(text);
    expect(page).not.toContain('<form');
    services.answer(RecordReply, () => {
      throw conflict(closedBecause);
    });
    const late = await post(attending, '?lang=en');
    expect(late.status).toBe(409);
    expect(await late.text()).toContain(heading);
  });

  it('shows what was typed when the deadline passed meanwhile, so that it can be faxed', async () => {
    services.answer(RecordReply, () => {
      form = { ...form, open: false, closedBecause: 'deadline-passed' };
      throw conflict('deadline-passed');
    });
    const late = await (await post({ ...attending, note: '<b>มาสาย' }, '?lang=th')).text();
    for (const text of ['พ้นกำหนดตอบรับแล้ว', 'สิ่งที่ท่านกรอก (ยังไม่ได้ส่ง)', 'สมชาย ใจดี · ผู้อำนวยการ', '&lt;b&gt;มาสาย'])
      expect(late).toContain(text);
    // Nothing was typed by who only opens it.
    expect(await (await ask(`${address}?lang=th`)).text()).not.toContain('ยังไม่ได้ส่ง');
  });

  it('does not say that somebody else has answered when that is not why', async () => {
    services.answer(RecordReply, () => {
      throw conflict('deadline-passed');
    });
    expect(await (await post(attending, '?lang=en')).text()).not.toContain(
      'Somebody has replied for your office meanwhile',
    );
  });

  it.each([
    [
      conflict('too-many-changes', { values: { most: 20, minutes: 25 }, details: { retryAfterSeconds: 1500 } }),
      429,
      'Please wait 25 minutes',
      'name="attendees.0.name" value="สมชาย ใจดี"',
    ],
    [
      unavailable('too-many-requests', { details: { retryAfterSeconds: 12 } }),
      429,
      'Please wait a minute',
      'name="attendees.0.name" value="สมชาย ใจดี"',
    ],
    [conflict('too-many-revisions'), 409, 'contact the coordinator', 'สมชาย ใจดี · ผู้อำนวยการ'],
  ])(
    'says how long to wait, or that waiting is of no use, and keeps what was typed',
    async (error, status, remedy, kept) => {
      services.answer(RecordReply, () => {
        throw error;
      });
      const answer = await post(attending, '?lang=en');
      const page = await answer.text();
      expect(answer.status).toBe(status);
      for (const text of [remedy, kept]) expect(page).toContain(text);
      expect(page.includes('Try again')).toBe(error.code !== 'too-many-revisions');
    },
  );

  const form415 = { method: 'POST', headers: { 'content-type': 'text/plain', 'accept-language': 'th' }, body: 'x' };
  const urlencoded = (body: string) => ({
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'th' },
    body,
  });
  it.each([
    ['a body of another type', form415, 415, 'Your link still works'],
    [
      'another charset',
      {
        ...form415,
        headers: { ...form415.headers, 'content-type': 'application/x-www-form-urlencoded; charset=tis-620' },
      },
      415,
      'Your link still works',
    ],
    ['bytes that are not UTF-8', urlencoded('answer=%CA%C1'), 400, 'Your link still works'],
    ['thousands of fields', urlencoded('a&'.repeat(3000)), 400, 'Your link still works'],
    ['a text that is far too long', urlencoded(`note=${'x'.repeat(300_000)}`), 413, 'shorten the texts'],
    ['another method', { method: 'PUT', headers: { 'accept-language': 'th' } }, 405, 'Your link still works'],
  ])(
    'of %s is not said to be a bad link, in the language that the page is read in',
    async (_what, init, status, remedy) => {
      const answer = await ask(`${address}?lang=en`, init);
      const page = await answer.text();
      expect(answer.status).toBe(status);
      expect(answer.headers.get('content-language')).toBe('en');
      expect(page).toContain(remedy);
      expect(page).not.toContain('This reply link does not work');
      expect(page).toContain(`<a href="${address}?lang=en">Try again</a>`);
    },
  );

  it('is shown again for two answers at once, and takes neither', async () => {
    const body = new URLSearchParams(attending);
    body.append('answer', 'decline');
    const answer = await ask(`${address}?lang=en`, { method: 'POST', body });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('sent more than once');
    expect(services.requestsOf(RecordReply)).toEqual([]);
  });

  it('says of a link that is not good what to do, without telling whether it ever was', async () => {
    services.answer(GetReplyForm, () => {
      throw forbidden('reply-link-invalid');
    });
    const [forged, unlike] = [await ask(`${address}x?lang=en`), await ask('/r/%3Cscript%3E?lang=en')];
    expect([forged.status, unlike.status]).toEqual([404, 404]);
    const page = await forged.text();
    expect(page).toContain('Copy the whole link from the latest mail');
    expect(page).not.toContain('<form');
    expect(await unlike.text()).toContain('This reply link does not work');
  });

  it('loses nothing when a service is away: all that was typed is sent again by one button', async () => {
    services.answer(RecordReply, () => {
      throw unavailable('service-unavailable');
    });
    const answer = await post(attending, '?lang=th');
    expect(answer.status).toBe(503);
    const page = await answer.text();
    for (const [name, value] of Object.entries(attending)) expect(page).toContain(`name="${name}" value="${value}"`);
  });

  it('says when it cannot be opened, with a way to try again', async () => {
    services.answer(GetReplyForm, () => {
      throw unavailable('service-unavailable');
    });
    const answer = await ask(`${address}?lang=en`);
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain(`<a href="${address}?lang=en">Try again</a>`);
  });

  it('has one main heading, whatever it says', async () => {
    const pages = [await ask(address), await post({ answer: '' })];
    form = { ...form, open: false, closedBecause: 'deadline-passed' };
    pages.push(await ask(address));
    services.answer(GetReplyForm, () => {
      throw forbidden('reply-link-invalid');
    });
    pages.push(await ask(address));
    for (const page of pages) expect((await page.text()).match(/<h1/g)).toHaveLength(1);
  });

  it('slows down who tries links, and who hammers one link', async () => {
    // What was tried is counted for all gateways of one NATS: here nobody else has tried anything.
    const own = await startNats();
    const others = await StandIns.start(own.url);
    others.answer(GetReplyForm, () => form);
    const strict = await createGateway(config({ NATS_URL: own.url, SALA_BAD_LINK_LIMIT: 2, SALA_REPLY_LIMIT: 3 }));
    const get = async (path: string) => (await fetch(`${strict.url}${path}`)).status;
    expect([await get(address), await get(address), await get(address), await get(address)]).toEqual([
      200, 200, 200, 429,
    ]);
    others.answer(GetReplyForm, () => {
      throw forbidden('reply-link-invalid');
    });
    const tries: number[] = [];
    for (let index = 0; index < 4; index += 1) tries.push(await get(`/r/inv-guess.1.abcdefgh${index}`));
    await strict.close();
    await others.stop();
    await own.stop();
    expect(tries).toEqual([404, 404, 429, 429]);
  });
});

describe('what an office thinks, on its reply page', () => {
  it('is sent apart from the reply, and shown with its lines by a redirect', async () => {
    const sent = await postOpinion({ opinion: 'o-1', text: 'บรรทัดแรก\r\nบรรทัดที่สอง', givenBy: '' });
    expect([sent.status, sent.headers.get('location')]).toEqual([303, `${address}?opinion=given&lang=th#opinions`]);
    expect(services.requestsOf(GiveOpinion)).toEqual([
      { replyToken: exampleReplyToken, opinionId: 'o-1', text: 'บรรทัดแรก\nบรรทัดที่สอง', givenBy: '' },
    ]);
    const shown = await (await ask(`${address}?opinion=given`)).text();
    expect(shown).toContain('ได้รับความเห็นของท่านแล้ว');
    expect(shown).toContain('บรรทัดแรก\nบรรทัดที่สอง');
    expect(services.requestsOf(RecordReply)).toEqual([]);
  });

  it('comes back with what was typed and the mistake at its field', async () => {
    const blank = await postOpinion({ opinion: 'o-1', text: ' \n', givenBy: 'สมชาย ใจดี' });
    expect(blank.status).toBe(422);
    const shown = await blank.text();
    expect(shown).toContain('โปรดเขียนความเห็น');
    expect(shown).toContain('value="สมชาย ใจดี"');
    expect(shown).toContain('value="o-1"');
    expect((await postOpinion({ opinion: 'o-1', text: 'ก'.repeat(4001) })).status).toBe(422);
    expect(services.requestsOf(GiveOpinion)).toEqual([]);
  });

  it('keeps what was typed when the language is changed', async () => {
    const shown = await (await postOpinion({ opinion: 'o-1', text: 'ยังไม่เสร็จ', show: 'en' })).text();
    expect(shown).toContain('Send the opinion');
    expect(shown).toContain('ยังไม่เสร็จ</textarea>');
    expect(shown).toMatch(/<button class="link" form="opinion"[^>]*>/);
    expect(services.requestsOf(GiveOpinion)).toEqual([]);
  });

  it('that was changed after it was sent can be sent as another one, under an id of its own', async () => {
    services.answer(GiveOpinion, () => {
      throw conflict('opinion-id-used');
    });
    const again = await postOpinion({ opinion: 'o-1', text: 'แก้แล้ว' });
    expect(again.status).toBe(409);
    const shown = await again.text();
    expect(shown).toContain('ส่งไปแล้ว');
    expect(shown).toContain('แก้แล้ว</textarea>');
    expect(shown).not.toContain('value="o-1"');
  });

  it('stands on a page of its own whole, where it is withdrawn', async () => {
    opinions = [opinionOf(`ต้น${'ก'.repeat(3000)}ปลาย`)];
    const page = await (await ask(address)).text();
    expect(page).not.toContain('ปลาย');
    expect(page).toContain(`href="${address}/opinions/opinion-1?lang=th"`);
    const one = await (await ask(`${address}/opinions/opinion-1`)).text();
    expect(one).toContain('ปลาย');
    const gone = await ask(`${address}/opinions/opinion-1`, { method: 'POST', body: new URLSearchParams() });
    expect(gone.headers.get('location')).toBe(`${address}?opinion=withdrawn&lang=th#opinions`);
    expect(services.requestsOf(WithdrawOwnOpinion)).toEqual([
      { replyToken: exampleReplyToken, opinionId: 'opinion-1' },
    ]);
    const missing = await ask(`${address}/opinions/opinion-1`);
    expect([missing.status, await missing.text()]).toEqual([404, expect.stringContaining('ไม่มีความเห็นนี้แล้ว')]);
  });

  it('is asked for after the deadline too, and no longer once the meeting is closed: what was typed can be copied', async () => {
    form = { ...form, open: false, closedBecause: 'deadline-passed' };
    const after = await (await ask(address)).text();
    expect(after).toContain('ส่งความเห็น');
    expect(after).not.toContain('name="answer"');
    form = { ...form, closedBecause: 'meeting-closed', opinions: { open: false, given: [] } };
    expect(await (await ask(address)).text()).not.toContain('ความเห็น');
    services.answer(GiveOpinion, () => {
      throw conflict('meeting-closed');
    });
    const late = await postOpinion({ opinion: 'o-1', text: 'มาช้า' });
    expect([late.status, await late.text()]).toEqual([409, expect.stringMatching(/ไม่รับความเห็นแล้ว[^]*มาช้า/)]);
  });

  it('is not asked for where the meeting does not', async () => {
    form = { ...form, meeting: { ...form.meeting, form: { opinions: false } } };
    expect(await (await ask(address)).text()).not.toContain('ความเห็น');
  });

  it('is lost neither when a service is away nor by a link that is not good, which gets the page that says so', async () => {
    services.answer(GiveOpinion, () => {
      throw unavailable('service-unavailable');
    });
    const away = await postOpinion({ opinion: 'o-1', text: 'ยังอยู่', givenBy: 'สมชาย' });
    expect(away.status).toBe(503);
    const kept = await away.text();
    for (const each of ['value="o-1"', 'value="ยังอยู่"', 'value="สมชาย"']) expect(kept).toContain(each);
    services.answer(GiveOpinion, () => {
      throw forbidden('reply-link-invalid');
    });
    const foreign = await postOpinion({ opinion: 'o-1', text: 'x' });
    expect([foreign.status, await foreign.text()]).toEqual([404, expect.stringContaining('ลิงก์ตอบรับนี้ใช้ไม่ได้')]);
  });

  it('weighs little however much an office has said: the page stays under 30 kB', async () => {
    opinions = Array.from({ length: mostOpinions }, (_, index) =>
      opinionOf('ก'.repeat(4000), { id: `opinion-${index}`, givenBy: 'สมชาย ใจดี' }),
    );
    const page = await (await ask(address)).text();
    expect(page).toContain('ไม่เกิน 20 ข้อ');
    expect(Buffer.byteLength(page)).toBeLessThan(30_000);
  });
});

describe('the page on which the code of a letter is typed', () => {
  const type = (code: string, at = gateway.url) =>
    fetch(`${at}/r`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ code }) });

  it('asks for it in Thai first, without a script, and says whom to ring', async () => {
    const own = await startNats();
    const helped = await createGateway(config({ NATS_URL: own.url, SALA_HELP_PHONE: '0 2612 6000' }));
    const answer = await fetch(`${helped.url}/r`);
    const html = await answer.text();
    const english = await (await fetch(`${helped.url}/r?lang=en`)).text();
    await helped.close();
    await own.stop();
    expect(answer.status).toBe(200);
    expect(html).toContain('<html lang="th">');
    expect(html).toContain('href="tel:026126000"');
    expect(html).not.toContain('<script');
    expect(Buffer.byteLength(html)).toBeLessThan(30_000);
    expect(english).toContain('Reply code');
  });

  it('leads to the page of its invitation, however the code is typed', async () => {
    for (const typed of [exampleReplyCode, replyCodeText(exampleReplyCode).toLowerCase(), ` ${exampleReplyCode} `]) {
      const answer = await type(typed);
      expect(answer.status).toBe(303);
      expect(answer.headers.get('location')).toBe(address);
    }
    expect(services.requestsOf(OpenByReplyCode)).toEqual(Array(3).fill({ replyCode: exampleReplyCode }));
  });

  it('says what is wrong with a code that cannot be one, and asks nobody', async () => {
    const answer = await type('<b>7K3MQ');
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain('value="&lt;b&gt;7K3MQ"');
    expect(html).toContain('role="alert"');
    expect(services.requestsOf(OpenByReplyCode)).toEqual([]);
  });

  it('lets nobody guess: of a thousand guesses a few are tried, and then the right one opens nothing, either', async () => {
    const own = await startNats();
    const others = await StandIns.start(own.url);
    const strict = await createGateway(config({ NATS_URL: own.url, SALA_BAD_CODE_LIMIT: 30 }));
    others.answer(OpenByReplyCode, ({ replyCode }) => {
      if (replyCode !== exampleReplyCode) throw notFound('reply-code-unknown');
      return { replyToken: exampleReplyToken };
    });
    const statuses = new Map<number, number>();
    const guess = async (index: number) => {
      const { status } = await type(replyCodeFrom([index >> 5, index, 1, 2, 3, 4, 5, 6, 7]), strict.url);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    };
    for (let index = 0; index < 1000; index += 50)
      await Promise.all(Array.from({ length: 50 }, (_each, offset) => guess(index + offset)));
    const right = await type(exampleReplyCode, strict.url);
    await strict.close();
    const asked = others.requestsOf(OpenByReplyCode).length;
    await others.stop();
    await own.stop();
    expect(Object.fromEntries(statuses)).toEqual({ 404: 30, 429: 970 });
    expect(asked).toBe(30);
    expect(right.status).toBe(429);
    expect(right.headers.get('retry-after')).toMatch(/^\d+$/);
  }, 120_000);

  it('counts a right code for nobody', async () => {
    const own = await startNats();
    const others = await StandIns.start(own.url);
    const strict = await createGateway(config({ NATS_URL: own.url, SALA_BAD_CODE_LIMIT: 2 }));
    const statuses = [];
    for (let index = 0; index < 5; index += 1) statuses.push((await type(exampleReplyCode, strict.url)).status);
    await strict.close();
    await others.stop();
    await own.stop();
    expect(statuses).toEqual([303, 303, 303, 303, 303]);
  });
});

inBrowser('the reply page in a browser that runs no script', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath as string, args: [...chromiumArguments] });
  });
  beforeEach(async () => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      locale: 'th-TH',
      viewport: { width: 360, height: 740 },
    });
    page = await context.newPage();
  });
  afterEach(() => page.context().close());
  afterAll(() => browser.close());

  it('is opened by the code of a letter with the keyboard alone: where it is typed has the focus, and what was wrong stays', async () => {
    await page.goto(`${gateway.url}/r`);
    await page.locator('input:focus').waitFor();
    await page.keyboard.type('7K3MQ');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('textbox').inputValue()).toBe('7K3MQ');
    expect(await page.getByRole('textbox').getAttribute('aria-invalid')).toBe('true');
    await page.getByRole('textbox').fill(replyCodeText(exampleReplyCode).toLowerCase());
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: exampleMeeting.title.th }).waitFor();
    expect(new URL(page.url()).pathname).toBe(address);
  });

  it('is answered in a few steps, with the keyboard too, and its style is applied under its policy', async () => {
    await page.goto(gateway.url + address);
    await page.getByRole('radio', { name: 'ส่งผู้แทน' }).check();
    await page.getByLabel('ชื่อ–นามสกุล').fill('สมหญิง ตัวอย่าง');
    await page.getByLabel('โทรศัพท์ (ถ้ามี)').fill('053 112 708');
    // Enter sends the reply, it does not add a person.
    await page.getByLabel('โทรศัพท์ (ถ้ามี)').press('Enter');
    await page.waitForURL(/done=1/);
    await expect(page.getByRole('status').innerText()).resolves.toMatch(
      /เราได้รับแบบตอบรับ[^]*ส่งผู้แทน[^]*สมหญิง ตัวอย่าง[^]*053 112 708/,
    );
    expect(await page.getByRole('status').evaluate((element) => getComputedStyle(element).backgroundColor)).not.toBe(
      'rgba(0, 0, 0, 0)',
    );
  });

  it('leads from the mistake to its field, and asks no names of who declines', async () => {
    await page.goto(gateway.url + address);
    await page.getByRole('radio', { name: 'เข้าร่วม', exact: false }).first().check();
    await page.getByRole('button', { name: 'ส่งแบบตอบรับ' }).click();
    const alert = page.getByRole('alert');
    expect(await alert.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    await alert.getByRole('link').click();
    expect(new URL(page.url()).hash).toBe('#field-attendees-0-name');
    await page.getByRole('radio', { name: 'ไม่เข้าร่วม' }).check();
    expect(await page.getByLabel('ชื่อ–นามสกุล').isVisible()).toBe(false);
    await page.getByRole('button', { name: 'ส่งแบบตอบรับ' }).click();
    await page.waitForURL(/done=1/);
    expect(said).toMatchObject({ answer: 'decline', attendees: [] });
  });

  it('asks the meeting’s own questions, leads to what is missing, and says in the receipt what was answered', async () => {
    const cars: Question = {
      id: 'cars',
      kind: 'number',
      label: { th: 'รถกี่คัน' },
      required: true,
      when: { question: { id: 'come', has: ['car'] } },
    };
    const come: Question = {
      id: 'come',
      kind: 'several',
      label: { th: 'เดินทางโดย' },
      options: [
        { id: 'car', label: { th: 'รถยนต์' } },
        { id: 'train', label: { th: 'รถไฟ' } },
      ],
      required: false,
    };
    const settings: ReplyFormSettings = {
      quota: 1,
      attendee: { prefix: 'optional' },
      fields: { reasonDeclined: 'optional' },
      questions: [lunch, come, cars],
    };
    form = { ...form, meeting: { ...form.meeting, form: settings } };
    await page.goto(gateway.url + address);
    await page.getByRole('radio', { name: 'ไม่เข้าร่วม' }).check();
    expect(await page.getByLabel('เหตุผลที่ไม่เข้าร่วม').isVisible()).toBe(true);
    expect(await page.getByLabel('อาหารกลางวัน').isVisible()).toBe(false);
    await page.getByRole('radio', { name: 'ส่งผู้แทน' }).check();
    expect(await page.getByLabel('เหตุผลที่ไม่เข้าร่วม').isVisible()).toBe(false);
    expect(await page.getByRole('button', { name: 'เพิ่มผู้เข้าร่วมอีกหนึ่งท่าน' }).count()).toBe(0);
    await page.getByLabel('คำนำหน้า').fill('นาย');
    await page.getByLabel('ชื่อ–นามสกุล').fill('สมชาย');
    await page.getByRole('group', { name: 'เดินทางโดย' }).getByRole('checkbox', { name: 'รถยนต์' }).check();
    await page.getByRole('button', { name: 'ส่งแบบตอบรับ' }).click();
    const alert = page.getByRole('alert');
    expect(await alert.getByRole('link').allInnerTexts()).toEqual([
      'อาหารกลางวัน ยังไม่ได้ระบุ โปรดกรอกช่องนี้',
      'รถกี่คัน ยังไม่ได้ระบุ โปรดกรอกช่องนี้',
    ]);
    await page.getByLabel('อาหารกลางวัน').selectOption('halal');
    await page.getByLabel('รถกี่คัน').fill('๒');
    await page.getByRole('button', { name: 'ส่งแบบตอบรับ' }).click();
    await page.waitForURL(/done=1/);
    expect(said).toMatchObject({ answers: { lunch: 'halal', come: ['car'], cars: '2' } });
    await expect(page.getByRole('status').innerText()).resolves.toMatch(
      /นายสมชาย[^]*อาหารกลางวัน\s*ฮาลาล[^]*รถยนต์[^]*รถกี่คัน\s*2/,
    );
  });

  it('changes a reply by the same link', async () => {
    said = exampleResponse;
    await page.goto(gateway.url + address);
    await page.getByText('แก้ไขคำตอบ', { exact: true }).click();
    await page.getByLabel('ชื่อ–นามสกุล').fill('คนใหม่');
    await page.getByRole('button', { name: 'เพิ่มผู้เข้าร่วมอีกหนึ่งท่าน' }).click();
    const added = page.getByLabel('ชื่อ–นามสกุล').nth(1);
    expect(await added.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    expect(
      await added.evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight;
      }),
    ).toBe(true);
    await added.fill('คนที่สอง');
    await page.getByRole('button', { name: 'ส่งคำตอบที่แก้ไข' }).click();
    await page.waitForURL(/done=1/);
    expect(said.attendees.map(({ name }) => name)).toEqual(['คนใหม่', 'คนที่สอง']);
  });

  it('takes the opinion of the office before its reply and after, and gives it back when it is withdrawn', async () => {
    await page.goto(gateway.url + address);
    await page.getByText('ให้ความเห็น', { exact: true }).click();
    await page.getByRole('button', { name: 'ส่งความเห็น' }).click();
    const text = page.getByRole('textbox', { name: /^ความเห็น/ });
    expect(await text.getAttribute('aria-invalid')).toBe('true');
    await text.fill('เห็นด้วย\nขอเวลาเพิ่ม');
    await page.getByRole('button', { name: 'ส่งความเห็น' }).click();
    await page.waitForURL(/opinion=given/);
    await page.getByRole('status').getByText('ได้รับความเห็นของท่านแล้ว').waitFor();
    await page.getByRole('link', { name: 'อ่านทั้งหมดหรือถอน' }).click();
    await page.getByRole('button', { name: 'ถอนความเห็นนี้' }).click();
    await page.getByRole('status').getByText('ถอนความเห็นแล้ว').waitFor();
    expect(opinions).toEqual([]);
  });

  it('takes persons out where they stand, keeps the others as they were typed, and goes on at that place', async () => {
    await page.goto(`${gateway.url}${address}?lang=th`);
    await page.getByRole('radio', { name: 'ส่งผู้แทน' }).check();
    const name = (row: number) => page.getByLabel('ชื่อ–นามสกุล').nth(row);
    const names = () =>
      page.getByLabel('ชื่อ–นามสกุล').evaluateAll((all) => all.map((each) => 'value' in each && each.value));
    expect(await page.getByRole('button', { name: 'ลบท่านที่' }).count()).toBe(0);
    const add = page.getByRole('button', { name: 'เพิ่มผู้เข้าร่วมอีกหนึ่งท่าน' });
    // Rows may be added before they are filled in.
    for (let row = 1; row < 4; row += 1) await add.click();
    for (const [row, each] of ['ก', 'ข', 'ค', 'ง'].entries()) await name(row).fill(`นาย${each}`);
    await page.getByLabel('โทรศัพท์').nth(3).fill('053 112 708');
    const isHere = (row: number) => eventually(async () => expect(await stands(row)).toBe(true));
    const stands = (row: number) =>
      name(row).evaluate((element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return element === element.ownerDocument.activeElement && top >= 0 && bottom <= innerHeight;
      });
    await page.getByRole('button', { name: 'ลบท่านที่ 2' }).click();
    expect(await names()).toEqual(['นายก', 'นายค', 'นายง']);
    expect(await page.getByLabel('โทรศัพท์').nth(2).inputValue()).toBe('053 112 708');
    await isHere(1);
    await page.getByRole('button', { name: 'ลบท่านที่ 3' }).press('Enter');
    expect(await names()).toEqual(['นายก', 'นายค']);
    await isHere(1);
    await page.getByRole('button', { name: 'ลบท่านที่ 1' }).click();
    expect(await names()).toEqual(['นายค']);
    await isHere(0);
    expect(await page.getByRole('radio', { name: 'ส่งผู้แทน' }).isChecked()).toBe(true);
    expect(said).toBeUndefined();
  });

  it('is reviewed, changed and sent from there, printed on one sheet, and withdrawn, in both languages and without a broken rule', async () => {
    const rules = await readFile(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
    const context = await browser.newContext({ locale: 'th-TH', viewport: { width: 320, height: 740 } });
    // The page runs no script of its own; the rules are read by one of the test's.
    await context.route('**/*', async (route) => {
      const response = await route.fetch({ maxRedirects: 0 });
      const { 'content-security-policy': _policy, ...headers } = response.headers();
      await route.fulfill({ response, headers });
    });
    page = await context.newPage();
    const broken = () =>
      page.evaluate<string[]>(
        `${rules}; axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
      );
    const fits = async () => {
      expect([page.url(), await broken()]).toEqual([page.url(), []]);
      expect(await page.locator('html').evaluate((root) => root.scrollWidth - root.clientWidth)).toBe(0);
    };
    const sheets = async () =>
      (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type \/Page\b(?!s)/g)?.length;
    form = { ...form, meeting: { ...form.meeting, form: everything } };
    said = {
      ...exampleResponse,
      attendees: Array.from({ length: 5 }, () => ({
        prefix: 'นางสาว',
        name: 'สมหญิง ตัวอย่างยาว',
        position: 'นักวิเคราะห์นโยบายและแผนชำนาญการ',
        phone: '053 112 708',
        email: 'somying@office.example',
      })),
      note: 'มาถึงก่อนเวลาประชุมหนึ่งชั่วโมง',
    };
    await page.goto(`${gateway.url}${address}?lang=th`);
    await page.getByText('แก้ไขคำตอบ', { exact: true }).click();
    await fits();
    await page.getByRole('button', { name: 'ตรวจทานหรือพิมพ์ก่อนส่ง' }).click();
    await page.getByRole('heading', { level: 1, name: 'ตรวจทานก่อนส่ง' }).waitFor();
    expect(await sheets()).toBe(1);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: 'Review your reply' }).waitFor();
    await fits();
    await page.getByRole('button', { name: 'Change something' }).click();
    await page.getByLabel('Remark').or(page.getByLabel('Note')).first().fill('from the train');
    await page.getByRole('button', { name: 'Review or print it first' }).click();
    await page.getByText('from the train').waitFor();
    expect(services.requestsOf(RecordReply)).toEqual([]);
    await page.getByRole('button', { name: 'Send the changed reply' }).click();
    await page.waitForURL(/done=1/);
    await page.getByRole('status').getByText('from the train').waitFor();
    expect(await sheets()).toBe(1);
    await page.reload();
    await page.getByRole('status').getByText('from the train').waitFor();
    await page.getByText('Withdraw your reply').click();
    await page.getByRole('button', { name: 'Withdraw the reply' }).click();
    await page.getByRole('alert').waitFor();
    const why = page.getByLabel('Why the reply is withdrawn');
    expect(await why.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    await fits();
    await page.keyboard.type('not decided yet');
    await page.getByRole('button', { name: 'ไทย' }).click();
    await page.getByRole('button', { name: 'ยืนยันถอนคำตอบ' }).click();
    await page.getByRole('status').getByText('not decided yet').waitFor();
    expect(said).toBeUndefined();
    await context.close();
  }, 120_000);

  it('has its like for sites: confirmed, moved, said to be busy and corrected by presses, on a phone and without a broken rule', async () => {
    const rules = await readFile(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
    const context = await browser.newContext({ locale: 'th-TH', viewport: { width: 320, height: 740 } });
    await context.route('**/*', async (route) => {
      const response = await route.fetch({ maxRedirects: 0 });
      const { 'content-security-policy': _policy, ...headers } = response.headers();
      await route.fulfill({ response, headers });
    });
    page = await context.newPage();
    const fits = async () => {
      const broken = await page.evaluate<string[]>(
        `${rules}; axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
      );
      expect([page.url(), broken]).toEqual([page.url(), []]);
      expect(await page.locator('html').evaluate((root) => root.scrollWidth - root.clientWidth)).toBe(0);
    };
    const { appointment } = exampleSitePage;
    const ahead = { startsAt: '2199-11-14T02:00:00.000Z', endsAt: '2199-11-14T02:20:00.000Z' };
    services.answer(ReadSitePage, () => ({
      ...exampleSitePage,
      ...(appointment && { appointment: { ...appointment, ...ahead } }),
    }));
    const first = `${gateway.url}/s/${exampleSiteToken}`;
    for (const language of ['th', 'en'])
      for (const place of ['', '/times', '/busy', '/dossier']) {
        await page.goto(`${first}${place}?lang=${language}`);
        await fits();
      }
    await page.goto(first);
    await page.getByLabel('ชื่อ–นามสกุล').first().fill('นายตัวอย่าง อยู่ประจำ');
    await page.getByRole('button', { name: 'ยืนยันนัดหมาย' }).click();
    await page.getByRole('status').getByText('ยืนยันนัดหมายแล้ว').waitFor();
    await page.getByRole('link', { name: 'เลือกเวลาทดสอบอื่น' }).click();
    await page.getByRole('radio').first().check();
    await page.getByRole('button', { name: 'ใช้เวลานี้และยืนยัน' }).click();
    await page.getByRole('status').getByText('เปลี่ยนเวลาทดสอบ').waitFor();
    await page.getByRole('link', { name: 'แจ้งเวลาที่ไม่ว่าง' }).click();
    await page.getByLabel('ตั้งแต่วันที่').fill('๑๔/๑๑/๒๕๕๙');
    await page.getByRole('button', { name: 'บันทึกเวลาที่ไม่ว่าง' }).click();
    await page.getByRole('alert').waitFor();
    await fits();
    await page.getByLabel('ตั้งแต่เวลา').fill('9.00');
    await page.getByLabel('ถึงเวลา').fill('12.00');
    await page.getByRole('button', { name: 'บันทึกเวลาที่ไม่ว่าง' }).click();
    await page.getByRole('status').getByText('บันทึกเวลาที่ไม่ว่างแล้ว').waitFor();
    await page.getByRole('link', { name: 'แก้ไขข้อมูลจุดเชื่อมต่อ' }).click();
    await page.getByLabel('ชื่อห้องและชั้น').fill('ห้องประชุม 9');
    await page.getByRole('button', { name: 'บันทึกข้อมูล' }).click();
    await page.getByRole('status').getByText('บันทึกข้อมูลจุดเชื่อมต่อแล้ว').waitFor();
    expect(
      [ConfirmSiteCheck, TakeSiteTime, SaySiteBusy, CorrectSiteDossier].map((each) => services.requestsOf(each).length),
    ).toEqual([1, 1, 1, 1]);
    await context.close();
  }, 120_000);

  it('does not scroll sideways on a phone, whatever an office typed', async () => {
    opinions = [opinionOf('x'.repeat(500), { givenBy: 'ก'.repeat(200) })];
    said = {
      ...exampleResponse,
      note: 'ก'.repeat(300),
      attendees: [{ name: 'x'.repeat(200), position: 'ก'.repeat(200), phone: '0'.repeat(40) }],
    };
    form = { ...form, meeting: { ...form.meeting, form: everything } };
    for (const width of [320, 360, 768]) {
      await page.setViewportSize({ width, height: 740 });
      await page.goto(`${gateway.url}${address}?done=1`);
      expect([width, await page.locator('html').evaluate((root) => root.scrollWidth - root.clientWidth)]).toEqual([
        width,
        0,
      ]);
    }
  });
});
