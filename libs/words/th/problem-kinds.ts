/** Kinds of errors: what they are called, and what is said of one that has no words of its own, as from a newer service. */
export const problemKinds = {
  invalid: { title: 'คำขอไม่ถูกต้อง', general: 'ข้อมูลที่ส่งมาใช้ไม่ได้ โปรดตรวจสอบแล้วลองอีกครั้ง' },
  forbidden: { title: 'ไม่ได้รับอนุญาต', general: 'ท่านไม่มีสิทธิ์ทำรายการนี้ โปรดติดต่อผู้ดูแลระบบ' },
  'not-found': { title: 'ไม่พบข้อมูล', general: 'ไม่พบสิ่งที่ต้องการ โปรดตรวจสอบแล้วลองอีกครั้ง' },
  conflict: { title: 'ข้อมูลขัดแย้งกับที่มีอยู่', general: 'ทำรายการนี้ไม่ได้ เพราะขัดแย้งกับข้อมูลที่มีอยู่ โปรดเปิดดูใหม่แล้วลองอีกครั้ง' },
  unavailable: { title: 'ยังใช้งานไม่ได้ในขณะนี้', general: 'ระบบยังทำรายการนี้ไม่ได้ในขณะนี้ โปรดลองอีกครั้งในอีกสักครู่' },
};
