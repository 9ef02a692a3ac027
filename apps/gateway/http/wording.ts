import { type Wording } from '#platform';

/** What is wrong and what to do, in Thai, by the code of the error. In English the error's own message says it. */
const thai: Readonly<Record<string, string>> = {
  'not-signed-in': 'โปรดเข้าสู่ระบบก่อน',
  'wrong-credentials': 'อีเมลหรือรหัสผ่านไม่ถูกต้อง',
  'role-missing': 'บัญชีของท่านไม่มีสิทธิ์ทำรายการนี้ โปรดติดต่อผู้ดูแลระบบ',
  'other-province': 'ผู้ประสานงานจังหวัดดูและตอบแทนได้เฉพาะหน่วยงานในจังหวัดของตน',
  'cross-site-request': 'คำขอนี้มาจากเว็บไซต์อื่น โปรดทำรายการจากหน้าเว็บของระบบ',
  'too-many-requests': 'มีการเรียกใช้ถี่เกินไป โปรดรอหนึ่งนาทีแล้วลองอีกครั้ง',
  'invalid-input': 'ข้อมูลบางช่องไม่ถูกต้อง ดูรายละเอียดแต่ละช่องใน fields',
  'malformed-request': 'อ่านคำขอไม่ได้ โปรดตรวจสอบว่าเนื้อหาเป็น JSON ที่ถูกต้อง',
  'wrong-media-type': 'โปรดส่งเนื้อหาเป็น application/json',
  'too-large': 'คำขอมีขนาดใหญ่เกินไป โปรดแบ่งส่งเป็นส่วน ๆ',
  'no-such-address': 'ไม่มีหน้าหรือข้อมูลที่ที่อยู่นี้',
  'service-unavailable': 'บริการที่เกี่ยวข้องยังไม่พร้อม โปรดลองอีกครั้งในอีกสักครู่',
  'internal-error': 'เกิดข้อผิดพลาดในระบบ โปรดลองอีกครั้ง หากยังเกิดซ้ำโปรดแจ้งรหัสอ้างอิงนี้แก่ผู้ดูแลระบบ',
  'reply-link-invalid': 'ลิงก์ตอบรับนี้ใช้ไม่ได้ โปรดคัดลอกลิงก์ทั้งหมดจากอีเมลฉบับล่าสุด หรือติดต่อผู้ประสานงาน',
  'deadline-passed': 'พ้นกำหนดตอบรับแล้ว โปรดส่งโทรสารหรือติดต่อผู้ประสานงาน',
  'meeting-cancelled': 'การประชุมนี้ยกเลิกแล้ว',
  'invitation-withdrawn': 'หนังสือเชิญนี้ถูกถอนแล้ว',
  'revision-conflict': 'มีผู้แก้ไขข้อมูลนี้ไปแล้วในระหว่างนี้ โปรดเปิดดูใหม่แล้วทำรายการอีกครั้ง',
  'meeting-not-found': 'ไม่พบการประชุมนี้',
  'meeting-exists': 'มีการประชุมที่ใช้รหัสนี้อยู่แล้ว โปรดใช้รหัสอื่น',
  'meeting-not-announced': 'การประชุมนี้ยังเป็นฉบับร่าง โปรดประกาศก่อน',
  'invalid-deadline': 'กำหนดตอบรับใหม่ไม่ถูกต้อง',
  'invalid-received-at': 'เวลาที่ได้รับแบบตอบรับไม่ถูกต้อง',
  'invitation-not-found': 'ไม่พบหนังสือเชิญนี้',
  'no-such-dead-letter': 'ไม่พบข้อความนี้ อาจถูกส่งซ้ำหรือทิ้งไปแล้ว',
};

export const wording: Wording = (code, language) => (language === 'th' ? thai[code] : undefined);
