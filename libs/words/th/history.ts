import { historyWhat } from './history-what.js';

/** What was written of a meeting, by whom, and whether the history of it is whole. */
export const history = {
  what: historyWhat,
  who: { staff: 'เจ้าหน้าที่', office: 'หน่วยงาน', site: 'จุดเชื่อมต่อ ผ่านลิงก์', system: 'ระบบ', unknown: 'ไม่มีบันทึกผู้ทำ' },
  /** How values of every kind are said. */
  changes: { yes: 'ใช่', no: 'ไม่ใช่', empty: 'ไม่มี' },
  /** From which day a mail of the schedule is counted. */
  from: {
    announcement: 'วันประกาศการประชุม',
    deadline: 'วันครบกำหนดตอบรับ',
    meeting: 'วันประชุม',
    check: 'วันทดสอบสัญญาณของจุดเชื่อมต่อ',
  },
  /** What became of a mail that came. */
  as: { entered: 'บันทึกเป็นคำตอบแล้ว', aside: 'พักไว้', answered: 'ตอบกลับแล้ว' },
  /** How the room on the bridge stands. */
  conference: { open: 'เปิด', closed: 'ปิด', ended: 'ระบบประชุมปิดห้อง' },
  proof: {
    empty: 'ยังไม่มีรายการ',
    head: (count: number, hash: string): string => `${count} รายการ ค่าแฮชรายการสุดท้าย ${hash}`,
    whole: 'ประวัติครบถ้วน',
    broken: (sequence: number, why: string): string => `ประวัติขาดที่รายการ ${sequence}: ${why}`,
    before: 'ก่อนหน้านั้น',
    why: {
      missing: 'ไม่มีรายการนี้',
      twice: 'มีรายการลำดับนี้ซ้ำ',
      changed: 'เนื้อหาถูกแก้ไข',
      unlinked: 'ไม่ต่อกับรายการก่อนหน้า',
      'not-held': 'ไม่มีรายการที่มีค่าแฮชที่จดไว้',
    },
  },
};
