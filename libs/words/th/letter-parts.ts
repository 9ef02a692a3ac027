import { type Fact, type Letter, type LetterValues } from '../letter.js';

/** What Thai letters are made of. */
export const partsOf = ({
  title: meetingTitle,
  organiser,
  place,
  unit,
  email,
  fax,
  phone,
  faultLine,
  dialIn,
  when: span,
  until,
  extras,
  details,
  blank,
}: LetterValues) => {
  const common = {
    closing: 'ขอแสดงความนับถือ',
    signature: [unit, organiser, email],
    footer: `อีเมลฉบับนี้ส่งโดยอัตโนมัติในนามของ${organiser} หากท่านตอบกลับอีเมลฉบับนี้ ข้อความจะส่งถึงผู้ประสานงาน`,
  };
  const said = (label: string, value: string | undefined): readonly Fact[] =>
    value === undefined ? [] : [{ label, value }];
  const title: Fact = { label: 'การประชุม', value: meetingTitle };
  const when: Fact = { label: 'วันและเวลาประชุม', value: span };
  return {
    toOffice: {
      ...common,
      salutation: `เรียน ${blank('office')}`,
      several: {
        lead: 'อีเมลฉบับนี้ส่งถึงหน่วยงานต่อไปนี้ ซึ่งใช้ที่อยู่อีเมลเดียวกัน แต่ละหน่วยงานมีลิงก์และรหัสตอบรับของตนเอง และโปรดดำเนินการให้ครบทุกหน่วยงาน',
        code: 'รหัสตอบรับ',
        note: 'แต่ละลิงก์เป็นของหน่วยงานนั้นโดยเฉพาะ โปรดอย่าส่งต่อให้บุคคลภายนอกหน่วยงาน',
      },
    },
    toSite: { ...common, salutation: `เรียน ผู้รับผิดชอบระบบประชุมทางไกล ${blank('site')}` },
    title,
    when,
    meetingFacts: [title, when, { label: 'สถานที่', value: `${place} (ประชุมทางไกลผ่านระบบวิดีทัศน์)` }] as readonly Fact[],
    deadline: { label: 'ตอบรับภายใน', value: until, strong: true } as Fact,
    until,
    contact: `${unit} อีเมล ${email}`,
    ask: `หากมีข้อสงสัย โปรดติดต่อ${unit} อีเมล ${email}`,
    /** No form goes with the mail, so it says what a fax must hold. */
    byFax:
      fax === undefined
        ? ''
        : ` หากไม่สะดวกใช้ลิงก์ โปรดส่งโทรสารหมายเลข ${fax} โดยระบุชื่อหน่วยงาน คำตอบ (เข้าร่วมประชุม ส่งผู้แทนเข้าร่วมประชุม หรือไม่เข้าร่วมประชุม) และชื่อ ตำแหน่ง หมายเลขโทรศัพท์ของผู้เข้าร่วมทุกท่าน`,
    siteAction: {
      label: 'เปิดหน้าของจุดเชื่อมต่อ',
      url: blank('url'),
      note: 'ยืนยันนัดหมาย เลือกเวลาอื่น แก้ไขข้อมูล หรือลองไมโครโฟน กล้อง และสัญญาณก่อนวันทดสอบได้จากลิงก์นี้ ลิงก์เป็นของจุดเชื่อมต่อโดยเฉพาะ โปรดอย่าส่งต่อให้บุคคลภายนอก',
    },
    action: (label: string): NonNullable<Letter['action']> => ({
      label,
      url: blank('url'),
      note: 'ลิงก์นี้เป็นของหน่วยงานท่านโดยเฉพาะ โปรดอย่าส่งต่อให้บุคคลภายนอกหน่วยงาน',
    }),
    answerFacts: [
      { label: 'คำตอบ', value: blank('answer'), strong: true },
      { label: 'จำนวนผู้เข้าร่วม', value: blank('attendees') },
      ...(extras.includes('people') ? [{ label: 'รายชื่อผู้เข้าร่วม', value: blank('people') }] : []),
      ...details,
      { label: 'ช่องทางที่ตอบ', value: blank('channel') },
      { label: 'ได้รับเมื่อ', value: blank('receivedAt') },
    ] as readonly Fact[],
    before: (
      [
        ['titleBefore', 'ชื่อเดิม'],
        ['whenBefore', 'วันและเวลาเดิม'],
        ['placeBefore', 'สถานที่เดิม'],
        ['deadlineBefore', 'กำหนดตอบรับเดิม'],
      ] as const
    ).flatMap(([name, label]): readonly Fact[] => (extras.includes(name) ? [{ label, value: blank(name) }] : [])),
    reason: (extras.includes('reason') ? [{ label: 'เหตุผล', value: blank('reason') }] : []) as readonly Fact[],
    beforeJoining: (
      [
        ['dialInBefore', 'ช่องทางเดิม (ยกเลิกแล้ว)'],
        ['faultLineBefore', 'หมายเลขแจ้งเหตุขัดข้องเดิม (ยกเลิกแล้ว)'],
      ] as const
    ).flatMap(([name, label]): readonly Fact[] => (extras.includes(name) ? [{ label, value: blank(name) }] : [])),
    dayFacts: [
      { label: 'จุดเข้าร่วมของท่าน', value: blank('site'), strong: true },
      ...said('การเชื่อมต่อประชุมทางไกล', dialIn),
      ...said('แจ้งเหตุขัดข้อง โทร.', faultLine),
      ...said('โทรศัพท์ผู้ประสานงาน', phone),
    ] as readonly Fact[],
    checkFacts: [
      { label: 'จุดเชื่อมต่อ', value: blank('site') },
      { label: 'วันและเวลาทดสอบ', value: blank('when'), strong: true },
      { label: 'ห้องทดสอบ', value: blank('room') },
      ...(
        [
          ['findings', 'พบในการทดสอบครั้งก่อน และสิ่งที่ควรแก้ไขก่อนนัดนี้'],
          ['dialledAt', 'ผู้ทดสอบจะโทรเข้าที่'],
          ['technicians', 'เจ้าหน้าที่เทคนิคที่มีชื่อในระบบ'],
        ] as const
      ).flatMap(([name, label]): readonly Fact[] => (extras.includes(name) ? [{ label, value: blank(name) }] : [])),
    ] as readonly Fact[],
  };
};
