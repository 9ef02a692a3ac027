import { fieldWordsOf, replyFieldNames } from '#contracts';
import { momentText, spanText } from '#words';
import { blank } from './blanks.js';
import { type Letter, type LetterForm } from './letter.js';

type Fact = Letter['facts'][number];

/** What Thai letters are made of. */
export const partsTh = ({ meeting, replyBy, extras = [] }: LetterForm) => {
  const zone = meeting.timeZone;
  const { unit, email } = meeting.coordinator;
  const common = {
    language: 'th' as const,
    closing: 'ขอแสดงความนับถือ',
    signature: [unit.th, meeting.organiser.th, email],
    footer: `อีเมลฉบับนี้ส่งโดยอัตโนมัติในนามของ${meeting.organiser.th} หากท่านตอบกลับอีเมลฉบับนี้ ข้อความจะส่งถึงผู้ประสานงาน`,
  };
  const title: Fact = { label: 'การประชุม', value: meeting.title.th };
  const when: Fact = { label: 'วันและเวลาประชุม', value: spanText('th', zone, meeting.startsAt, meeting.endsAt) };
  const fax = meeting.fax?.replaceAll(' ', '\u00a0');
  return {
    toOffice: { ...common, salutation: `เรียน ${blank('office')}` },
    toSite: { ...common, salutation: `เรียน ผู้รับผิดชอบระบบประชุมทางไกล ${blank('site')}` },
    title,
    when,
    meetingFacts: [title, when, { label: 'สถานที่', value: `${meeting.place.th} (ประชุมทางไกลผ่านระบบวิดีทัศน์)` }] as readonly Fact[],
    deadline: { label: 'ตอบรับภายใน', value: momentText('th', zone, replyBy), strong: true } as Fact,
    until: momentText('th', zone, replyBy),
    contact: `${unit.th} อีเมล ${email}`,
    ask: `หากมีข้อสงสัย โปรดติดต่อ${unit.th} อีเมล ${email}`,
    /** No form goes with the mail, so it says what a fax must hold. */
    byFax: fax === undefined ? '' : ` หากไม่สะดวกใช้ลิงก์ โปรดส่งโทรสารหมายเลข ${fax} โดยระบุชื่อหน่วยงาน คำตอบ (เข้าร่วมประชุม ส่งผู้แทนเข้าร่วมประชุม หรือไม่เข้าร่วมประชุม) และชื่อ ตำแหน่ง หมายเลขโทรศัพท์ของผู้เข้าร่วมทุกท่าน`,
    action: (label: string): NonNullable<Letter['action']> => ({ label, url: blank('url'), note: 'ลิงก์นี้เป็นของหน่วยงานท่านโดยเฉพาะ โปรดอย่าส่งต่อให้บุคคลภายนอกหน่วยงาน' }),
    answerFacts: [
      { label: 'คำตอบ', value: blank('answer'), strong: true },
      { label: 'จำนวนผู้เข้าร่วม', value: blank('attendees') },
      ...(extras.includes('people') ? [{ label: 'รายชื่อผู้เข้าร่วม', value: blank('people') }] : []),
      ...replyFieldNames.filter((name) => extras.includes(name)).map((name) => ({ label: fieldWordsOf('th').fields[name], value: blank(name) })),
      { label: 'ช่องทางที่ตอบ', value: blank('channel') },
      { label: 'ได้รับเมื่อ', value: blank('receivedAt') },
    ] as readonly Fact[],
    reason: (extras.includes('reason') ? [{ label: 'เหตุผล', value: blank('reason') }] : []) as readonly Fact[],
    checkFacts: [
      { label: 'จุดเชื่อมต่อ', value: blank('site') },
      { label: 'วันและเวลาทดสอบ', value: blank('when'), strong: true },
      { label: 'ห้องทดสอบ', value: blank('room') },
    ] as readonly Fact[],
  };
};
