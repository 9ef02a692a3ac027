import { describe, expect, it } from '@jest/globals';
import {
  exampleContact,
  exampleInvitation,
  exampleMeeting,
  exampleReplyCode,
  exampleReplyToken,
  type Meeting,
  replyCodeText,
} from '#contracts';
import { type WordBlock } from '#word-files';
import { letterInWord } from './letter-in-word.js';
import { letterTextOf } from './letter-text.js';
import { pageBegin, papersOf } from './paper-page.js';
import { inOrder, type Sheet } from './sheet.js';

const meeting: Meeting = {
  ...exampleMeeting,
  coordinator: { ...exampleMeeting.coordinator, phone: '0 2612 6000' },
  letter: {
    number: 'สรอ 0301/ว 1234',
    dated: '2016-11-07',
    urgency: 'very-urgent',
    references: ['หนังสือที่ สรอ 0301/ว 1000'],
    enclosures: [{ title: 'กำหนดการ', count: 2, unit: 'sheets' }],
    signer: { name: 'นายตัวอย่าง รักงาน', position: 'รองผู้อำนวยการ', acting: 'by-delegation', actingFor: 'ผู้อำนวยการ' },
  },
  form: {
    quota: 3,
    fields: { assignedBy: 'optional' },
    questions: [
      {
        id: 'lunch',
        kind: 'choice',
        label: { th: 'อาหารกลางวัน <ฮาลาล>', en: 'Lunch' },
        options: [
          { id: 'halal', label: { th: 'ฮาลาล', en: 'Halal' } },
          { id: 'any', label: { th: 'ทั่วไป', en: 'Any' } },
        ],
        required: true,
      },
    ],
  },
};
const sheet: Sheet = {
  meeting,
  invitation: exampleInvitation,
  language: 'th',
  until: meeting.replyBy,
  link: `https://sala.example/r/${exampleReplyToken}`,
  codeAddress: 'https://sala.example/r',
  code: exampleReplyCode,
};
const textOf = (html: string): string => html.replace(/<svg.*?<\/svg>/g, '').replace(/<[^>]+>/g, ' ');

