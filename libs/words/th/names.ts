/** What people call the values that they choose from or read in a list. */
export const names = {
  languages: { th: 'ไทย', en: 'อังกฤษ' } as Readonly<Record<string, string>>,
  answers: { attend: 'เข้าร่วม', representative: 'ส่งผู้แทน', decline: 'ไม่เข้าร่วม' },
  channels: { web: 'เว็บ', fax: 'โทรสาร', phone: 'โทรศัพท์', letter: 'หนังสือ', 'e-mail': 'อีเมล' },
  /** After 'received': by which channel. */
  byChannel: { web: 'ทางเว็บ', fax: 'ทางโทรสาร', phone: 'ทางโทรศัพท์', letter: 'ทางจดหมาย', 'e-mail': 'ทางอีเมล' },
  standings: { silent: 'ยังไม่ตอบ', answered: 'ตอบแล้ว' },
  meetingStatuses: { draft: 'ฉบับร่าง', announced: 'ประกาศแล้ว', cancelled: 'ยกเลิกแล้ว' },
  invitationStatuses: { issued: 'เชิญแล้ว', withdrawn: 'ถอนแล้ว' },
  readiness: { unknown: 'ยังไม่นัด', booked: 'นัดแล้ว', overdue: 'ยังไม่มีผลทดสอบ', passed: 'ผ่าน', failed: 'ไม่ผ่าน', stale: 'ต้องทดสอบใหม่' },
  checkStates: { booked: 'นัดแล้ว', passed: 'ผ่าน', failed: 'ไม่ผ่าน', 'no-show': 'ไม่มาทดสอบ', cancelled: 'ยกเลิก' },
  checkOutcomes: { measured: 'วัดผลแล้ว', aborted: 'ทดสอบไม่จบ', 'no-show': 'ไม่มาทดสอบ' },
  checkFaults: { loss: 'แพ็กเก็ตสูญหาย', 'round-trip': 'สัญญาณล่าช้า', jitter: 'สัญญาณกระตุก', audio: 'เสียง', video: 'ภาพ', content: 'การแชร์หน้าจอ', echo: 'เสียงสะท้อน', contact: 'ไม่พบผู้ติดต่อ', aborted: 'ทดสอบไม่จบ' } as Readonly<Record<string, string>>,
  checkCancelCauses: { site: 'จุดเชื่อมต่อขอยกเลิก', staff: 'เจ้าหน้าที่ยกเลิก', 'nobody-attends': 'ไม่มีหน่วยงานเข้าร่วมแล้ว', 'meeting-cancelled': 'ยกเลิกการประชุม', 'result-withdrawn': 'ถอนผลการทดสอบ' },
  unplacedReasons: { 'no-free-slot': 'ไม่มีช่วงเวลาว่าง', 'no-time-left': 'เหลือเวลาไม่พอก่อนการประชุม', 'result-missing': 'ยังไม่มีผลการทดสอบครั้งก่อน' },
  deliveryKinds: {
    invitation: 'หนังสือเชิญ', receipt: 'ยืนยันคำตอบ', reminder: 'เตือนให้ตอบรับ', 'deadline-moved': 'แจ้งเลื่อนกำหนดตอบรับ', appointment: 'นัดหมายทดสอบสัญญาณ',
    'appointment-cancelled': 'ยกเลิกนัดหมายทดสอบสัญญาณ', 'meeting-cancelled': 'แจ้งยกเลิกการประชุม', 'answer-taken-back': 'แจ้งถอนคำตอบ',
  },
  deliveryStates: {
    planned: 'รอเวลาส่ง', queued: 'เข้าคิวแล้ว', claimed: 'กำลังเตรียมส่ง', submitting: 'กำลังส่ง', accepted: 'เซิร์ฟเวอร์รับแล้ว', 'retry-wait': 'รอส่งอีกครั้ง',
    rejected: 'ถูกปฏิเสธ', expired: 'ส่งไม่สำเร็จจนพ้นเวลา', unknown: 'ไม่ทราบผล', cancelled: 'ไม่ต้องส่งแล้ว',
  },
  cancelReasons: {
    answered: 'หน่วยงานตอบแล้ว', withdrawn: 'ถอนหนังสือเชิญแล้ว', 'meeting-cancelled': 'ยกเลิกการประชุม', 'too-late': 'พ้นเวลาที่ยังมีประโยชน์', superseded: 'มีอีเมลฉบับใหม่กว่า',
    'no-address': 'ไม่มีที่อยู่อีเมล', 'bad-address': 'ที่อยู่อีเมลใช้ไม่ได้',
  },
  deliveryFailures: { permanent: 'ไม่มีกล่องจดหมายนี้', temporary: 'ติดต่อกล่องจดหมายไม่ได้จนพ้นเวลา', technical: 'เหตุทางเทคนิค' },
  callReasons: { silent: 'ยังไม่ตอบเมื่อพ้นกำหนด', 'bad-address': 'ที่อยู่อีเมลใช้ไม่ได้' },
  roles: {
    viewer: 'ผู้ดูข้อมูล', desk: 'ฝ่ายรับแบบตอบรับ', operations: 'ฝ่ายปฏิบัติการ', coordinator: 'ผู้ประสานงาน', administrator: 'ผู้ดูแลระบบ', 'focal-point': 'ผู้ประสานงานจังหวัด',
  },
};
