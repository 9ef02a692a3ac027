import { type Answer, type Channel, fieldWordsOf, type Language } from '#contracts';
import { isProblemCode, problemText } from '#words';
import { type Mistake, type MistakeCode } from './reply-form.js';

export type ClosedBecause = 'deadline-passed' | 'meeting-cancelled' | 'invitation-withdrawn';
export type Trouble = 'bad-link' | 'unavailable' | 'too-many' | 'no-more-changes' | 'unreadable' | 'too-large';

/** Every text of the reply page. A language that lacks one does not compile. */
export type ReplyWords = {
  readonly languageName: string;
  readonly title: string;
  readonly skip: string;
  readonly invites: string;
  readonly forOffice: string;
  readonly when: string;
  readonly where: string;
  readonly joinAt: (site: string) => string;
  readonly purpose: string;
  readonly deadline: string;
  readonly question: string;
  readonly answers: Readonly<Record<Answer, { readonly label: string; readonly hint: string }>>;
  readonly attendees: string;
  readonly attendeesHint: string;
  readonly person: (number: number) => string;
  readonly optional: string;
  readonly addPerson: string;
  readonly send: string;
  readonly sendChange: string;
  readonly changeHeading: string;
  readonly changeUntil: (deadline: string) => string;
  readonly thanks: string;
  readonly recorded: string;
  readonly receivedAt: (moment: string) => string;
  readonly channels: Readonly<Record<Channel, string>>;
  readonly yourAnswer: string;
  readonly noAnswer: string;
  readonly mistakesHeading: string;
  readonly mistakes: Readonly<Record<MistakeCode, string>>;
  readonly conflictHeading: string;
  readonly conflict: string;
  readonly closedHeading: Readonly<Record<ClosedBecause, string>>;
  readonly closed: Readonly<Record<ClosedBecause, string>>;
  readonly troubleHeading: Readonly<Record<Trouble, string>>;
  readonly trouble: Readonly<Record<Exclude<Trouble, 'too-many'>, string>>;
  readonly waitMinutes: (minutes: number) => string;
  readonly tryAgain: string;
  readonly keptForYou: string;
  readonly notSent: string;
  readonly notSentHint: string;
  readonly contact: string;
  readonly email: string;
  readonly fax: string;
  readonly privacy: string;
};