describe('the papers of an office', () => {
  it('are a letter with all its parts in their order', () => {
    const letter = textOf(papersOf(sheet, 'letters'));
    const parts = [
      'ด่วนมาก',
      'ที่  สรอ 0301/ว 1234',
      exampleMeeting.organiser.th,
      '7 พฤศจิกายน 2559',
      'เรื่อง',
      exampleMeeting.title.th,
      'เรียน',
      exampleInvitation.organisation.name.th,
      'อ้างถึง',
      'สิ่งที่ส่งมาด้วย',
      '1. กำหนดการ  จำนวน 2 แผ่น',
      '2. แบบตอบรับการประชุม',
      exampleMeeting.purpose.th,
      'วันศุกร์ที่ 18 พฤศจิกายน พ.ศ. 2559',
      'https://sala.example/r',
      replyCodeText(exampleReplyCode),
      exampleMeeting.fax ?? '',
      'ขอแสดงความนับถือ',
      'นายตัวอย่าง รักงาน',
      'ปฏิบัติราชการแทน',
      'โทร. 0 2612 6000',
    ].map((part) => part.replace(/\s+/g, ' '));
    const found = parts.map((part) => letter.replace(/\s+/g, ' ').indexOf(part));
    expect(found.map((at, index) => (at === -1 ? parts[index] : ''))).toEqual(parts.map(() => ''));
  });

  it('count one as one in English', () => {
    const letter = textOf(papersOf({ ...sheet, language: 'en' }, 'letters'));
    expect(letter).toContain('Reply form  1 copy');
    expect(letter).toContain('กำหนดการ  2 sheets');
  });

  it('say until when this office may answer, which may be longer than others may', () => {
    const longer = textOf(papersOf({ ...sheet, until: '2016-11-21T16:59:59.000Z' }, 'both'));
    expect(longer.match(/วันจันทร์ที่ 21 พฤศจิกายน พ.ศ. 2559/g)).toHaveLength(2);
    expect(longer).not.toContain('18 พฤศจิกายน');
  });

  it('are a form that asks what this meeting asks, with a box for each choice and a row for each person', () => {
    const html = papersOf(sheet, 'forms');
    const form = textOf(html);
    for (const text of ['ผู้มอบหมาย', 'อาหารกลางวัน', 'ฮาลาล', replyCodeText(exampleReplyCode), '(ไม่เกิน 3 ท่าน)'])
      expect(form).toContain(text);
    expect(form).not.toContain('ผู้ประสานงานด้านเทคนิค');
    expect(html).toContain('&lt;ฮาลาล&gt;');
    expect(html.match(/<tr>/g)).toHaveLength(1 + 3);
    expect(html.match(/class="box"/g)).toHaveLength(3 + 2 + 3);
    const order = ['อาหารกลางวัน', 'ผู้มอบหมาย', 'หมายเหตุ', 'โทรศัพท์ผู้ประสานงาน', 'ที่หนังสือของหน่วยงาน'];
    expect(order.map((text) => form.indexOf(text))).toEqual(
      order.map((text) => form.indexOf(text)).sort((a, b) => a - b),
    );
    expect(form).not.toContain('มือถือผู้ประสานงาน 08');
  });

  it('are filled in with what the directory knows of the office’s coordinator', () => {
    const organisation = { ...sheet.invitation.organisation, contacts: [exampleContact] };
    const form = textOf(papersOf({ ...sheet, invitation: { ...sheet.invitation, organisation } }, 'forms'));
    for (const text of [exampleContact.name, exampleContact.phone, exampleContact.mobile]) expect(form).toContain(text);
  });

  it('have Thai digits where the letter says so, and never in what is typed', () => {
    const text = textOf(
      papersOf({ ...sheet, meeting: { ...meeting, letter: { ...meeting.letter, thaiDigits: true } } }, 'both'),
    );
    expect(text).toContain('๗ พฤศจิกายน ๒๕๕๙');
    expect(text).toContain('โทร. ๐ ๒๖๑๒ ๖๐๐๐');
    expect(text).toContain(replyCodeText(exampleReplyCode));
    expect(text.replaceAll(replyCodeText(exampleReplyCode), '')).not.toMatch(/\d/);
  });

  it('stand in a document that loads and runs nothing', () => {
    const page = pageBegin('a & b');
    expect(page).toContain("default-src 'none'");
    expect(page).toContain('<title>a &#38; b</title>');
    expect(page.match(/@font-face/g)).toHaveLength(4);
    expect(page).not.toMatch(/url\((?!data:)/);
  });

  it('lie in the order of provinces as Thai readers look them up, then of classes, then of names', () => {
    const office = (provinceCode: string, organisationClass: string, th: string) => ({
      organisation: { ...exampleInvitation.organisation, provinceCode, class: organisationClass, name: { th } },
    });
    const classes = ['revenue', 'labour'].map((each) => ({ class: each, name: { th: each }, surveyed: true }));
    const pile = [
      office('TH-50', 'labour', 'ก'),
      office('TH-50', 'revenue', 'ข'),
      office('TH-50', 'revenue', 'ก'),
      office('TH-81', 'labour', 'ก'),
      office('TH-12', 'labour', 'ก'),
    ];
    expect(
      inOrder({ classes }, pile).map(
        ({ organisation }) => `${organisation.provinceCode} ${organisation.class} ${organisation.name.th}`,
      ),
    ).toEqual(['TH-81 labour ก', 'TH-50 revenue ก', 'TH-50 revenue ข', 'TH-50 labour ก', 'TH-12 labour ก']);
  });
});

describe('the letter of an office in Word', () => {
  const textsOf = (blocks: readonly WordBlock[]): string[] =>
    blocks.flatMap((block) => {
      if (block.kind === 'paragraph') return [block.runs.map(({ text }) => text).join('')];
      if (block.kind === 'columns') return textsOf(block.columns.flatMap(({ blocks: own }) => own));
      return block.kind === 'picture' ? [`[${block.says}]`] : [];
    });
  const flat = (text: string): string => text.replace(/\s+/g, ' ');

  it('says what it says on paper, word for word and in the same order', () => {
    const inWord = flat(textsOf(letterInWord(sheet)).join(' '));
    const onPaper = letterTextOf(sheet);
    const parts = [
      onPaper.crest,
      onPaper.urgency ?? '',
      onPaper.number,
      ...onPaper.from,
      onPaper.dated,
      ...onPaper.facts.flatMap(({ term, items }) => [term, ...items]),
      ...onPaper.body,
      ...Object.values(onPaper.answer),
      onPaper.closing,
      onPaper.signer.name,
      ...onPaper.signer.lines,
      ...onPaper.owner,
    ].map(flat);
    const html = flat(textOf(papersOf(sheet, 'letters')));
    expect(parts.filter((part) => !html.includes(part.trim()))).toEqual([]);
    let from = 0;
    for (const part of parts) {
      const at =
        part === onPaper.answer.byQr || part === onPaper.answer.asked
          ? inWord.indexOf(part)
          : inWord.indexOf(part, from);
      expect(at === -1 ? part : '').toBe('');
      from = Math.max(from, at);
    }
  });

  it('leaves the place of the office, its hall and its code open in the pattern, which has no code to scan', () => {
    const { invitation: _invitation, link: _link, code: _code, ...pattern } = sheet;
    const blocks = letterInWord(pattern);
    const text = textsOf(blocks).join('\n');
    expect(text).toMatch(/เรียน\t\.{20,}/);
    expect(text).toMatch(/ณ \.{20,}/);
    expect(text).toMatch(/รหัสตอบรับ \.{10,}/);
    expect(text).toContain('[QR]');
    for (const own of [exampleInvitation.organisation.name.th, replyCodeText(exampleReplyCode)])
      expect(text).not.toContain(own);
  });

  it('has Thai digits where the letter says so, and never in what is typed', () => {
    const text = textsOf(
      letterInWord({ ...sheet, meeting: { ...meeting, letter: { ...meeting.letter, thaiDigits: true } } }),
    ).join('\n');
    expect(text).toContain('๗ พฤศจิกายน ๒๕๕๙');
    expect(text.replaceAll(replyCodeText(exampleReplyCode), '')).not.toMatch(/\d/);
  });
});
