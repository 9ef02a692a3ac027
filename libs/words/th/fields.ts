/** What people call the fields of requests. Groups that only hold other fields have no name of their own. */
export const fields = {
  names: {
    id: 'รหัส', title: 'ชื่อการประชุม', organiser: 'ผู้จัดประชุม', purpose: 'วัตถุประสงค์', place: 'สถานที่', timeZone: 'เขตเวลา',
    startsAt: 'เวลาเริ่ม', endsAt: 'เวลาสิ้นสุด', replyBy: 'กำหนดตอบรับ', fax: 'โทรสาร', coordinator: 'ผู้ประสานงาน', unit: 'ส่วนงาน', email: 'อีเมล',
    classes: 'ประเภทหน่วยงาน', class: 'ประเภทหน่วยงาน', name: 'ชื่อ', surveyed: 'อยู่ในการสำรวจ', reason: 'เหตุผล', sites: 'จุดเชื่อมต่อ',
    organisations: 'หน่วยงาน', provinceCode: 'จังหวัด', siteId: 'จุดเชื่อมต่อ', language: 'ภาษา', th: 'ภาษาไทย', en: 'ภาษาอังกฤษ',
    meetingId: 'การประชุม', standing: 'สถานะการตอบ', channel: 'ช่องทาง', answer: 'คำตอบ', after: 'เริ่มต่อจาก', limit: 'จำนวนต่อหน้า',
    invitationId: 'หนังสือเชิญ', replyToken: 'ลิงก์ตอบรับ', token: 'ลิงก์ตอบรับ', content: '', attendees: 'ผู้เข้าร่วม', position: 'ตำแหน่ง',
    phone: 'โทรศัพท์', note: 'หมายเหตุ', expectedRevision: 'ฉบับที่เห็นก่อนแก้ไข', receivedAt: 'วันเวลาที่ได้รับ', enteredBy: 'ผู้บันทึก',
    asNewest: 'บอกเป็นข้อมูลล่าสุด', responseRevision: 'คำตอบครั้งที่', takenBackBy: 'ผู้ถอนคำตอบ', kind: 'ชนิด', state: 'สถานะ',
    recipientId: 'ผู้รับ', deliveryId: 'รายการส่งอีเมล', decision: 'การตัดสินใจ', firstDay: 'วันแรก', lastDay: 'วันสุดท้าย', hours: 'ช่วงเวลา',
    from: 'ตั้งแต่', to: 'ถึง', closedDays: 'วันหยุด', slotMinutes: 'ความยาวช่วงทดสอบ (นาที)', gapMinutes: 'เวลาพักระหว่างช่วง (นาที)',
    rooms: 'จำนวนห้อง', checkId: 'การทดสอบ', evidence: 'ผลวัด', lossPercent: 'ข้อมูลสูญหาย (%)', roundTripMs: 'เวลาไปกลับ (มิลลิวินาที)',
    jitterMs: 'ความแกว่งของเวลา (มิลลิวินาที)', loss: 'ข้อมูลสูญหาย (%)', roundTrip: 'เวลาไปกลับ (มิลลิวินาที)',
    jitter: 'ความแกว่งของเวลา (มิลลิวินาที)', audioBothWays: 'ได้ยินเสียงทั้งสองทาง', videoBothWays: 'เห็นภาพทั้งสองทาง',
    contentShared: 'แชร์เอกสารได้', echoFree: 'ไม่มีเสียงสะท้อน', contactPresent: 'ผู้ติดต่ออยู่', recordedBy: 'ผู้บันทึก',
    sessionToken: 'การเข้าสู่ระบบ', password: 'รหัสผ่าน', roles: 'บทบาท', staffId: 'เจ้าหน้าที่', active: 'เปิดใช้งาน',
    currentPassword: 'รหัสผ่านปัจจุบัน', newPassword: 'รหัสผ่านใหม่', object: 'รายการที่เกี่ยวข้อง', noticeHours: 'แจ้งล่วงหน้าอย่างน้อย (ชั่วโมง)',
    outcome: 'ผลการทดสอบ', correctedBy: 'ผู้แก้ไข', withdrawnBy: 'ผู้ถอน', cause: 'สาเหตุ', before: 'ก่อนเวลา', failed: 'สาเหตุที่ส่งไม่สำเร็จ',
    sequence: 'ลำดับ', speed: 'ความเร็วของนาฬิกา', toNextEvent: 'ไปยังเหตุการณ์ถัดไป', acting: 'ให้ผู้ใช้จำลองทำรายการ',
  },
  /** One that nobody has named yet. */
  unnamed: (_words: string) => 'ช่องอื่น',
  entry: (number: number) => `รายการที่ ${number}`,
  /** Between the parts of a path. */
  between: ' ',
  /** A value that may be chosen: what people call it, and as it is typed. */
  choice: (name: string | undefined, value: string) => (name === undefined ? value : `${name} (${value})`),
};