const th: ReplyWords = {
  languageName: 'ภาษาไทย',
  title: 'แบบตอบรับการประชุม',
  skip: 'ข้ามไปที่แบบตอบรับ',
  invites: 'เชิญเข้าร่วมการประชุมทางไกลผ่านวิดีโอคอนเฟอเรนซ์',
  forOffice: 'หน่วยงานที่ได้รับเชิญ',
  when: 'วันและเวลา',
  where: 'สถานที่',
  joinAt: (site) => `ร่วมประชุมที่ ${site}`,
  purpose: 'วัตถุประสงค์',
  deadline: 'โปรดตอบภายใน',
  question: 'หน่วยงานของท่านจะเข้าร่วมประชุมหรือไม่',
  answers: {
    attend: { label: 'เข้าร่วม', hint: 'หัวหน้าหน่วยงานเข้าร่วมด้วยตนเอง' },
    representative: { label: 'ส่งผู้แทน', hint: 'มอบหมายผู้แทนเข้าร่วม' },
    decline: { label: 'ไม่เข้าร่วม', hint: 'ไม่ต้องระบุรายชื่อ' },
  },
  attendees: 'ผู้เข้าร่วมประชุม',
  attendeesHint: 'ระบุอย่างน้อยหนึ่งท่าน เว้นว่างได้หากไม่เข้าร่วม',
  person: (number) => `ท่านที่ ${number}`,
  optional: 'ถ้ามี',
  addPerson: 'เพิ่มผู้เข้าร่วมอีกหนึ่งท่าน',
  send: 'ส่งแบบตอบรับ',
  sendChange: 'ส่งคำตอบที่แก้ไข',
  changeHeading: 'แก้ไขคำตอบ',
  changeUntil: (deadline) => `ท่านแก้ไขคำตอบได้ด้วยลิงก์เดิมจนถึง${deadline}`,
  thanks: 'ขอบคุณ เราได้รับแบบตอบรับของท่านแล้ว',
  recorded: 'คำตอบที่บันทึกไว้',
  receivedAt: (moment) => `ได้รับเมื่อ${moment}`,
  channels: { web: 'ทางเว็บ', fax: 'ทางโทรสาร', phone: 'ทางโทรศัพท์', letter: 'ทางจดหมาย', 'e-mail': 'ทางอีเมล' },
  yourAnswer: 'คำตอบ',
  noAnswer: 'หน่วยงานของท่านยังไม่ได้ตอบ',
  mistakesHeading: 'ยังส่งไม่ได้ โปรดแก้ไขช่องต่อไปนี้',
  mistakes: {
    'choose-answer': 'โปรดเลือกคำตอบหนึ่งข้อ',
    'name-missing': 'โปรดระบุชื่อ–นามสกุลผู้เข้าร่วม',
    'too-long': 'ข้อความยาวเกินไป โปรดย่อให้สั้นลง',
    'too-many-persons': 'ระบุชื่อได้ไม่เกิน 20 ท่าน โปรดลบแถวที่เกินออก ชื่ออื่น ๆ เขียนในหมายเหตุได้',
    'said-twice': 'ช่องนี้ถูกส่งมามากกว่าหนึ่งค่า โปรดตรวจสอบแล้วส่งอีกครั้ง',
    'unknown-field': 'แบบตอบรับที่ส่งมามีช่องที่ระบบไม่รู้จัก โปรดตรวจสอบสิ่งที่กรอกด้านล่างแล้วส่งอีกครั้ง',
  },
  conflictHeading: 'มีผู้ตอบแทนหน่วยงานของท่านไปแล้วในระหว่างนี้',
  conflict: 'คำตอบที่บันทึกไว้ล่าสุดอยู่ด้านล่าง สิ่งที่ท่านกรอกยังอยู่ในแบบ หากต้องการแทนที่คำตอบนั้น โปรดส่งอีกครั้ง',
  closedHeading: { 'deadline-passed': 'พ้นกำหนดตอบรับแล้ว', 'meeting-cancelled': 'การประชุมนี้ยกเลิกแล้ว', 'invitation-withdrawn': 'หนังสือเชิญนี้ถูกถอนแล้ว' },
  closed: {
    'deadline-passed': 'แบบตอบรับทางเว็บปิดแล้ว หากต้องการตอบหรือเปลี่ยนคำตอบ โปรดส่งโทรสารหรือติดต่อผู้ประสานงาน',
    'meeting-cancelled': 'ท่านไม่ต้องตอบรับ หากมีข้อสงสัยโปรดติดต่อผู้ประสานงาน',
    'invitation-withdrawn': 'ท่านไม่ต้องตอบรับ หากเห็นว่าหน่วยงานของท่านควรได้รับเชิญ โปรดติดต่อผู้ประสานงาน',
  },
  troubleHeading: { 'bad-link': 'ลิงก์ตอบรับนี้ใช้ไม่ได้', unavailable: 'ระบบยังไม่พร้อมในขณะนี้', 'too-many': 'มีการเรียกใช้ถี่เกินไป', 'no-more-changes': 'แก้ไขคำตอบทางเว็บต่อไปไม่ได้แล้ว', unreadable: 'อ่านแบบตอบรับที่ส่งมาไม่ได้', 'too-large': 'ข้อความที่ส่งมายาวเกินไป' },
  trouble: {
    'bad-link': 'ลิงก์อาจถูกคัดลอกมาไม่ครบ หรือถูกแทนด้วยลิงก์ใหม่ โปรดคัดลอกลิงก์ทั้งหมดจากอีเมลฉบับล่าสุด หรือติดต่อผู้ประสานงานตามหนังสือเชิญ',
    unavailable: 'โปรดรอสักครู่แล้วลองอีกครั้ง ส่งซ้ำได้โดยระบบจะไม่บันทึกคำตอบเดียวกันซ้ำ',
    'no-more-changes': 'คำตอบของหน่วยงานท่านถูกแก้ไขมากเกินกว่าที่ระบบเก็บได้ คำตอบล่าสุดที่บันทึกไว้ยังใช้อยู่ หากต้องการเปลี่ยนโปรดติดต่อผู้ประสานงานตามหนังสือเชิญ',
    unreadable: 'ลิงก์ของท่านยังใช้ได้ โปรดเปิดแบบตอบรับใหม่แล้วกรอกและส่งจากหน้านั้น',
    'too-large': 'ลิงก์ของท่านยังใช้ได้ โปรดเปิดแบบตอบรับใหม่ แล้วย่อข้อความให้สั้นลง',
  },
  waitMinutes: (minutes) => `โปรดรอ ${minutes === 1 ? 'หนึ่งนาที' : `${minutes} นาที`}แล้วลองอีกครั้ง`,
  tryAgain: 'ลองอีกครั้ง',
  keptForYou: 'สิ่งที่ท่านกรอกยังอยู่ครบ',
  notSent: 'สิ่งที่ท่านกรอก (ยังไม่ได้ส่ง)',
  notSentHint: 'คัดลอกหรือพิมพ์ส่วนนี้เพื่อส่งทางโทรสารหรืออีเมลถึงผู้ประสานงานได้',
  contact: 'ติดต่อผู้ประสานงาน',
  email: 'อีเมล',
  fax: 'โทรสาร',
  privacy: 'ชื่อและหมายเลขโทรศัพท์ใช้เพื่อจัดการประชุมนี้เท่านั้น โปรดอย่าส่งต่อลิงก์นี้ให้ผู้อื่น',
};

