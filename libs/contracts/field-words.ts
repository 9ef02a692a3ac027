type Label = readonly [th: string, en: string];

/** What people call the fields of requests. Groups that only hold other fields have no name of their own. */
const labels: Readonly<Record<string, Label>> = {
  id: ['รหัส', 'Id'], title: ['ชื่อการประชุม', 'Title'], organiser: ['ผู้จัดประชุม', 'Organiser'], purpose: ['วัตถุประสงค์', 'Purpose'], place: ['สถานที่', 'Place'],
  timeZone: ['เขตเวลา', 'Time zone'], startsAt: ['เวลาเริ่ม', 'Start'], endsAt: ['เวลาสิ้นสุด', 'End'], replyBy: ['กำหนดตอบรับ', 'Reply deadline'], fax: ['โทรสาร', 'Fax'],
  coordinator: ['ผู้ประสานงาน', 'Coordinator'], unit: ['ส่วนงาน', 'Unit'], email: ['อีเมล', 'E-mail'], classes: ['ประเภทหน่วยงาน', 'Classes of offices'], class: ['ประเภทหน่วยงาน', 'Class of office'],
  name: ['ชื่อ', 'Name'], surveyed: ['อยู่ในการสำรวจ', 'Surveyed'], reason: ['เหตุผล', 'Reason'], sites: ['จุดเชื่อมต่อ', 'Sites'], organisations: ['หน่วยงาน', 'Offices'],
  provinceCode: ['จังหวัด', 'Province'], siteId: ['จุดเชื่อมต่อ', 'Site'], language: ['ภาษา', 'Language'], th: ['ภาษาไทย', 'Thai'], en: ['ภาษาอังกฤษ', 'English'],
  meetingId: ['การประชุม', 'Meeting'], standing: ['สถานะการตอบ', 'Standing'], channel: ['ช่องทาง', 'Channel'], answer: ['คำตอบ', 'Answer'], after: ['เริ่มต่อจาก', 'Start after'], limit: ['จำนวนต่อหน้า', 'Entries on a page'],
  invitationId: ['หนังสือเชิญ', 'Invitation'], replyToken: ['ลิงก์ตอบรับ', 'Reply link'], token: ['ลิงก์ตอบรับ', 'Reply link'], content: ['', ''], attendees: ['ผู้เข้าร่วม', 'Attendees'], position: ['ตำแหน่ง', 'Position'],
  phone: ['โทรศัพท์', 'Telephone'], note: ['หมายเหตุ', 'Note'], expectedRevision: ['ฉบับที่เห็นก่อนแก้ไข', 'Revision seen'], receivedAt: ['วันเวลาที่ได้รับ', 'Received at'], enteredBy: ['ผู้บันทึก', 'Entered by'],
  asNewest: ['บอกเป็นข้อมูลล่าสุด', 'Told as the newest'], responseRevision: ['คำตอบครั้งที่', 'Revision of the answer'], takenBackBy: ['ผู้ถอนคำตอบ', 'Taken back by'], kind: ['ชนิด', 'Kind'], state: ['สถานะ', 'State'], recipientId: ['ผู้รับ', 'Recipient'], deliveryId: ['รายการส่งอีเมล', 'Mail'],
  decision: ['การตัดสินใจ', 'Decision'], firstDay: ['วันแรก', 'First day'], lastDay: ['วันสุดท้าย', 'Last day'], hours: ['ช่วงเวลา', 'Hours'], from: ['ตั้งแต่', 'From'], to: ['ถึง', 'To'], closedDays: ['วันหยุด', 'Closed days'],
  slotMinutes: ['ความยาวช่วงทดสอบ (นาที)', 'Minutes of a slot'], gapMinutes: ['เวลาพักระหว่างช่วง (นาที)', 'Minutes between slots'], rooms: ['จำนวนห้อง', 'Rooms'], checkId: ['การทดสอบ', 'Check'], evidence: ['ผลวัด', 'Evidence'],
  lossPercent: ['ข้อมูลสูญหาย (%)', 'Loss (%)'], roundTripMs: ['เวลาไปกลับ (มิลลิวินาที)', 'Round trip (ms)'], jitterMs: ['ความแกว่งของเวลา (มิลลิวินาที)', 'Jitter (ms)'], loss: ['ข้อมูลสูญหาย (%)', 'Loss (%)'], roundTrip: ['เวลาไปกลับ (มิลลิวินาที)', 'Round trip (ms)'], jitter: ['ความแกว่งของเวลา (มิลลิวินาที)', 'Jitter (ms)'],
  audioBothWays: ['ได้ยินเสียงทั้งสองทาง', 'Sound both ways'], videoBothWays: ['เห็นภาพทั้งสองทาง', 'Picture both ways'], contentShared: ['แชร์เอกสารได้', 'Content shared'], echoFree: ['ไม่มีเสียงสะท้อน', 'No echo'], contactPresent: ['ผู้ติดต่ออยู่', 'Contact present'],
  recordedBy: ['ผู้บันทึก', 'Recorded by'], sessionToken: ['การเข้าสู่ระบบ', 'Session'], password: ['รหัสผ่าน', 'Password'], roles: ['บทบาท', 'Roles'], staffId: ['เจ้าหน้าที่', 'Member of staff'], active: ['เปิดใช้งาน', 'Active'], currentPassword: ['รหัสผ่านปัจจุบัน', 'Present password'], newPassword: ['รหัสผ่านใหม่', 'New password'], object: ['รายการที่เกี่ยวข้อง', 'Concerning'], noticeHours: ['แจ้งล่วงหน้าอย่างน้อย (ชั่วโมง)', 'Notice (hours)'], outcome: ['ผลการทดสอบ', 'Outcome'], correctedBy: ['ผู้แก้ไข', 'Corrected by'], withdrawnBy: ['ผู้ถอน', 'Withdrawn by'], cause: ['สาเหตุ', 'Cause'],
  before: ['ก่อนเวลา', 'Before'], failed: ['สาเหตุที่ส่งไม่สำเร็จ', 'Failure'], sequence: ['ลำดับ', 'Sequence'],
};

