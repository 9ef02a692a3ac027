import { type Say } from '../problem-values.js';

type Listed = { readonly list?: string };
type Named = { readonly id: string };
type Most = { readonly most: number };

/** What happened and what to do, by the code of the error. `list`: the fields that are wrong, which the edge says of itself. */
export const errors = {
  'invalid-input': ({ list }: Listed) => (list === undefined ? 'ข้อมูลบางช่องไม่ถูกต้อง' : `ข้อมูลบางช่องไม่ถูกต้อง: ${list}`),
  'internal-error': 'เกิดข้อผิดพลาดในระบบ โปรดลองอีกครั้ง หากยังเกิดซ้ำโปรดแจ้งรหัสอ้างอิงนี้แก่ผู้ดูแลระบบ',
  'service-unavailable': 'บริการที่เกี่ยวข้องยังไม่พร้อม โปรดลองอีกครั้งในอีกสักครู่',
  'revision-conflict': 'มีผู้แก้ไขข้อมูลนี้ไปแล้วในระหว่างนี้ โปรดเปิดดูใหม่แล้วทำรายการอีกครั้ง',
  'duplicate-key': 'มีข้อมูลที่ใช้ค่านี้อยู่แล้ว',
  'too-much-returned': 'ข้อมูลที่ขอมีมากเกินไป โปรดขอทีละน้อย',
  'request-too-large': 'ข้อมูลที่ส่งมีมากเกินไป โปรดแบ่งส่งเป็นส่วน ๆ',

  'malformed-request': (_values: { readonly why?: string }) => 'อ่านคำขอไม่ได้ โปรดตรวจสอบว่าเนื้อหาเป็น JSON ที่ถูกต้อง',
  'malformed-address': 'ที่อยู่นี้อ่านไม่ได้ โปรดตรวจสอบแล้วลองใหม่',
  'no-such-address': 'ไม่มีหน้าหรือข้อมูลที่ที่อยู่นี้',
  'method-not-allowed': (_values: { readonly allowed: string }) => 'ที่อยู่นี้ไม่รับคำขอแบบนี้',
  'wrong-media-type': ({ wanted = 'application/json' }: { readonly wanted?: string }) => `โปรดส่งเนื้อหาเป็น ${wanted}`,
  'wrong-charset': 'โปรดส่งเนื้อหาเป็น UTF-8 เท่านั้น',
  'not-utf-8': 'เนื้อหาไม่ใช่ข้อความ UTF-8 โปรดส่งเป็น UTF-8 ไม่ใช่ Windows-874 หรือ TIS-620',
  'request-timeout': 'คำขอมาไม่ครบภายในเวลา โปรดส่งใหม่',
  'headers-too-large': 'ที่อยู่หรือส่วนหัวของคำขอยาวเกินไป',
  'too-large': 'คำขอมีขนาดใหญ่เกินไป โปรดแบ่งส่งเป็นส่วน ๆ',
  'too-many-requests': 'มีการเรียกใช้ถี่เกินไป โปรดรอหนึ่งนาทีแล้วลองอีกครั้ง',
  'cross-site-request': 'คำขอนี้มาจากเว็บไซต์อื่น โปรดทำรายการจากหน้าเว็บของระบบ',

  'not-a-rehearsal': 'ระบบนี้ไม่ได้แสดงการประชุมตัวอย่าง จึงใช้นาฬิกาจริงและไม่มีการจำลองผู้ใช้',
  'not-signed-in': 'โปรดเข้าสู่ระบบก่อน',
  'session-invalid': 'การเข้าสู่ระบบนี้สิ้นสุดแล้ว โปรดเข้าสู่ระบบอีกครั้ง',
  'sign-in-refused': 'อีเมลหรือรหัสผ่านไม่ถูกต้อง หรือบัญชีถูกปิด โปรดลองอีกครั้ง หรือติดต่อผู้ดูแลระบบ',
  'role-missing': (_values: { readonly roles: string }) => 'บัญชีของท่านไม่มีสิทธิ์ทำรายการนี้ โปรดติดต่อผู้ดูแลระบบ',
  'route-without-roles': 'ไม่มีผู้ใดใช้รายการนี้ได้',
  'asker-unreadable': 'คำขอระบุผู้ขอในแบบที่ระบบอ่านไม่ได้',
  'office-not-admitted': 'รายการนี้ไม่เปิดให้หน่วยงานใช้',
  'other-province': 'ผู้ประสานงานจังหวัดดูและตอบแทนได้เฉพาะหน่วยงานในจังหวัดของตน',
  'province-missing': 'บัญชีของท่านยังไม่มีจังหวัด โปรดติดต่อผู้ดูแลระบบ',
  'whole-meeting-only': 'รายการนี้เป็นของทั้งการประชุม ผู้ประสานงานจังหวัดดูได้เฉพาะจังหวัดของตน',
  'staff-not-found': 'ไม่พบบัญชีนี้ โปรดดูจากรายชื่อบัญชี',
  'staff-exists': 'มีบัญชีที่ใช้อีเมลนี้อยู่แล้ว โปรดใช้อีเมลอื่น',
  'last-administrator': 'นี่คือผู้ดูแลระบบคนสุดท้ายที่ยังใช้งานอยู่ โปรดตั้งผู้อื่นเป็นผู้ดูแลระบบก่อน',
  'weak-password': 'รหัสผ่านนี้เดาได้ง่าย โปรดใช้คำหลายคำที่ไม่เกี่ยวข้องกัน',
  'wrong-password': 'รหัสผ่านปัจจุบันไม่ถูกต้อง',

  'meeting-not-found': (_values: Named) => 'ไม่พบการประชุมนี้',
  'meeting-exists': (_values: Named) => 'มีการประชุมที่ใช้รหัสนี้อยู่แล้ว โปรดใช้รหัสอื่น',
  'meeting-cancelled': 'การประชุมนี้ยกเลิกแล้ว',
  'meeting-closed': 'การประชุมนี้ปิดแล้ว จึงแก้ไขไม่ได้',
  'call-noted-otherwise': 'รหัสของการโทรนี้เป็นของการโทรอื่นแล้ว โปรดบันทึกใหม่',
  'invalid-extension': ({ list }: Listed) =>
    list === undefined ? 'ขยายเวลาถึงเวลานี้ไม่ได้' : `ขยายเวลาถึงเวลานี้ไม่ได้: ${list}`,
  'meeting-not-over': (_values: { readonly at: string }, _say: Say) => 'การประชุมนี้ยังไม่จบ จึงยังปิดไม่ได้',
  'meeting-incomplete': (_values: Listed) => 'ข้อมูลการประชุมยังไม่ครบ',
  'meeting-kept': 'การประชุมนี้ประกาศแล้ว จึงลบไม่ได้ โปรดยกเลิกการประชุมแทน',
  'meeting-not-announced': (_values: Named) => 'การประชุมนี้ยังเป็นฉบับร่าง โปรดประกาศก่อน',
  'meeting-not-begun': (_values: { readonly at: string }, _say: Say) =>
    'ยังไม่ถึงวันประชุม ลงทะเบียนได้ตั้งแต่ 24 ชั่วโมงก่อนเริ่มประชุม',
  'correction-without-reason': 'การประชุมนี้ปิดแล้ว การแก้ไขทะเบียนผู้เข้าร่วมต้องมีเหตุผล',
  'attendance-of-nobody': 'โปรดระบุหน่วยงานที่เชิญ หรือผู้ที่มาโดยไม่ได้รับเชิญ อย่างใดอย่างหนึ่ง',
  'too-many-entries': (_values: { readonly most: number }) => 'แก้ไขรายการนี้หลายครั้งเกินไปแล้ว',
  'meeting-over': (_values: { readonly at: string }, _say: Say) => 'การประชุมนี้จัดไปแล้ว จึงแก้ไขหรือยกเลิกไม่ได้',
  'invalid-meeting-times': (_values: Listed) => 'วันเวลาของการประชุมไม่ถูกต้อง โปรดตรวจสอบปี (พ.ศ. หรือ ค.ศ.) วันเริ่ม และวันสิ้นสุด',
  'invalid-deadline': (_values: Listed) => 'กำหนดตอบรับใหม่ไม่ถูกต้อง',
  'organisation-not-found': (_values: Named) => 'ไม่พบหน่วยงานนี้',
  'organisation-merged': ({ name }: { readonly name: string }) => `รวมเข้ากับ “${name}” แล้ว โปรดใช้หน่วยงานนั้น`,
  'site-not-found': (_values: Named) => 'ไม่พบจุดเชื่อมต่อนี้',
  'site-not-enrolled': (_values: Named) => 'จุดเชื่อมต่อนี้ยังไม่ได้ลงทะเบียน',

  'reply-link-invalid': 'ลิงก์ตอบรับนี้ใช้ไม่ได้ โปรดคัดลอกลิงก์ทั้งหมดจากอีเมลฉบับล่าสุด หรือติดต่อผู้ประสานงาน',
  'reply-code-unknown': 'ไม่มีหนังสือเชิญที่ใช้รหัสตอบรับนี้ โปรดตรวจสอบกับหนังสือฉบับล่าสุด หรือโทรศัพท์ถึงผู้ประสานงาน',
  'print-run-not-found': 'ไม่พบไฟล์สำหรับพิมพ์นี้ โปรดทำไฟล์ใหม่',
  'too-many-for-word': ({ most, offices }: { readonly most: number; readonly offices: number }) =>
    `ไฟล์ Word หนึ่งไฟล์มีหนังสือได้ไม่เกิน ${most} ฉบับ แต่เลือกไว้ ${offices} หน่วยงาน โปรดเลือกทีละจังหวัด หรือทำเป็น PDF`,
  'invitation-not-found': (_values: Named) => 'ไม่พบหนังสือเชิญนี้',
  'invitation-withdrawn': 'หนังสือเชิญนี้ถูกถอนแล้ว',
  /** `unkept`: the deadline of a meeting that is to be announced only now. */
  'deadline-passed': ({ unkept }: { readonly unkept?: string }, say: Say) =>
    unkept === undefined
      ? 'พ้นกำหนดตอบรับแล้ว โปรดส่งโทรสารหรือติดต่อผู้ประสานงาน'
      : `ไม่มีหน่วยงานใดตอบได้ทัน เพราะพ้นกำหนดตอบรับ ${say.moment(unkept)} แล้ว โปรดสร้างการประชุมใหม่พร้อมกำหนดที่ช้ากว่า`,
  'invalid-received-at': (_values: Listed) => 'เวลาที่ได้รับแบบตอบรับไม่ถูกต้อง',
  'invalid-reply': (_values: Listed) => 'แบบตอบรับยังไม่ถูกต้อง โปรดแก้ไขแล้วส่งอีกครั้ง',
  'over-quota': (_values: Listed) => 'ระบุผู้เข้าร่วมเกินจำนวนที่หน่วยงานหนึ่งส่งได้ โปรดลดจำนวนแล้วส่งอีกครั้ง',
  'response-not-found': (_values: { readonly revision: number }) =>
    'ไม่พบคำตอบครั้งที่ระบุ โปรดเปิดดูคำตอบทั้งหมดของหน่วยงานนี้ แล้วเลือกใหม่',
  'opinion-not-found': 'ไม่พบความเห็นนี้ของหน่วยงาน โปรดดูรายการความเห็นอีกครั้ง',
  'opinion-id-used': 'มีความเห็นอื่นใช้รหัสนี้แล้ว โปรดส่งความเห็นนี้ด้วยรหัสใหม่',
  'too-many-opinions': ({ most }: { readonly most: number }) =>
    `หน่วยงานหนึ่งให้ความเห็นได้ไม่เกิน ${most} ข้อ โปรดถอนข้อเดิมหรือรวมความเห็นเข้าด้วยกัน`,
  'opinions-changed-too-often': 'หน่วยงานนี้ให้และถอนความเห็นมากเกินกว่าที่ระบบเก็บได้ โปรดโทรศัพท์ถึงผู้ประสานงาน',
  'opinions-not-asked': 'การประชุมนี้ไม่ได้ขอความเห็น',
  'too-many-changes': (_values: { readonly most: number; readonly minutes: number }) =>
    'มีการแก้ไขคำตอบนี้บ่อยเกินไป โปรดรอแล้วลองอีกครั้ง หรือติดต่อผู้ประสานงาน',
  'too-many-revisions': 'มีการแก้ไขคำตอบของหน่วยงานนี้มากเกินกว่าที่ระบบเก็บได้ โปรดติดต่อผู้ประสานงาน',

  'calendar-not-set': 'การประชุมนี้ยังไม่มีปฏิทินทดสอบสัญญาณ โปรดกำหนดวัน เวลา และจำนวนห้องก่อน',
  'calendar-refused': (_values: Listed) => 'ปฏิทินทดสอบนี้ใช้ไม่ได้ ดูรายละเอียดแต่ละช่องใน fields',
  'calendar-busy': 'มีผู้อื่นกำลังจองเวลาทดสอบพร้อมกัน โปรดลองอีกครั้งในอีกสักครู่',
  'check-not-found': (_values: Named) => 'ไม่พบการทดสอบสัญญาณนี้',
  'check-not-booked': (_values: { readonly state: string }) =>
    'การทดสอบนี้ไม่ได้อยู่ในสถานะจองแล้ว หากบันทึกผลไปแล้วให้แก้ไขหรือถอนผลพร้อมระบุเหตุผล หากยกเลิกไปแล้วให้วางแผนทดสอบใหม่',
  'check-not-begun': 'การทดสอบนี้ยังไม่เริ่ม โปรดบันทึกผลหลังเวลาเริ่ม หรือเลื่อนไปเวลาที่เร็วกว่า',
  'check-without-result': 'การทดสอบนี้ยังไม่มีผลให้แก้ไขหรือถอน โปรดเปิดดูใหม่',
  'check-changed': 'มีผู้แก้ไขการทดสอบนี้ไปแล้วในระหว่างนี้ โปรดเปิดดูใหม่แล้วทำรายการอีกครั้ง',
  'evidence-inconclusive': (_values: Listed) =>
    'ผลวัดยังสรุปไม่ได้ โปรดวัดอีกสามครั้ง ครั้งละ 20 วินาที แล้วบันทึกค่าเฉลี่ย หากยังอยู่ระหว่างเกณฑ์ ให้บันทึกว่าทดสอบไม่จบพร้อมหมายเหตุ',
  'not-a-slot': 'เวลานี้ไม่ใช่ช่วงเวลาที่จองได้ในปฏิทินทดสอบ โปรดเลือกช่วงเวลาอื่น',
  'slot-taken': 'ช่วงเวลานี้เต็มแล้ว โปรดเลือกช่วงเวลาอื่น',
  'site-busy': 'จุดเชื่อมต่อนี้มีการทดสอบอื่นในเวลานั้นอยู่แล้ว ไม่ว่าของการประชุมนี้หรือการประชุมอื่น โปรดเลือกช่วงเวลาอื่น',

  'delivery-not-found': (_values: Named) => 'ไม่พบการส่งอีเมลรายการนี้',
  'delivery-not-unknown': 'รายการนี้ทราบผลการส่งแล้ว จึงไม่มีสิ่งที่ต้องตัดสินใจ',
  'delivery-under-way': 'อีเมลนี้ หรืออีเมลชนิดเดียวกันถึงผู้รับรายเดียวกัน กำลังส่งอยู่ โปรดรอผลก่อน',
  'delivery-not-needed': 'อีเมลนี้ถูกยกเลิกเพราะเนื้อหาไม่ตรงกับความจริงแล้ว (เช่น หน่วยงานตอบแล้ว) จึงไม่ส่งอีก',
  'delivery-moved-on': 'รายการนี้เปลี่ยนสถานะไปแล้ว โปรดเปิดดูใหม่',
  'recipient-not-found': (_values: Named) => 'ระบบส่งอีเมลยังไม่ทราบเรื่องหนังสือเชิญนี้ โปรดลองอีกครั้งในอีกสักครู่',
  'mail-in-hand': 'อีเมลอีกฉบับถึงผู้รับรายเดียวกันกำลังส่งอยู่ โปรดรอผลก่อน',
  'ordinal-taken': 'มีอีเมลหลายฉบับถึงผู้รับรายเดียวกันถูกวางแผนพร้อมกัน โปรดลองอีกครั้ง',

  'no-such-dead-letter': 'ไม่พบข้อความนี้ อาจถูกส่งซ้ำหรือทิ้งไปแล้ว',
  'event-not-understood': 'ข้อความที่ได้รับไม่ตรงกับที่ตกลงกันไว้ โปรดแจ้งผู้ดูแลระบบ',
  'handler-never-finished': 'งานที่รับข้อความนี้ไม่เคยทำเสร็จ อาจเป็นเพราะข้อความนี้ทำให้บริการหยุด โปรดแจ้งผู้ดูแลระบบ',
  'events-in-doubt': 'ยังไม่ส่งต่อเหตุการณ์ใด จนกว่าจะทราบว่าข้อมูลที่มีอยู่ครบหรือไม่',
  'consumer-idle': (_values: { readonly names: string }) => 'ไม่มีผู้รับเหตุการณ์ กำลังเริ่มรับใหม่',
  'consumer-missing': (_values: { readonly names: string }) => 'ไม่มีรายการรับเหตุการณ์ใน JetStream กำลังสร้างใหม่',
  'jetstream-missing': ({ address }: { readonly address: string }) =>
    `NATS ที่ ${address} ตอบ แต่ไม่มี JetStream โปรดเริ่มด้วย -js และโฟลเดอร์เก็บข้อมูล`,
  'nats-unreachable': ({ address }: { readonly address: string }) =>
    `NATS ที่ ${address} ไม่ตอบ โปรดตรวจว่าทำงานอยู่ และ NATS_URL ถูกต้อง`,
  'nats-refuses': ({ address }: { readonly address: string; readonly refusal: string }) =>
    `NATS ที่ ${address} ไม่ยอมให้เชื่อมต่อ โปรดตรวจ NATS_URL`,

  'table-unknown': 'ไฟล์นี้ไม่ใช่ตารางที่อ่านได้ โปรดเปิดด้วย Excel, LibreOffice หรือ Google ชีต แล้วบันทึกเป็น .xlsx หรือ CSV',
  'table-empty': 'ไฟล์นี้ว่างเปล่า โปรดเลือกไฟล์อื่น',
  'table-damaged': 'ไฟล์นี้เสียหายหรือมาไม่ครบ โปรดเปิดด้วย Excel หรือ LibreOffice บันทึกใหม่เป็น .xlsx แล้วลองอีกครั้ง',
  'table-encrypted': 'ไฟล์นี้มีรหัสผ่าน โปรดเปิดไฟล์ เอารหัสผ่านออก แล้วบันทึกใหม่',
  'table-external': 'ไฟล์นี้อ้างถึงเนื้อหานอกไฟล์ จึงไม่อ่าน โปรดเปิดด้วย Excel หรือ LibreOffice แล้วบันทึกใหม่เป็น .xlsx',
  'table-too-large': ({ most }: Most) => `ไฟล์นี้ใหญ่เกินไป รับได้ไม่เกิน ${most} MB โปรดลบรูปภาพและแผ่นงานที่ไม่ใช้ หรือแบ่งเป็นหลายไฟล์`,
  'table-unpacks-too-large': ({ most }: Most) =>
    `เนื้อหาในไฟล์นี้มีมากเกินไป รับได้ไม่เกิน ${most} MB เมื่อคลายออก โปรดลบแผ่นงานที่ไม่ใช้ หรือแบ่งเป็นหลายไฟล์`,
  'table-too-many-rows': ({ most }: Most) => `แผ่นงานนี้มีมากกว่า ${most} แถว โปรดแบ่งเป็นหลายไฟล์`,
  'table-too-many-columns': ({ most, cell }: Most & { readonly cell: string }) =>
    `ช่อง ${cell} อยู่เกินคอลัมน์ที่ ${most} โปรดลบคอลัมน์ที่ไม่ใช้`,
  'table-too-many-sheets': ({ most }: Most) => `ไฟล์นี้มีมากกว่า ${most} แผ่นงาน โปรดลบแผ่นงานที่ไม่ใช้`,
  'table-too-many-merged': ({ most }: Most) => `แผ่นงานนี้ผสานเซลล์ไว้มากกว่า ${most} แห่ง โปรดเลิกผสานเซลล์`,
  'table-cell-too-long': ({ most, cell }: Most & { readonly cell: string }) =>
    `ข้อความในช่อง ${cell} ยาวเกิน ${most} ตัวอักษร โปรดย่อให้สั้นลง`,
  'table-rows-disordered': ({ row, after }: { readonly row: number; readonly after: number }) =>
    `แถวในไฟล์นี้ไม่เรียงลำดับ (แถวที่ ${row} อยู่หลังแถวที่ ${after}) โปรดเปิดด้วย Excel หรือ LibreOffice แล้วบันทึกใหม่เป็น .xlsx`,
  'table-encoding':
    'ไฟล์ CSV นี้มีอักขระที่อ่านไม่ได้ทั้งแบบ UTF-8 และ Windows-874 โปรดเปิดด้วย Excel แล้วบันทึกเป็น .xlsx หรือ “CSV UTF-8”',
  'table-quote-open': ({ row }: { readonly row: number }) =>
    `เครื่องหมาย " ที่เปิดไว้ในแถวที่ ${row} ของไฟล์ CSV นี้ไม่มีตัวปิด โปรดแก้แถวนั้น หรือบันทึกใหม่เป็น .xlsx`,
  'table-too-hard': 'ไฟล์ .xls นี้ซับซ้อนเกินกว่าจะอ่านได้ โปรดเปิดด้วย Excel หรือ LibreOffice แล้วบันทึกใหม่เป็น .xlsx',
  'file-kept': (_values: Named) => 'ไฟล์นี้ได้รับครบแล้ว จึงเพิ่มส่วนใดอีกไม่ได้',
  'file-incomplete': (_values: Named) => 'ได้รับไฟล์ไม่ครบ โปรดส่งไฟล์ใหม่อีกครั้ง',
  'file-not-found': (_values: Named) => 'ไม่มีไฟล์นี้แล้ว โปรดส่งไฟล์ใหม่อีกครั้ง',
  'file-type-refused': 'รับเฉพาะไฟล์ PDF, Word (.docx), Excel (.xlsx), PNG หรือ JPEG และไม่รับไฟล์ที่มีแมโคร',
  'file-too-large': ({ most }: Most) => `ไฟล์ใหญ่เกิน ${most} MB โปรดแบ่งเป็นหลายไฟล์`,
  'import-not-found': (_values: Named) => 'ไม่มีการนำเข้ารายการนี้ โปรดดูในรายการนำเข้า',
  'import-not-waiting': 'การนำเข้านี้ไม่ได้รอการตัดสินใจอยู่ โปรดดูสถานะปัจจุบันก่อน',
  'import-encoding-unsure': 'ยังไม่ได้ยืนยันว่าไฟล์นี้อ่านภาษาไทยถูกต้อง โปรดดูแถวตัวอย่างและเลือกแบบที่อ่านได้ก่อน',
  'import-not-clean': ({ invalid, conflict }: { readonly invalid: number; readonly conflict: number }) =>
    `มีแถวที่ใช้ไม่ได้ ${invalid} แถว และขัดแย้งกับทะเบียน ${conflict} แถว โปรดแก้ไฟล์ หรือเลือกเก็บเฉพาะแถวที่ใช้ได้`,
  'import-ended': 'การนำเข้านี้จบแล้ว จึงหยุดไม่ได้',
  'import-not-kept': 'การนำเข้านี้ยังไม่ได้เก็บข้อมูลใด หรือถอนไปแล้ว จึงไม่มีอะไรให้ถอน',
  'import-in-use': ({ names }: { readonly names: string }) => `หน่วยงานที่นำเข้าได้รับเชิญแล้ว จึงถอนการนำเข้าไม่ได้: ${names}`,
};
