import { blank } from './blanks.js';
import { type Letter, type LetterForm } from './letter.js';
import { momentText, spanText } from '#platform';

/** The Thai letters, in the manner of an official letter (หนังสือราชการ). */
export const letterWordsTh = (form: LetterForm): Letter => {
  const { meeting, replyBy } = form;
  const lastDay = form.variant === 'last-day';
  const moved = form.variant === 'moved';
  const zone = meeting.timeZone;
  const meetingFacts = [
    { label: 'การประชุม', value: meeting.title.th },
    { label: 'วันและเวลาประชุม', value: spanText('th', zone, meeting.startsAt, meeting.endsAt) },
    { label: 'สถานที่', value: `${meeting.place.th} (ประชุมทางไกลผ่านระบบวิดีทัศน์)` },
  ];
  const deadline = { label: 'ตอบรับภายใน', value: momentText('th', zone, replyBy), strong: true };
  const byFax = meeting.fax === undefined ? '' : `หรือส่งแบบตอบรับทางโทรสารหมายเลข ${meeting.fax.replaceAll(' ', '\u00a0')}`;
  const ask = `หากมีข้อสงสัย โปรดติดต่อ${meeting.coordinator.unit.th} อีเมล ${meeting.coordinator.email}`;
  const common = {
    language: 'th' as const,
    closing: 'ขอแสดงความนับถือ',
    signature: [meeting.coordinator.unit.th, meeting.organiser.th, meeting.coordinator.email],
    footer: `อีเมลฉบับนี้ส่งโดยอัตโนมัติในนามของ${meeting.organiser.th} หากท่านตอบกลับอีเมลฉบับนี้ ข้อความจะส่งถึงผู้ประสานงาน`,
  };
  const toOffice = { ...common, salutation: `เรียน ${blank('office')}` };
  const toSite = { ...common, salutation: `เรียน ผู้รับผิดชอบระบบประชุมทางไกล ${blank('site')}` };
  const personal = 'ลิงก์นี้เป็นของหน่วยงานท่านโดยเฉพาะ โปรดอย่าส่งต่อให้บุคคลภายนอกหน่วยงาน';
  const appointmentName = { plain: 'นัดหมายทดสอบสัญญาณ', 'last-day': 'นัดหมายทดสอบสัญญาณ', moved: 'เลื่อนนัดหมายทดสอบสัญญาณ', recheck: 'นัดหมายทดสอบสัญญาณอีกครั้ง' }[form.variant];
  const checkFacts = [
    { label: 'จุดเชื่อมต่อ', value: blank('site') },
    { label: 'วันและเวลาทดสอบ', value: blank('when'), strong: true },
    { label: 'ห้องทดสอบ', value: blank('room') },
  ];

  switch (form.kind) {
    case 'invitation':
      return {
        ...toOffice,
        subject: `ขอเชิญเข้าร่วม${meeting.title.th}`,
        preview: `โปรดตอบรับภายใน${momentText('th', zone, replyBy)}`,
        heading: 'หนังสือเชิญประชุม',
        paragraphs: [
          `ด้วย ${meeting.organiser.th} กำหนดจัด${meeting.title.th} โดยมีวัตถุประสงค์เพื่อ${meeting.purpose.th}`,
          'ในการนี้ จึงขอเรียนเชิญท่านหรือผู้แทนเข้าร่วมการประชุมตามวัน เวลา และสถานที่ดังต่อไปนี้',
        ],
        facts: [...meetingFacts, deadline],
        action: { label: 'ตอบรับการเข้าร่วมประชุม', url: blank('url'), note: personal },
        after: [`โปรดแจ้งผลการตอบรับทางลิงก์ข้างต้น${byFax} ภายในกำหนด ท่านสามารถแก้ไขคำตอบได้จนถึงกำหนดดังกล่าว`, `จึงเรียนมาเพื่อโปรดพิจารณา ${ask}`],
      };
    case 'reminder':
      return {
        ...toOffice,
        subject: `${lastDay ? 'วันสุดท้ายของการตอบรับ' : 'ขอความอนุเคราะห์ตอบรับ'}: ${meeting.title.th}`,
        preview: `ยังไม่ได้รับคำตอบจากหน่วยงานของท่าน โปรดตอบรับภายใน${momentText('th', zone, replyBy)}`,
        heading: lastDay ? 'วันนี้เป็นวันสุดท้ายของการตอบรับ' : 'ขอความอนุเคราะห์ตอบรับการประชุม',
        paragraphs: [
          `ตามที่ ${meeting.organiser.th} ได้เรียนเชิญหน่วยงานของท่านเข้าร่วม${meeting.title.th} นั้น`,
          'บัดนี้ ยังไม่ได้รับแบบตอบรับจากหน่วยงานของท่าน จึงขอความอนุเคราะห์แจ้งผลการตอบรับภายในกำหนด หากท่านได้ส่งคำตอบแล้ว ขออภัยและโปรดไม่ต้องดำเนินการใด ๆ',
        ],
        facts: [deadline, ...meetingFacts],
        action: { label: 'ตอบรับการเข้าร่วมประชุม', url: blank('url'), note: personal },
        after: [`ท่านอาจตอบรับทางลิงก์ข้างต้น${byFax} ${ask}`],
      };
    case 'receipt':
      return {
        ...toOffice,
        subject: `ได้รับแบบตอบรับแล้ว: ${meeting.title.th}`,
        preview: `คำตอบของหน่วยงานท่าน: ${blank('answer')}`,
        heading: 'ได้รับแบบตอบรับของท่านแล้ว',
        paragraphs: [`${meeting.organiser.th} ได้รับแบบตอบรับของหน่วยงานท่านแล้ว ตามรายละเอียดดังต่อไปนี้`],
        facts: [
          { label: 'คำตอบ', value: blank('answer'), strong: true },
          { label: 'จำนวนผู้เข้าร่วม', value: blank('attendees') },
          { label: 'ช่องทางที่ตอบ', value: blank('channel') },
          { label: 'ได้รับเมื่อ', value: blank('receivedAt') },
          ...meetingFacts,
        ],
        action: { label: 'ดูหรือแก้ไขคำตอบ', url: blank('url'), note: personal },
        after: [`ท่านสามารถแก้ไขคำตอบได้จนถึง${momentText('th', zone, replyBy)} หากรายละเอียดข้างต้นไม่ถูกต้อง ${ask.replace('หากมีข้อสงสัย ', '')}`],
      };
    case 'appointment':
      return {
        ...toSite,
        subject: `${appointmentName}: ${blank('site')}`,
        preview: blank('when'),
        heading: appointmentName,
        paragraphs: [
          `เพื่อให้${meeting.title.th} เป็นไปด้วยความเรียบร้อย จึงขอนัดหมายทดสอบสัญญาณภาพและเสียงของจุดเชื่อมต่อของท่าน ดังต่อไปนี้`,
          ...(moved ? ['นัดหมายนี้ใช้แทนนัดหมายที่ได้แจ้งไว้ก่อนหน้า'] : []),
            ...(form.variant === 'recheck' ? ['การทดสอบครั้งก่อนยังไม่ผ่านเกณฑ์ จึงขอนัดหมายทดสอบอีกครั้ง'] : []),
        ],
        facts: [...checkFacts, ...meetingFacts.slice(0, 2)],
        after: [
          'โปรดเปิดระบบประชุมทางไกลและมีเจ้าหน้าที่ประจำอยู่ก่อนเวลานัดหมายอย่างน้อย 10 นาที เพื่อทดสอบภาพ เสียง และการนำเสนอเอกสาร',
          `ไฟล์ปฏิทินแนบมากับอีเมลฉบับนี้ หากไม่สะดวกตามเวลาดังกล่าว โปรดติดต่อ${meeting.coordinator.unit.th} อีเมล ${meeting.coordinator.email}`,
        ],
      };
    case 'appointment-cancelled':
      return {
        ...toSite,
        subject: `ยกเลิกนัดหมายทดสอบสัญญาณ: ${blank('site')}`,
        preview: `ยกเลิกนัดหมาย ${blank('when')}`,
        heading: 'ยกเลิกนัดหมายทดสอบสัญญาณ',
        paragraphs: ['ขอแจ้งยกเลิกนัดหมายทดสอบสัญญาณของจุดเชื่อมต่อของท่าน ตามรายละเอียดดังต่อไปนี้ ท่านไม่ต้องดำเนินการใด ๆ'],
        facts: [...checkFacts, ...meetingFacts.slice(0, 2)],
        after: [`หากมีการนัดหมายใหม่ จะแจ้งให้ทราบทางอีเมลอีกครั้ง ${ask}`],
      };
    default:
      return form.kind satisfies never;
  }
};
