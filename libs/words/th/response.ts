/** What people call the fields of a reply. `said`: how a value stands in a line about a person. */
export const response = {
  attendee: {
    prefix: { label: 'คำนำหน้า', said: (value: string) => value },
    name: { label: 'ชื่อ–นามสกุล', said: (value: string) => value },
    position: { label: 'ตำแหน่ง', said: (value: string) => value },
    phone: { label: 'โทรศัพท์', said: (value: string) => `โทร. ${value}` },
    email: { label: 'อีเมล', said: (value: string) => value },
  },
  fields: {
    reasonDeclined: 'เหตุผลที่ไม่เข้าร่วม',
    assignedBy: 'ผู้มอบหมาย (ชื่อและตำแหน่ง)',
    otherSite: 'ขอเข้าร่วมที่สถานที่อื่น',
    technicalContact: 'ผู้ประสานงานด้านเทคนิค',
    technicalPhone: 'โทรศัพท์ผู้ประสานงานด้านเทคนิค',
    answeredBy: 'ผู้ตอบแบบตอบรับ',
    authority: 'ตำแหน่งหรืออำนาจในการตอบ',
    note: 'หมายเหตุ',
  },
  /** What may be chosen, by the field and its options: of an attendee or of the reply. */
  choices: {
    reasonDeclined: {
      'other-duty': 'ติดราชการอื่น',
      'no-staff': 'ไม่มีเจ้าหน้าที่',
      'not-concerned': 'ไม่เกี่ยวข้องกับหน่วยงาน',
      'other-reason': 'อื่น ๆ',
    },
  },
  /** Words to pick from, where any other may be typed. */
  suggestions: {
    prefix: [
      'นาย',
      'นาง',
      'นางสาว',
      'ดร.',
      'ผศ.',
      'ผศ.ดร.',
      'รศ.',
      'รศ.ดร.',
      'ศ.',
      'ว่าที่ร้อยตรี',
      'ว่าที่ร้อยตรีหญิง',
      'ว่าที่ร้อยโท',
      'ร้อยตรี',
      'ร้อยโท',
      'ร้อยเอก',
      'พันตำรวจโท',
      'พันตำรวจเอก',
      'สิบตรี',
      'เรืออากาศโท',
      'ม.ล.',
      'ม.ร.ว.',
    ],
  },
};
