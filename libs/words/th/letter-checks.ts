import { type Letter, type LetterValues, type LetterVariant } from '../letter.js';
import { partsOf } from './letter-parts.js';

const appointmentNames: Partial<Record<LetterVariant, string>> = {
  moved: 'เลื่อนนัดหมายทดสอบสัญญาณ',
  recheck: 'นัดหมายทดสอบสัญญาณอีกครั้ง',
  missed: 'นัดหมายทดสอบสัญญาณใหม่',
  anew: 'นัดหมายทดสอบสัญญาณใหม่',
};
const because: Partial<Record<LetterVariant, string>> = {
  moved: 'นัดหมายนี้ใช้แทนนัดหมายที่ได้แจ้งไว้ก่อนหน้า',
  recheck: 'การทดสอบครั้งก่อนยังไม่ผ่านเกณฑ์ จึงขอนัดหมายทดสอบอีกครั้ง',
  missed: 'การทดสอบครั้งก่อนไม่ได้จัดขึ้น เนื่องจากติดต่อจุดเชื่อมต่อไม่ได้ จึงขอนัดหมายใหม่',
  anew: 'นัดหมายก่อนหน้าได้ยกเลิกไปแล้ว นัดหมายนี้เป็นนัดหมายใหม่',
};

/** The Thai letters to sites about checks. */
export const checkLetters = (values: LetterValues) => {
  const { variant, blank } = values;
  const { toSite, title, when, checkFacts, siteAction, ask, contact } = partsOf(values);
  const facts = [...checkFacts, title, when];
  const name = appointmentNames[variant] ?? 'นัดหมายทดสอบสัญญาณ';
  const why = because[variant];
  return {
    'check-missing': (): Letter => ({
      ...toSite,
      subject: `ยังไม่ผ่านการทดสอบสัญญาณ: ${blank('site')}`,
      preview: `เริ่มประชุม${values.startsAt}`,
      heading: 'จุดเชื่อมต่อของท่านยังไม่ผ่านการทดสอบสัญญาณ',
      paragraphs: [
        `จุดเชื่อมต่อของท่านจะเข้าร่วม${values.title} แต่ขณะนี้ยังไม่มีผลการทดสอบสัญญาณที่ผ่านเกณฑ์`,
        ...(variant === 'recheck' ? ['การทดสอบครั้งก่อนยังไม่ผ่านเกณฑ์'] : []),
        ...(variant === 'booked' ? ['มีนัดหมายทดสอบไว้แล้ว ตามรายละเอียดดังต่อไปนี้'] : []),
      ],
      facts: variant === 'booked' ? facts : [{ label: 'จุดเชื่อมต่อ', value: blank('site') }, title, when],
      action: siteAction,
      after: [
        variant === 'booked'
          ? `โปรดเปิดระบบประชุมทางไกลและมีเจ้าหน้าที่ประจำอยู่ตามเวลานัดหมาย หากไม่สะดวก โปรดติดต่อ${contact}`
          : `โปรดติดต่อ${contact} เพื่อนัดหมายทดสอบสัญญาณก่อนวันประชุม`,
        ...(values.faultLine === undefined ? [] : [`แจ้งเหตุขัดข้อง โทร. ${values.faultLine}`]),
      ],
    }),
    'check-reminder': (): Letter => ({
      ...toSite,
      subject: `เตือนนัดหมายทดสอบสัญญาณ: ${blank('site')}`,
      preview: blank('when'),
      heading: 'ใกล้ถึงเวลานัดหมายทดสอบสัญญาณ',
      paragraphs: ['ขอเตือนนัดหมายทดสอบสัญญาณภาพและเสียงของจุดเชื่อมต่อของท่าน ตามรายละเอียดดังต่อไปนี้'],
      facts,
      action: siteAction,
      after: [
        'โปรดเปิดระบบประชุมทางไกลและมีเจ้าหน้าที่ประจำอยู่ก่อนเวลานัดหมายอย่างน้อย 10 นาที',
        `หากไม่สะดวกตามเวลาดังกล่าว โปรดติดต่อ${contact}`,
      ],
    }),
    'appointment-cancelled': (): Letter => ({
      ...toSite,
      subject: `ยกเลิกนัดหมายทดสอบสัญญาณ: ${blank('site')}`,
      preview: `ยกเลิกนัดหมาย ${blank('when')}`,
      heading: 'ยกเลิกนัดหมายทดสอบสัญญาณ',
      paragraphs: [
        'ขอแจ้งยกเลิกนัดหมายทดสอบสัญญาณของจุดเชื่อมต่อของท่าน ตามรายละเอียดดังต่อไปนี้ ท่านไม่ต้องดำเนินการใด ๆ',
        ...(variant === 'meeting-off' ? ['เนื่องจากยกเลิกการประชุมแล้ว'] : []),
      ],
      facts,
      after: [variant === 'meeting-off' ? ask : `หากมีการนัดหมายใหม่ จะแจ้งให้ทราบทางอีเมลอีกครั้ง ${ask}`],
    }),
    appointment: (): Letter => ({
      ...toSite,
      subject: `${name}: ${blank('site')}`,
      preview: blank('when'),
      heading: name,
      paragraphs: [
        `เพื่อให้${values.title} เป็นไปด้วยความเรียบร้อย จึงขอนัดหมายทดสอบสัญญาณภาพและเสียงของจุดเชื่อมต่อของท่าน ดังต่อไปนี้`,
        ...(why === undefined ? [] : [why]),
      ],
      facts,
      action: siteAction,
      after: [
        'โปรดเปิดระบบประชุมทางไกลและมีเจ้าหน้าที่ประจำอยู่ก่อนเวลานัดหมายอย่างน้อย 10 นาที เพื่อทดสอบภาพ เสียง และการนำเสนอเอกสาร',
        `ไฟล์ปฏิทินแนบมากับอีเมลฉบับนี้ หากไม่สะดวกตามเวลาดังกล่าว โปรดติดต่อ${contact}`,
      ],
    }),
  };
};