const en: ReplyWords = {
  languageName: 'English',
  title: 'Reply to the meeting invitation',
  skip: 'Skip to the reply form',
  invites: 'invites you to a meeting by video conference',
  forOffice: 'Invited office',
  when: 'Date and time',
  where: 'Place',
  joinAt: (site) => `Join at ${site}`,
  purpose: 'Purpose',
  deadline: 'Please reply by',
  question: 'Will your office attend?',
  answers: {
    attend: { label: 'We attend', hint: 'The head of the office comes in person' },
    representative: { label: 'We send a representative', hint: 'Somebody comes in place of the head' },
    decline: { label: 'We do not attend', hint: 'No names are needed' },
  },
  attendees: 'Who will attend',
  attendeesHint: 'Name at least one person; leave empty if you do not attend',
  person: (number) => `Person ${number}`,
  optional: 'optional',
  addPerson: 'Add one more person',
  send: 'Send the reply',
  sendChange: 'Send the changed reply',
  changeHeading: 'Change your reply',
  changeUntil: (deadline) => `You can change your reply by this same link until ${deadline}`,
  thanks: 'Thank you. We have your reply',
  recorded: 'Your recorded reply',
  receivedAt: (moment) => `Received on ${moment}`,
  channels: { web: 'on the web', fax: 'by fax', phone: 'by phone', letter: 'by letter', 'e-mail': 'by e-mail' },
  yourAnswer: 'Answer',
  noAnswer: 'Your office has not replied yet',
  mistakesHeading: 'Not sent yet. Please correct these fields',
  mistakes: {
    'choose-answer': 'Choose one of the answers',
    'name-missing': 'Enter the name of the person who will attend',
    'too-long': 'This is too long; please shorten it',
    'too-many-persons': 'At most 20 people can be named here; take out the rows above that. Further names can go into the note',
    'said-twice': 'This field was sent more than once; check it and send the reply again',
    'unknown-field': 'What was sent has a field that this form does not have; check what stands below and send the reply again',
  },
  conflictHeading: 'Somebody has replied for your office meanwhile',
  conflict: 'The reply recorded last stands below, and what you typed is still in the form. Send it again if it should replace that reply.',
  closedHeading: { 'deadline-passed': 'The reply deadline has passed', 'meeting-cancelled': 'This meeting was cancelled', 'invitation-withdrawn': 'This invitation was withdrawn' },
  closed: {
    'deadline-passed': 'Replies on the web are closed. To reply or to change your reply, send a fax or contact the coordinator.',
    'meeting-cancelled': 'No reply is needed. Please contact the coordinator if you have questions.',
    'invitation-withdrawn': 'No reply is needed. Please contact the coordinator if your office should be invited.',
  },
  troubleHeading: { 'bad-link': 'This reply link does not work', unavailable: 'Not available at the moment', 'too-many': 'Too many requests', 'no-more-changes': 'The reply can no longer be changed on the web', unreadable: 'What was sent could not be read', 'too-large': 'What was sent is too long' },
  trouble: {
    'bad-link': 'It may have been copied in part, or replaced by a newer one. Copy the whole link from the latest mail, or contact the coordinator named in the letter.',
    unavailable: 'Please wait a moment and try again. Sending the same reply twice records it once.',
    'no-more-changes': 'The reply of your office was changed more often than can be kept. The reply recorded last still counts. To change it, contact the coordinator named in the letter.',
    unreadable: 'Your link still works. Open the reply form again, fill it in and send it from there.',
    'too-large': 'Your link still works. Open the reply form again and shorten the texts.',
  },
  waitMinutes: (minutes) => `Please wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`} and try again.`,
  tryAgain: 'Try again',
  keptForYou: 'What you typed is kept',
  notSent: 'What you typed (not sent)',
  notSentHint: 'Copy or print this part to send it to the coordinator by fax or e-mail.',
  contact: 'Contact the coordinator',
  email: 'E-mail',
  fax: 'Fax',
  privacy: 'Names and phone numbers are used to run this meeting only. Please do not pass this link on.',
};

export const replyWords: Readonly<Record<Language, ReplyWords>> = { th, en };
export const otherLanguage = (language: Language): Language => (language === 'th' ? 'en' : 'th');

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A mistake in the words of the page, or of the contract with the name that the field has on the page. */
export const mistakeText = ({ field, code, params }: Mistake, language: Language): string => {
  const words = replyWords[language];
  const own = Object.hasOwn(words.mistakes, code) ? words.mistakes[code as MistakeCode] : undefined;
  if (own !== undefined || !isProblemCode(code)) return own ?? words.mistakesHeading;
  const { problem, remedy } = problemText({ code, params }, language);
  const { attendee, fields } = fieldWordsOf(language);
  const last = field.split('.').at(-1) ?? '';
  const name = new Map(Object.entries(attendee)).get(last)?.label ?? new Map(Object.entries(fields)).get(last) ?? words.yourAnswer;
  return language === 'th' ? [`${name} ${problem}`, remedy].filter(Boolean).join(' ') : [`${name} ${problem}`, remedy && sentence(remedy)].filter(Boolean).join('. ');
};

/** What to do about a trouble; `waitSeconds` is how long it lasts, if that is known. */
export const troubleText = (trouble: Trouble, language: Language, waitSeconds = 60): string =>
  trouble === 'too-many' ? replyWords[language].waitMinutes(Math.max(1, Math.ceil(waitSeconds / 60))) : replyWords[language].trouble[trouble];
