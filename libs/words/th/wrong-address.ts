/** The page on which whoever got a mail says that the address is not the office's. */
export const wrongAddressWords = {
  title: 'อีเมลนี้ส่งผิดที่อยู่',
  about: (title: string, office: string): string =>
    `อีเมลเกี่ยวกับ${title} ส่งถึง ${office} หากที่อยู่อีเมลที่ได้รับไม่ใช่ของหน่วยงานนี้ โปรดกดปุ่มด้านล่าง`,
  will: 'ระบบจะไม่ส่งอีเมลมาที่อยู่นี้อีก และเจ้าหน้าที่จะโทรติดต่อหน่วยงานแทน คำเชิญยังมีผลตามเดิม',
  press: 'ที่อยู่นี้ไม่ใช่ของหน่วยงานนี้',
  done: 'รับทราบแล้ว ขอบคุณที่แจ้ง',
  doneHint: 'ระบบไม่ส่งอีเมลมาที่อยู่นี้แล้ว และเจ้าหน้าที่จะโทรติดต่อหน่วยงาน หากกดผิด โปรดติดต่อผู้ประสานงาน',
  /** What stands in the mail that a mail program writes of itself. */
  mailSubject: 'ที่อยู่อีเมลไม่ใช่ของหน่วยงาน',
};
