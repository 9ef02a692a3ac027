import { type Letter, type LetterValues } from '../letter.js';
import { checkLetters } from './letter-checks.js';
import { partsOf } from './letter-parts.js';

/** The Thai letters, in the manner of an official letter (หนังสือราชการ). */
export const letters = (values: LetterValues) => {
  const { title, organiser, purpose, variant, extras, blank } = values;
  const parts = partsOf(values);
  const { toOffice, meetingFacts, deadline, until, ask, byFax, action, answerFacts, contact } = parts;
  const lastDay = variant === 'last-day';
  const closed = variant === 'closed';
  const answered = variant === 'answered';
  const joining = variant === 'joining';

  return {
    invitation: (): Letter => ({
      ...toOffice,
      subject: `ขอเชิญเข้าร่วม${title}`,
      preview: closed ? `กำหนดประชุม ${parts.when.value}` : `โปรดตอบรับภายใน${until}`,
      heading: 'หนังสือเชิญประชุม',
      paragraphs: [
        `ด้วย ${organiser} กำหนดจัด${title} โดยมีวัตถุประสงค์เพื่อ${purpose}`,
        'ในการนี้ จึงขอเรียนเชิญท่านหรือผู้แทนเข้าร่วมการประชุมตามวัน เวลา และสถานที่ดังต่อไปนี้',
        ...(answered ? ['ทั้งนี้ ได้รับคำตอบของหน่วยงานท่านไว้แล้ว ท่านสามารถดูคำตอบได้ทางลิงก์ด้านล่าง โดยไม่ต้องตอบซ้ำ'] : []),
      ],
      facts: closed ? meetingFacts : [...meetingFacts, deadline],
      action: action(answered || closed ? 'ดูหนังสือเชิญและคำตอบ' : 'ตอบรับการเข้าร่วมประชุม'),
      after: closed
        ? [`พ้นกำหนดตอบรับทางลิงก์เมื่อ${until} แล้ว โปรดแจ้งผลการตอบรับไปยัง${contact}`, 'จึงเรียนมาเพื่อโปรดพิจารณา']
        : [
            answered
              ? 'ท่านสามารถแก้ไขคำตอบทางลิงก์ได้จนถึงกำหนดดังกล่าว'
              : `โปรดแจ้งผลการตอบรับทางลิงก์ข้างต้นภายในกำหนด ท่านสามารถแก้ไขคำตอบได้จนถึงกำหนดดังกล่าว${byFax}`,
            `จึงเรียนมาเพื่อโปรดพิจารณา ${ask}`,
          ],
    }),
    reminder: (): Letter => ({
      ...toOffice,
      subject: `${lastDay ? 'วันสุดท้ายของการตอบรับ' : 'ขอความอนุเคราะห์ตอบรับ'}: ${title}`,
      preview: `ยังไม่ได้รับคำตอบจากหน่วยงานของท่าน โปรดตอบรับภายใน${until}`,
      heading: lastDay ? 'วันนี้เป็นวันสุดท้ายของการตอบรับ' : 'ขอความอนุเคราะห์ตอบรับการประชุม',
      paragraphs: [
        `ตามที่ ${organiser} ได้เรียนเชิญหน่วยงานของท่านเข้าร่วม${title} นั้น`,
        'บัดนี้ ยังไม่ได้รับคำตอบจากหน่วยงานของท่าน จึงขอความอนุเคราะห์แจ้งผลการตอบรับภายในกำหนด หากท่านได้ส่งคำตอบแล้ว ขออภัยและโปรดไม่ต้องดำเนินการใด ๆ',
      ],
      facts: [deadline, ...meetingFacts],
      action: action('ตอบรับการเข้าร่วมประชุม'),
      after: [`ท่านอาจตอบรับทางลิงก์ข้างต้น${byFax}`, ask],
    }),
    'day-before': (): Letter => ({
      ...toOffice,
      subject: `${joining ? 'เปลี่ยนช่องทางเข้าร่วมประชุม' : 'ใกล้ถึงวันประชุม'}: ${title}`,
      preview: `เริ่มประชุม${values.startsAt}`,
      heading: 'ใกล้ถึงวันประชุมที่หน่วยงานท่านตอบรับ',
      paragraphs: [
        `ตามที่หน่วยงานของท่านได้แจ้งว่าจะเข้าร่วมหรือส่งผู้แทนเข้าร่วม${title} ซึ่งจัดโดย ${organiser} นั้น`,
        'ขอเรียนแจ้งรายละเอียดของวันประชุม และขอความกรุณามาถึงจุดเข้าร่วมก่อนเวลาเริ่ม เพื่อลงทะเบียนและตรวจสอบสัญญาณเป็นครั้งสุดท้าย',
        ...(joining ? ['ช่องทางเข้าร่วมหรือหมายเลขแจ้งเหตุขัดข้องเปลี่ยนจากที่แจ้งไว้ก่อนหน้า โปรดใช้ตามที่แจ้งในฉบับนี้'] : []),
      ],
      facts: [...meetingFacts, ...parts.dayFacts, ...parts.beforeJoining],
      action: action(closed || joining ? 'ดูเอกสารและคำตอบ' : 'ดูเอกสาร ดูหรือแก้ไขคำตอบ'),
      after: [closed ? `หากเปลี่ยนตัวผู้เข้าร่วมหรือไม่อาจเข้าร่วมได้ โปรดแจ้ง${contact}` : ask],
    }),
    thanks: (): Letter => ({
      ...toOffice,
      subject: `ขอขอบคุณที่เข้าร่วม${title}`,
      preview: `${organiser} ขอขอบคุณหน่วยงานของท่าน`,
      heading: 'ขอขอบคุณที่เข้าร่วมประชุม',
      paragraphs: [
        `ตามที่หน่วยงานของท่านได้เข้าร่วม${title} นั้น ${organiser} ขอขอบคุณมา ณ โอกาสนี้`,
        'ข้อคิดเห็นของท่าน ทั้งที่ให้ไว้ในที่ประชุมและที่จะให้เพิ่มเติม เป็นประโยชน์ต่อการดำเนินงานต่อไป',
      ],
      facts: meetingFacts,
      action: action('ดูเอกสารประชุม'),
      after: [ask],
    }),
    receipt: (): Letter => ({
      ...toOffice,
      subject: `ได้รับคำตอบแล้ว: ${title}`,
      preview: `คำตอบของหน่วยงานท่าน: ${blank('answer')}`,
      heading: 'ได้รับคำตอบของท่านแล้ว',
      paragraphs: [
        `${organiser} ได้รับคำตอบของหน่วยงานท่านแล้ว ตามรายละเอียดดังต่อไปนี้`,
        ...(extras.includes('late') ? ['คำตอบนี้ได้รับหลังพ้นกำหนด จึงบันทึกไว้เป็นคำตอบที่ล่าช้า'] : []),
      ],
      facts: [...answerFacts, ...meetingFacts],
      action: action(closed ? 'ดูคำตอบ' : 'ดูหรือแก้ไขคำตอบ'),
      after: [
        closed
          ? `ขณะนี้แก้ไขคำตอบทางลิงก์ไม่ได้แล้ว หากรายละเอียดข้างต้นไม่ถูกต้อง โปรดติดต่อ${contact}`
          : `ท่านสามารถแก้ไขคำตอบได้จนถึง${until} หากรายละเอียดข้างต้นไม่ถูกต้อง โปรดติดต่อ${contact}`,
      ],
    }),
    'deadline-moved': (): Letter => ({
      ...toOffice,
      subject: `เลื่อนกำหนดตอบรับ: ${title}`,
      preview: `โปรดตอบรับภายใน${until}`,
      heading: 'แจ้งเลื่อนกำหนดตอบรับ',
      paragraphs: [
        `ตามที่ ${organiser} ได้เรียนเชิญหน่วยงานของท่านเข้าร่วม${title} นั้น ขอแจ้งเลื่อนกำหนดตอบรับออกไป ตามรายละเอียดดังต่อไปนี้`,
        'บัดนี้ ยังไม่ได้รับคำตอบจากหน่วยงานของท่าน จึงขอความอนุเคราะห์แจ้งผลการตอบรับภายในกำหนดใหม่',
      ],
      facts: [
        { ...deadline, label: 'ตอบรับภายใน (กำหนดใหม่)' },
        { label: 'กำหนดเดิม', value: blank('deadlineBefore') },
        ...meetingFacts,
      ],
      action: action('ตอบรับการเข้าร่วมประชุม'),
      after: [`ท่านอาจตอบรับทางลิงก์ข้างต้น${byFax}`, ask],
    }),
    'meeting-changed': (): Letter => {
      const confirm = variant === 'confirm' || variant === 'confirm-closed';
      const over = closed || variant === 'confirm-closed';
      return {
        ...toOffice,
        subject: `เปลี่ยนแปลงการประชุม: ${title}`,
        preview: `กำหนดประชุม ${parts.when.value}`,
        heading: 'แจ้งเปลี่ยนแปลงการประชุม',
        paragraphs: [
          `ตามที่ ${organiser} ได้เรียนเชิญหน่วยงานของท่านเข้าร่วมการประชุม นั้น ขอแจ้งเปลี่ยนแปลงการประชุมเป็นดังต่อไปนี้`,
          ...(confirm
            ? [
                over
                  ? 'หน่วยงานของท่านได้ตอบว่าจะเข้าร่วมไว้ก่อนการเปลี่ยนแปลง จึงขอความอนุเคราะห์แจ้งยืนยันอีกครั้งไปยังผู้ประสานงาน'
                  : 'หน่วยงานของท่านได้ตอบว่าจะเข้าร่วมไว้ก่อนการเปลี่ยนแปลง จึงขอความอนุเคราะห์ยืนยันหรือแก้ไขคำตอบอีกครั้งทางลิงก์ด้านล่าง',
              ]
            : variant === 'answered'
              ? ['คำตอบของหน่วยงานท่านที่ได้รับไว้แล้วยังคงใช้ได้ หากไม่ต้องการแก้ไข ท่านไม่ต้องตอบซ้ำ']
              : []),
        ],
        facts: [...meetingFacts, ...(over ? [] : [deadline]), ...parts.before, ...parts.reason],
        action: action(
          over
            ? 'ดูหนังสือเชิญและคำตอบ'
            : confirm
              ? 'ยืนยันหรือแก้ไขคำตอบ'
              : variant === 'answered'
                ? 'ดูหรือแก้ไขคำตอบ'
                : 'ตอบรับการเข้าร่วมประชุม',
        ),
        after: [
          over
            ? `พ้นกำหนดตอบรับทางลิงก์เมื่อ${until} แล้ว โปรดแจ้งผลการตอบรับไปยัง${contact}`
            : `ท่านสามารถตอบหรือแก้ไขคำตอบทางลิงก์ได้จนถึง${until} ${ask}`,
        ],
      };
    },
    'answer-taken-back': (): Letter => {
      const counts = variant === 'counts' || variant === 'counts-closed';
      const over = closed || variant === 'counts-closed';
      return {
        ...toOffice,
        subject: `ถอนคำตอบของหน่วยงานท่าน: ${title}`,
        preview: counts ? `คำตอบที่ใช้ในขณะนี้: ${blank('countsAnswer')}` : 'ขณะนี้ถือว่าหน่วยงานของท่านยังไม่ได้ตอบรับ',
        heading: 'แจ้งถอนคำตอบของหน่วยงานท่าน',
        paragraphs: [
          'มีการถอนคำตอบต่อไปนี้ ซึ่งบันทึกไว้ในนามหน่วยงานของท่าน คำตอบดังกล่าวไม่มีผลอีกต่อไป',
          counts ? 'ทั้งนี้ ให้ถือตามคำตอบก่อนหน้าของหน่วยงานท่าน ซึ่งแสดงไว้ด้านล่าง' : 'ทั้งนี้ ขณะนี้ถือว่าหน่วยงานของท่านยังไม่ได้ตอบรับ',
        ],
        facts: [
          { label: 'คำตอบที่ถอน', value: blank('answer'), strong: true },
          { label: 'ช่องทางที่ตอบ', value: blank('channel') },
          { label: 'ได้รับเมื่อ', value: blank('receivedAt') },
          ...parts.reason,
          ...(counts
            ? [
                { label: 'คำตอบที่ใช้ในขณะนี้', value: blank('countsAnswer'), strong: true },
                { label: 'จำนวนผู้เข้าร่วม', value: blank('countsAttendees') },
                { label: 'ช่องทางของคำตอบนี้', value: blank('countsChannel') },
              ]
            : []),
          ...(over ? [] : [deadline]),
          ...meetingFacts,
        ],
        action: action(over ? 'ดูคำตอบ' : counts ? 'ดูหรือแก้ไขคำตอบ' : 'ตอบรับการเข้าร่วมประชุม'),
        after: [
          over
            ? `พ้นกำหนดตอบรับทางลิงก์เมื่อ${until} แล้ว โปรดแจ้งผลการตอบรับไปยัง${contact}`
            : counts
              ? `ท่านสามารถแก้ไขคำตอบได้จนถึง${until} ${ask}`
              : `โปรดแจ้งผลการตอบรับทางลิงก์ข้างต้นภายในกำหนด${byFax} ${ask}`,
        ],
      };
    },
    'hall-decided': (): Letter => {
      const kept = variant === 'kept';
      return {
        ...toOffice,
        subject: `${kept ? 'ผลการพิจารณาคำขอเปลี่ยนห้องประชุม' : 'เปลี่ยนห้องประชุมที่หน่วยงานท่านเข้าร่วม'}: ${title}`,
        preview: `จุดเข้าร่วมของท่าน: ${blank('site')}`,
        heading: kept ? 'ผลการพิจารณาคำขอเปลี่ยนห้องประชุม' : 'แจ้งเปลี่ยนห้องประชุมที่หน่วยงานท่านเข้าร่วม',
        paragraphs: [
          kept
            ? 'ตามที่หน่วยงานของท่านขอเข้าร่วมประชุม ณ ห้องประชุมอื่น นั้น ขอเรียนว่าหน่วยงานของท่านยังคงเข้าร่วม ณ จุดเข้าร่วมเดิม ดังต่อไปนี้'
            : 'ขอเรียนว่าหน่วยงานของท่านจะเข้าร่วมประชุม ณ จุดเข้าร่วมต่อไปนี้ แทนจุดเข้าร่วมเดิม',
        ],
        facts: [
          { label: 'จุดเข้าร่วมของท่าน', value: blank('site'), strong: true },
          ...(kept ? [] : [{ label: 'จุดเข้าร่วมเดิม', value: blank('siteBefore') }]),
          ...parts.reason,
          ...meetingFacts,
        ],
        action: action('ดูหนังสือเชิญและคำตอบ'),
        after: [ask],
      };
    },
    'meeting-cancelled': (): Letter => ({
      ...(variant === 'site' ? parts.toSite : toOffice),
      subject: `ยกเลิกการประชุม: ${title}`,
      preview: `เดิมกำหนดจัดใน${values.startsAt}`,
      heading: 'แจ้งยกเลิกการประชุม',
      paragraphs: [
        variant === 'site'
          ? `ด้วย ${organiser} ขอยกเลิกการประชุมต่อไปนี้ ซึ่งจะมีการทดสอบสัญญาณของจุดเชื่อมต่อของท่าน จึงไม่มีการทดสอบสัญญาณ`
          : `ตามที่ ${organiser} ได้เรียนเชิญหน่วยงานของท่านเข้าร่วมการประชุมต่อไปนี้ นั้น ขอแจ้งยกเลิกการประชุมดังกล่าว ท่านไม่ต้องตอบรับ`,
      ],
      facts: [parts.title, { ...parts.when, label: 'เดิมกำหนดจัด' }, ...meetingFacts.slice(2), ...parts.reason],
      after: [`ท่านไม่ต้องดำเนินการใด ๆ ${ask}`],
    }),
    announcement: (): Letter => ({
      ...toOffice,
      subject: `ประกาศ: ${title}`,
      preview: `ประกาศจาก${organiser}`,
      heading: 'ประกาศ',
      paragraphs: [],
      facts: [parts.title, parts.when],
      action: action(answered || closed ? 'ดูหนังสือเชิญและคำตอบ' : 'ตอบรับการเข้าร่วมประชุม'),
      after: [],
    }),
    digest: (): Letter => {
      const ofProvince = variant === 'focal-point';
      const at = (page: string): string => `${blank('url')}/${page}`;
      return {
        ...toOffice,
        subject: `สรุปประจำวัน${ofProvince ? ` จังหวัด${blank('province')}` : ''}: ${title}`,
        preview: blank('digestAnswers'),
        heading: ofProvince ? `สรุปประจำวัน จังหวัด${blank('province')}` : 'สรุปประจำวัน',
        paragraphs: [],
        facts: [
          parts.title,
          parts.when,
          { label: 'ตอบรับแล้ว', value: blank('digestAnswers'), strong: true },
          { label: 'ยังไม่ตอบ', value: blank('digestSilent') },
          { label: 'รอดำเนินการ', value: blank('digestToDo') },
          { ...deadline, strong: false },
        ],
        action: { label: 'เปิดภาพรวมการตอบรับ', url: at('board'), note: 'ลิงก์นี้เปิดหน้าของเจ้าหน้าที่ ซึ่งต้องเข้าสู่ระบบก่อน' },
        after: [],
        links: [
          { label: 'หน่วยงานที่ยังไม่ตอบ', url: at('silent') },
          { label: 'รายชื่อที่ต้องโทร', url: at('call-list') },
          { label: 'อีเมลเข้า', url: at('inbox') },
          ...(ofProvince
            ? []
            : [
                { label: 'อีเมลที่ส่ง', url: at('mails') },
                { label: 'ประกาศถึงหน่วยงาน', url: at('announcements') },
              ]),
        ],
      };
    },
    'answer-to-mail': (): Letter => ({
      ...toOffice,
      subject: blank('mailSubject'),
      preview: `${organiser} ตอบอีเมลของท่าน`,
      heading: 'ตอบอีเมลของท่าน',
      paragraphs: [blank('mailAnswer')],
      facts: [parts.title, parts.when],
      after: [],
      footer: `ข้อความนี้ตอบอีเมลที่ท่านส่งถึง${organiser} หากท่านตอบกลับ ข้อความจะส่งถึงผู้ประสานงาน`,
    }),
    ...checkLetters(values),
  };
};