/** Values that people choose from, where the value itself is a machine's word. */
const values: Readonly<Record<string, Label>> = {
  attend: ['เข้าร่วม', 'attend'], representative: ['ส่งผู้แทน', 'representative'], decline: ['ไม่เข้าร่วม', 'decline'], web: ['เว็บ', 'web'], fax: ['โทรสาร', 'fax'], letter: ['หนังสือ', 'letter'], phone: ['โทรศัพท์', 'phone'], 'e-mail': ['อีเมล', 'e-mail'],
  silent: ['ยังไม่ตอบ', 'silent'], answered: ['ตอบแล้ว', 'answered'], booked: ['นัดแล้ว', 'booked'], passed: ['ผ่าน', 'passed'], failed: ['ไม่ผ่าน', 'failed'], cancelled: ['ยกเลิก', 'cancelled'], 'no-show': ['ไม่มาทดสอบ', 'no-show'],
  th: ['ไทย', 'th'], en: ['อังกฤษ', 'en'],
};

const inLanguage = ([th, en]: Label, language: 'th' | 'en'): string => (language === 'th' ? th : en);
const wordsOf = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace(/[-_]+/g, ' ').trim();

export const hasFieldLabel = (name: string): boolean => Object.hasOwn(labels, name);

/** What people call one field, by its name in a request. One that nobody has named yet is said plainly. */
export const fieldName = (name: string, language: 'th' | 'en'): string => {
  const label = hasFieldLabel(name) ? labels[name] : undefined;
  if (label !== undefined) return inLanguage(label, language);
  return language === 'th' ? 'ช่องอื่น' : wordsOf(name);
};

/** What people call the field at a path: `attendees.0.name` is 'ผู้เข้าร่วม รายการที่ 1 ชื่อ'. */
export const fieldLabel = (path: string, language: 'th' | 'en'): string =>
  path
    .split('.')
    .map((part) => (/^\d{1,6}$/.test(part) ? inLanguage([`รายการที่ ${Number(part) + 1}`, `entry ${Number(part) + 1}`], language) : part === '' ? '' : fieldName(part, language)))
    .filter((part) => part !== '')
    .join(language === 'th' ? ' ' : ', ');

export const valueName = (value: string, language: 'th' | 'en'): string => {
  const label = Object.hasOwn(values, value) ? values[value] : undefined;
  return label === undefined || language === 'en' ? value : `${inLanguage(label, language)} (${value})`;
};
