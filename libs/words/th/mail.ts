const toServerStaff = 'แจ้งผู้ดูแลเซิร์ฟเวอร์อีเมลพร้อมข้อความของเซิร์ฟเวอร์ เมื่อแก้แล้วกด "ลองอีกครั้ง" ระบบจะลองเองเป็นระยะด้วย';

/** What stands in mails beside their letters, and what staff are told about mail. */
export const mail = {
  answers: { attend: 'เข้าร่วมประชุม', representative: 'ส่งผู้แทนเข้าร่วมประชุม', decline: 'ไม่เข้าร่วมประชุม' },
  channels: { web: 'หน้าเว็บตอบรับ', fax: 'โทรสาร', phone: 'โทรศัพท์', letter: 'หนังสือ', 'e-mail': 'อีเมล' },
  persons: (count: number) => `${count} ท่าน`,
  /** What stands in a letter that is only looked at. */
  exampleSite: 'ศาลากลางจังหวัด (ตัวอย่าง)',
  sendingSide: {
    subject: '[ทดสอบ] ตรวจการส่งอีเมลของระบบ',
    text: (relay: string): string => `อีเมลฉบับนี้ระบบส่งทาง ${relay} เพื่อตรวจว่าอีเมลส่งออกได้ ไม่ต้องตอบกลับ`,
  },
  /** To be sent by LINE or SMS: what it is about stands in the first words. */
  shortText: {
    asks: (office: string, title: string, until: string, url: string): string =>
      `เรียน ${office}\nขอความอนุเคราะห์ตอบรับ${title} ภายใน${until}\nตอบได้ที่ ${url}`,
    over: (office: string, title: string, ask: string): string =>
      `เรียน ${office}\nยังไม่ได้รับคำตอบ${title} ซึ่งพ้นกำหนดแล้ว โปรดแจ้งผู้ประสานงาน ${ask}`,
    answered: (office: string, title: string, when: string, url: string): string =>
      `เรียน ${office}\nได้รับคำตอบของหน่วยงานท่านแล้ว ${title} ${when}\nดูคำตอบและเอกสารได้ที่ ${url}`,
  },
  /** How a meeting stands, in a digest to staff. */
  digest: {
    answers: (answered: number, invited: number, coming: number, more: number): string =>
      `${answered} จาก ${invited} หน่วยงาน (เข้าร่วม ${coming})${more > 0 ? ` เพิ่มขึ้น ${more} จากฉบับก่อน` : ''}`,
    offices: (count: number): string => `${count} หน่วยงาน`,
    nothing: 'ไม่มี',
    toDo: {
      unknown: (count: number): string => `ไม่ทราบผลการส่ง ${count} ฉบับ`,
      unreached: (count: number): string => `อีเมลส่งไม่ถึง ${count} ราย`,
      overdue: (count: number): string => `อีเมลค้างส่งเกินเวลา ${count} ฉบับ`,
      inbox: (count: number): string => `อีเมลเข้ารอดู ${count} ฉบับ`,
      calls: (count: number): string => `ต้องโทร ${count} หน่วยงาน`,
      announcements: (count: number): string => `ประกาศรออนุมัติ ${count} ฉบับ`,
    },
  },
  testSubject: (subject: string) => `[ทดสอบ] ${subject}`,
  calendarEntry: (site: string) => `ทดสอบสัญญาณ ${site}`,
  /** Why no mail leaves, and what to do. */
  lane: {
    unreachable: {
      reason: 'ติดต่อเซิร์ฟเวอร์อีเมลไม่ได้',
      advice: 'ตรวจว่าเซิร์ฟเวอร์อีเมลและเครือข่ายทำงาน และที่อยู่ใน SMTP_URL ถูกต้อง ระบบลองใหม่เองเป็นระยะ',
    },
    busy: { reason: 'เซิร์ฟเวอร์อีเมลไม่ว่างหรือพื้นที่เต็ม', advice: 'ระบบลองใหม่เองเป็นระยะ หากนานเกินควรโปรดแจ้งผู้ดูแลเซิร์ฟเวอร์อีเมล' },
    tls: {
      reason: 'เชื่อมต่อเซิร์ฟเวอร์อีเมลแบบเข้ารหัสไม่สำเร็จ',
      advice: 'ตรวจใบรับรองของเซิร์ฟเวอร์อีเมลและแบบการเข้ารหัสใน SMTP_URL (smtp:// หรือ smtps://)',
    },
    protocol: { reason: 'เซิร์ฟเวอร์อีเมลไม่รับคำสั่งของระบบ', advice: toServerStaff },
    'sign-in': {
      reason: 'เซิร์ฟเวอร์อีเมลไม่รับชื่อผู้ใช้หรือรหัสผ่านของระบบ',
      advice: 'แก้ชื่อผู้ใช้และรหัสผ่านใน SMTP_URL แล้วเริ่มบริการใหม่',
    },
    sender: { reason: 'เซิร์ฟเวอร์อีเมลไม่รับที่อยู่ผู้ส่งของระบบ', advice: 'ตรวจว่า SALA_MAIL_FROM เป็นที่อยู่ที่บัญชีใน SMTP_URL ใช้ส่งได้' },
    relay: { reason: 'เซิร์ฟเวอร์อีเมลไม่ยอมส่งต่อไปยังหน่วยงานภายนอก', advice: toServerStaff },
    'block-list': { reason: 'เซิร์ฟเวอร์อีเมลของระบบถูกขึ้นบัญชีกันสแปม', advice: toServerStaff },
    policy: { reason: 'เซิร์ฟเวอร์อีเมลปฏิเสธตามนโยบาย (เช่น SPF DKIM DMARC)', advice: toServerStaff },
    quota: {
      reason: 'ส่งอีเมลครบจำนวนที่เซิร์ฟเวอร์อนุญาตแล้ว',
      advice: 'ระบบส่งต่อเองเมื่อเซิร์ฟเวอร์รับอีก หากเร่งด่วนโปรดขอเพิ่มโควตาจากผู้ดูแลเซิร์ฟเวอร์อีเมล',
    },
  },
  /** What staff can do about a mail that failed or needs a decision. */
  advice: {
    permanent: 'ที่อยู่อีเมลนี้รับจดหมายไม่ได้ โปรดโทรถามที่อยู่ที่ถูกต้อง แก้ไขในทะเบียน แล้วส่งอีกครั้งไปยังที่อยู่นั้น',
    technical:
      'เซิร์ฟเวอร์อีเมลไม่รับจดหมายฉบับนี้ด้วยเหตุทางเทคนิค โปรดแจ้งผู้ดูแลระบบพร้อมข้อความของเซิร์ฟเวอร์ แล้วส่งอีกครั้งหรือโทรแจ้งหน่วยงาน',
    expired: 'ส่งไม่สำเร็จจนพ้นเวลาที่จดหมายยังมีประโยชน์ โปรดโทรแจ้งหน่วยงาน หรือส่งอีกครั้งหากยังทันการ',
    unknown:
      'การเชื่อมต่อขาดก่อนเซิร์ฟเวอร์อีเมลตอบ จึงไม่ทราบว่ารับแล้วหรือไม่ โปรดตรวจบันทึกของเซิร์ฟเวอร์หรือถามหน่วยงาน แล้วระบุว่าถึงแล้วหรือให้ส่งอีกครั้ง',
  },
};
