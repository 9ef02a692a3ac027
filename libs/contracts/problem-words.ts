/** Values of a problem, by name. An instant is ISO 8601, a field its path's last name: the edge says both in its reader's way. */
export type ProblemParams = Readonly<Record<string, string | number | boolean>>;
/** How an edge says values to its reader; `timeZone` is the one the instant is read in, if the problem names one. */
export type Say = { readonly moment: (instant: string, timeZone?: string) => string; readonly field: (name: string) => string; readonly value: (name: string) => string };
export type Said = { readonly problem: string; readonly remedy?: string };

type Values = { readonly text: (name: string) => string; readonly number: (name: string) => number; readonly say: Say };
type Words = (values: Values) => Said;
type Pair = { readonly th: Words; readonly en: Words };

const plain = (th: readonly [string, string?], en: readonly [string, string?]): Pair => ({ th: () => said(th), en: () => said(en) });
const said = ([problem, remedy]: readonly [string, string?]): Said => ({ problem, ...(remedy !== undefined && { remedy }) });
const both = (th: (values: Values) => readonly [string, string?], en: (values: Values) => readonly [string, string?]): Pair => ({
  th: (values) => said(th(values)),
  en: (values) => said(en(values)),
});
const moment = ({ text, say }: Values): string => say.moment(text('at'), text('timeZone') || undefined);
const other = ({ text, say }: Values): string => say.field(text('other'));
/** Both readings of a year that may be meant either way. */
const readings = (year: number): readonly [number, number] => [year - 543, year + 543];

const wordsByCode = {
  missing: plain(['ยังไม่ได้ระบุ', 'โปรดกรอกช่องนี้'], ['is missing', 'fill it in']),
  'not-text': plain(['ต้องเป็นข้อความ'], ['must be a text']),
  'not-number': plain(['ต้องเป็นตัวเลข'], ['must be a number']),
  'not-whole': plain(['ต้องเป็นจำนวนเต็ม'], ['must be a whole number']),
  'not-yes-no': plain(['ต้องเป็นใช่หรือไม่ใช่ (true หรือ false)'], ['must be yes or no (true or false)']),
  'not-list': plain(['ต้องเป็นรายการ'], ['must be a list']),
  'not-group': plain(['ต้องเป็นชุดข้อมูลที่มีช่องย่อย'], ['must be a group of fields']),
  'not-accepted': plain(['ค่านี้ใช้ไม่ได้', 'โปรดตรวจสอบแล้วแก้ไข'], ['is not accepted', 'check and correct it']),
  'at-least': both(({ text }) => [`ต้องไม่น้อยกว่า ${text('min')}`], ({ text }) => [`must be at least ${text('min')}`]),
  'at-most': both(({ text }) => [`ต้องไม่เกิน ${text('max')}`], ({ text }) => [`must be at most ${text('max')}`]),
  'list-short': both(({ text }) => [`ต้องมีอย่างน้อย ${text('min')} รายการ`], ({ text, number }) => [`must hold at least ${text('min')} ${number('min') === 1 ? 'entry' : 'entries'}`]),
  'list-long': both(({ text }) => [`มีได้ไม่เกิน ${text('max')} รายการ`, 'โปรดแบ่งส่งหลายครั้ง'], ({ text }) => [`must hold at most ${text('max')} entries`, 'send them in parts']),
  'text-short': both(({ text }) => [`สั้นเกินไป ต้องมีอย่างน้อย ${text('min')} ตัวอักษร`], ({ text }) => [`is too short: at least ${text('min')} characters`]),
  'one-of': both(({ text, say }) => [`ต้องเป็นอย่างใดอย่างหนึ่ง: ${choices(text('values'), say)}`], ({ text, say }) => [`must be one of: ${choices(text('values'), say)}`]),
  'unknown-field': both(
    ({ text, say }) => ['ไม่มีช่องนี้', text('near') === '' ? 'โปรดเอาช่องนี้ออก' : `หมายถึง “${say.field(text('near'))}” (${text('near')}) หรือไม่ ถ้าไม่ใช่โปรดเอาช่องนี้ออก`],
    ({ text }) => ['is not a field that is known here', text('near') === '' ? 'leave it out' : `did you mean ${text('near')}? Else leave it out`],
  ),

  'text-empty': plain(['ต้องไม่เว้นว่าง', 'โปรดกรอกช่องนี้'], ['must not be empty', 'fill it in']),
  'text-no-letter': plain(['ไม่มีตัวอักษรหรือตัวเลขเลย', 'โปรดพิมพ์เป็นคำที่อ่านได้'], ['has no letter or digit', 'write it in words']),
  'text-long': both(({ text }) => [`ยาวเกินไป ใส่ได้ไม่เกิน ${text('max')} ตัวอักษร`, 'โปรดย่อให้สั้นลง'], ({ text }) => [`is too long: at most ${text('max')} characters`, 'shorten it']),
  'text-direction': plain(['มีอักขระซ่อนที่กลับทิศทางการอ่าน', 'โปรดพิมพ์ข้อความนี้ใหม่แทนการคัดลอก'], ['holds hidden characters that turn the direction of reading', 'type it instead of pasting it']),
  'text-unreadable': plain(['มีอักขระที่อ่านไม่ออก', 'โปรดพิมพ์ข้อความนี้ใหม่แทนการคัดลอก'], ['holds characters that nobody can read', 'type it instead of pasting it']),
  'text-marks': plain(['มีสระหรือวรรณยุกต์ซ้อนกันบนตัวอักษรเดียวมากเกินไป', 'โปรดพิมพ์ข้อความนี้ใหม่'], ['heaps too many marks on one letter', 'type it again']),
  'phone-form': plain(['ไม่ใช่หมายเลขโทรศัพท์', 'ตัวอย่าง: 0 2141 7000 ต่อ 123'], ['is not a telephone number', 'write it like 0 2141 7000 ext 123']),
  'phone-digits': plain(['ไม่ใช่หมายเลขโทรศัพท์ เพราะมีตัวเลขน้อยเกินไป', 'โปรดกรอกหมายเลขให้ครบ หรือเว้นว่างไว้'], ['has too few digits for a telephone number', 'give the whole number, or leave it blank']),

  'year-unclear': both(
    ({ text, number }) => {
      const [gregorian, buddhist] = readings(number('year'));
      return [`ไม่แน่ชัดว่าปี ${text('year')} เป็น พ.ศ. หรือ ค.ศ. (ถ้าเป็น พ.ศ. คือ ค.ศ. ${gregorian} ถ้าเป็น ค.ศ. คือ พ.ศ. ${buddhist}) และทั้งสองแบบอยู่นอกช่วงที่ใช้ได้`, 'โปรดใส่ปี พ.ศ. 2443–2743 หรือ ค.ศ. 1900–2200'];
    },
    ({ text, number }) => {
      const [gregorian, buddhist] = readings(number('year'));
      return [`has the year ${text('year')}, which can't be meant: as a Buddhist year it is ${gregorian} CE, as a Gregorian one ${buddhist} BE`, 'write a Gregorian year from 1900 to 2200, or a Buddhist one from 2443 to 2743'];
    },
  ),
  'no-such-day': both(({ text }) => [`ไม่มีวันที่ ${text('day')} ในปฏิทิน`, 'โปรดตรวจสอบวันและเดือน'], ({ text }) => [`names a day that no calendar has: ${text('day')}`, 'check its day and month']),
  'day-form': plain(['ไม่ใช่วันที่', 'โปรดเขียนเป็น ปี-เดือน-วัน เช่น 2559-11-18 หรือ 2016-11-18'], ['is not a day', 'write it like 2016-11-18 or 2559-11-18']),
  'instant-form': plain(['ไม่ใช่วันเวลา', 'โปรดเขียนเป็น ปี-เดือน-วัน เวลา และเขตเวลา เช่น 2559-11-18T09:30+07:00'], ['is not a day and time', 'write it like 2016-11-18T09:30+07:00']),
  'instant-zone': plain(['ไม่ได้บอกเขตเวลา หรือเขตเวลานั้นไม่มีอยู่', 'โปรดเติมเขตเวลาท้ายเวลา เช่น +07:00 สำหรับเวลาประเทศไทย'], ['does not say its offset from UTC, or one that no clock has', 'add it, such as +07:00 for Thailand']),
  'hour-24': plain(['มีชั่วโมงเกิน 23', 'เที่ยงคืนคือ 00:00 ของวันถัดไป'], ['has an hour after 23', 'midnight is 00:00 of the next day']),
  'second-60': plain(['มีวินาทีเกิน 59', 'โปรดใช้วินาทีตั้งแต่ 00 ถึง 59'], ['has a second after 59', 'use a second from 00 to 59']),
  'clock-form': both(({ text }) => [`ไม่ใช่เวลาตั้งแต่ 00:00 ถึง ${text('last')}`, 'ตัวอย่าง: 09:00'], ({ text }) => [`is not a time from 00:00 to ${text('last')}`, 'write it like 09:00']),

  'e-mail-form': plain(['ไม่ใช่ที่อยู่อีเมล', 'ตัวอย่าง: saraban@office.example'], ['is not an e-mail address', 'write it like saraban@office.example']),
  'e-mail-no-at': plain(['ไม่ใช่ที่อยู่อีเมล', 'โปรดใส่ที่อยู่ที่มีเครื่องหมาย @ เช่น saraban@office.example'], ['is not an e-mail address', 'give one with an @, like saraban@office.example']),
  'e-mail-two-ats': plain(['มีเครื่องหมาย @ มากกว่าหนึ่งตัว', 'โปรดใส่ที่อยู่อีเมลเพียงที่อยู่เดียว'], ['has more than one @', 'give one address only']),
  'e-mail-no-dot': plain(['ไม่ใช่ที่อยู่อีเมล', 'ส่วนหลัง @ ต้องมีจุด เช่น office.example'], ['is not an e-mail address', 'what stands after the @ needs a dot, such as office.example']),
  'e-mail-domain': plain(['ไม่ใช่ที่อยู่อีเมล', 'โปรดตรวจสอบส่วนหลัง @ เช่น office.example'], ['is not an e-mail address', 'check what stands after the @, such as office.example']),
  'e-mail-space': plain(['มีช่องว่างในที่อยู่อีเมล', 'โปรดลบช่องว่างออก'], ['has a space in it', 'take the space out']),
  'e-mail-comma': plain(['มีเครื่องหมาย , หรือ ; ในที่อยู่อีเมล', 'ใช้จุด (.) หรือใส่เพียงที่อยู่เดียว'], ['has a comma or semicolon in it', 'use a dot, or give one address only']),
  'e-mail-dots': plain(['มีจุดผิดที่ในที่อยู่อีเมล', 'โปรดลบจุดที่ขึ้นต้น ลงท้าย หรือซ้ำกันออก'], ['has a dot at an end or two in a row', 'take that dot out']),
  'e-mail-wide-at': plain(['ใช้เครื่องหมาย ＠ แบบเต็มความกว้าง', 'โปรดพิมพ์ @ จากแป้นภาษาอังกฤษ'], ['has a full-width ＠', 'type a plain @']),
  'e-mail-alone': plain(['มีข้อความอื่นปนกับที่อยู่อีเมล', 'โปรดใส่เฉพาะที่อยู่ เช่น saraban@office.example'], ['holds more than the address', 'give the address alone, like saraban@office.example']),
  'e-mail-quoted': plain(['มีเครื่องหมายคำพูดในที่อยู่อีเมล', 'โปรดลบเครื่องหมายคำพูดออก'], ['has quotation marks in it', 'take the quotation marks out']),
  'e-mail-thai-digits': plain(['มีเลขไทยในที่อยู่อีเมล', 'โปรดใช้เลขอารบิก 0–9'], ['has Thai digits in it', 'use the digits 0 to 9']),
  'e-mail-long': plain(['ที่อยู่อีเมลยาวเกินไป', 'โปรดตรวจสอบที่อยู่อีกครั้ง'], ['is too long for an e-mail address', 'check the address']),

  'id-form': plain(['ใช้ได้เฉพาะ a–z, 0–9 และขีดกลางเดี่ยว', 'ตัวอย่าง: egov-readiness-2559'], ['holds other characters than lower-case letters, digits and single hyphens', 'write it like egov-readiness-2559']),
  'zone-unknown': plain(['ไม่ใช่เขตเวลาที่รู้จัก', 'ตัวอย่าง: Asia/Bangkok'], ['is not a known time zone', 'write it like Asia/Bangkok']),
  'province-form': plain(['ไม่ใช่รหัสจังหวัด', 'ตัวอย่าง: TH-50'], ['is not a code of a province', 'write it like TH-50']),
  'link-form': plain(['ไม่ใช่ลิงก์ตอบรับ', 'โปรดคัดลอกลิงก์ทั้งหมดจากอีเมล'], ['is not a reply link', 'copy the whole link from the mail']),
  'must-be-after': both((values) => [`ต้องอยู่หลัง “${other(values)}”`], (values) => [`must be after ${other(values)}`]),
  'must-be-before': both((values) => [`ต้องอยู่ก่อน “${other(values)}”`], (values) => [`must be before ${other(values)}`]),
  'must-not-be-before': both((values) => [`ต้องไม่อยู่ก่อน “${other(values)}”`], (values) => [`must not be before ${other(values)}`]),
  'named-twice': plain(['มีรายการซ้ำกัน', 'โปรดเอาออกหนึ่งรายการ'], ['names one thing twice', 'leave one of them out']),
  'nobody-named': plain(['ต้องระบุผู้เข้าร่วมอย่างน้อยหนึ่งคน', 'โปรดกรอกชื่อผู้ที่จะเข้าร่วม'], ['names nobody who will attend', 'name at least one person who will attend']),
  'somebody-named': plain(['ต้องเว้นว่างเมื่อไม่เข้าร่วม', 'โปรดลบรายชื่อออก หรือเลือกคำตอบอื่น'], ['must be empty when the office declines', 'take the names out, or choose another answer']),
  'password-short': plain(['สั้นเกินไป', 'โปรดใช้อย่างน้อย 12 ตัวอักษร'], ['is too short', 'use 12 characters or more']),
  'password-long': plain(['ยาวเกินไป', 'โปรดใช้ไม่เกิน 512 ไบต์ (ราว 170 ตัวอักษรไทย)'], ['is too long', 'use at most 512 bytes, about 170 Thai letters']),
  'province-needed': plain(['ยังไม่ได้ระบุจังหวัดของผู้ประสานงานจังหวัด', 'โปรดระบุจังหวัด'], ['is missing: a focal point answers for one province', 'name the province']),

  'in-future': plain(['อยู่ในอนาคต', 'โปรดใส่เวลาที่ได้รับจริง ซึ่งต้องไม่เกินเวลาปัจจุบัน'], ['is in the future', 'enter when it arrived, not later than now']),
  'before-announced': both((values) => ['อยู่ก่อนเวลาที่ประกาศการประชุม', `โปรดใส่เวลาตั้งแต่ ${moment(values)} เป็นต้นไป`], (values) => ['is before the meeting was announced', `enter a time from ${moment(values)} on`]),
  'id-taken': plain(['มีการประชุมอื่นใช้รหัสนี้แล้ว', 'โปรดใช้รหัสอื่น'], ['is taken by a meeting with other details', 'choose another id']),
  'not-later': both((values) => ['ต้องช้ากว่ากำหนดเดิม', `โปรดใส่เวลาหลัง ${moment(values)}`], (values) => ['is not later than the present one', `name a time after ${moment(values)}`]),
  'not-before-start': both((values) => ['ต้องอยู่ก่อนเวลาเริ่มประชุม', `โปรดใส่เวลาก่อน ${moment(values)}`], (values) => ['is not before the meeting starts', `name a time before ${moment(values)}`]),
  'passed-already': plain(['ผ่านไปแล้ว', 'โปรดใส่เวลาที่ยังมาไม่ถึง'], ['has passed already', 'name a time that is still to come']),
  'past-or-era': plain(
    ['ผ่านไปแล้ว', 'โปรดใส่เวลาที่ยังมาไม่ถึง และตรวจสอบว่าปีเป็น พ.ศ. หรือ ค.ศ. (พ.ศ. มากกว่า ค.ศ. อยู่ 543 ปี)'],
    ['lies in the past', 'name a time that is still to come, and check the year: one of the Buddhist era is 543 years ahead of the Gregorian one'],
  ),
  'years-ahead': plain(
    ['อยู่ไกลเกินสามปีข้างหน้า', 'โปรดตรวจสอบว่าปีเป็น พ.ศ. หรือ ค.ศ. (พ.ศ. มากกว่า ค.ศ. อยู่ 543 ปี)'],
    ['lies more than three years ahead', 'check the year: one of the Buddhist era is 543 years ahead of the Gregorian one'],
  ),
  'meeting-too-long': plain(['อยู่หลังเวลาเริ่มเกินเจ็ดวัน', 'โปรดตรวจสอบวัน เดือน และปีที่สิ้นสุด'], ['lies more than seven days after the start', 'check day, month and year of the end']),
  'no-slot': plain(['ไม่ใช่ช่วงเวลาที่ยังจองได้', 'โปรดเลือกเวลาเริ่มจากปฏิทินทดสอบ'], ['is no slot that can still be booked', 'choose a start of the check calendar']),
  'between-thresholds': both(
    ({ text }) => [`${text('value')} อยู่ระหว่างเกณฑ์ดี (ไม่เกิน ${text('green')}) กับเกณฑ์ไม่ดี (เกิน ${text('red')})`, 'โปรดวัดอีกสามครั้ง ครั้งละ 20 วินาที แล้วใส่ค่าเฉลี่ย หากยังอยู่ระหว่างเกณฑ์ ให้บันทึกว่าทดสอบไม่จบพร้อมหมายเหตุ'],
    ({ text }) => [`${text('value')} lies between good (up to ${text('green')}) and bad (above ${text('red')})`, 'measure three more times, 20 seconds each, and enter the mean; if it stays between, enter the check as aborted with a note'],
  ),
  'measure-missing': plain(['ยังไม่ได้ระบุ', 'โปรดกรอก หรือบันทึกว่าทดสอบไม่จบ หรือไม่มีผู้อยู่ที่จุดเชื่อมต่อ'], ['is missing', 'enter it, or say that the check was aborted or that nobody was there']),
  'abort-unexplained': plain(['ยังไม่ได้ระบุ', 'โปรดบอกว่าเหตุใดจึงทดสอบไม่จบ'], ['is missing', 'say what stopped the check']),
  'evidence-of-nobody': plain(['มีผลวัดทั้งที่ไม่มีผู้อยู่ที่จุดเชื่อมต่อ', 'โปรดเอาผลวัดออก หรือบันทึกว่าทดสอบไม่จบ'], ['is given although nobody was there', 'leave it out, or say that the check was aborted']),
  'window-backwards': both(
    ({ text }) => [`ช่วงเวลา ${text('from')}–${text('to')} ไม่ได้จบหลังเวลาเริ่มภายในวันเดียวกัน`, 'โปรดใส่เวลาจบที่ช้ากว่าเวลาเริ่ม โดย 24:00 คือสิ้นวัน ช่วงที่ข้ามเที่ยงคืนให้แยกเป็นสองช่วง เช่น 22:00–24:00 และ 00:00–02:00'],
    ({ text }) => [`is ${text('to')}, which is not after ${text('from')} on the same day`, 'end the window after it begins; 24:00 is the end of the day, and hours across midnight are two windows, such as 22:00–24:00 and 00:00–02:00'],
  ),
  'window-too-short': both(
    ({ text }) => [`ช่วงเวลา ${text('from')}–${text('to')} สั้นกว่าการทดสอบหนึ่งครั้ง (${text('minutes')} นาที)`, 'โปรดขยายช่วงเวลา หรือลดเวลาทดสอบต่อครั้ง'],
    ({ text }) => [`leaves ${text('from')}–${text('to')}, which is shorter than one check of ${text('minutes')} minutes`, 'lengthen the window, or shorten the checks'],
  ),
  'calendar-too-long': both(
    ({ text }) => [`ปฏิทินยาว ${text('days')} วัน เกิน ${text('most')} วัน`, 'โปรดตรวจสอบปีของทั้งสองวัน (พ.ศ. หรือ ค.ศ.) และใส่ช่วงไม่กี่สัปดาห์ก่อนการประชุม'],
    ({ text }) => [`makes the calendar ${text('days')} days long, more than ${text('most')}`, 'check the years of both days (Buddhist or Gregorian), and name the few weeks before the meeting'],
  ),
  'closed-day-far': both(
    ({ text }) => [`${text('day')} อยู่ห่างจากช่วงของปฏิทินเกินหนึ่งปี`, 'โปรดตรวจสอบปี (พ.ศ. หรือ ค.ศ.) หรือเอาออก'],
    ({ text }) => [`${text('day')} lies more than a year away from the calendar`, 'check its year (Buddhist or Gregorian), or leave it out'],
  ),
  'calendar-after-meeting': both(
    (values) => ['อยู่หลังวันประชุม', `การประชุมเริ่ม${moment(values)} โปรดใส่วันที่ไม่เกินวันนั้น`],
    (values) => ['is after the day of the meeting', `the meeting starts ${moment(values)}: name a day up to then`],
  ),
  'calendar-before-meeting': both(
    (values) => ['อยู่ก่อนการประชุมเกินหนึ่งปี', `การประชุมเริ่ม${moment(values)} โปรดใส่ช่วงไม่กี่สัปดาห์ก่อนหน้านั้น`],
    (values) => ['is more than a year before the meeting', `the meeting starts ${moment(values)}: name the weeks before it`],
  ),
  'slots-too-many': both(
    ({ text }) => [`ทำให้ปฏิทินมีช่วงทดสอบเกิน ${text('most')} ช่วง`, 'โปรดลดจำนวนวันหรือเวลา หรือเพิ่มเวลาทดสอบต่อครั้ง'],
    ({ text }) => [`makes more than ${text('most')} slots`, 'name fewer days or hours, or longer checks'],
  ),
  'slots-none': plain(['ปิดทุกวันของปฏิทิน จึงไม่เหลือช่วงทดสอบเลย', 'โปรดเปิดอย่างน้อยหนึ่งวัน'], ['close every day of the calendar, so that no slot is left', 'leave at least one day open']),
  'address-taken': plain(['มีบัญชีที่ใช้ที่อยู่นี้แล้ว', 'โปรดใช้ที่อยู่อื่น'], ['has an account already', 'use another address']),
  'last-administrator': plain(['เป็นผู้ดูแลระบบคนสุดท้ายที่ยังใช้งานอยู่', 'โปรดตั้งผู้ดูแลระบบคนอื่นก่อน'], ['is the last active administrator', 'make somebody else an administrator first']),
  'password-wrong': plain(['ไม่ถูกต้อง', 'โปรดใส่รหัสผ่านที่ใช้เข้าสู่ระบบ'], ['is not right', 'type the password that you sign in with']),
  'password-few-characters': both(({ text }) => [`มีอักขระต่างกันไม่ถึง ${text('least')} ตัว`, 'โปรดใช้คำหลายคำที่ไม่เกี่ยวข้องกัน'], ({ text }) => [`has fewer than ${text('least')} different characters`, 'use several words that do not belong together']),
  'password-repeats': plain(['พิมพ์คำเดิมซ้ำ ๆ', 'โปรดใช้คำหลายคำที่ไม่เกี่ยวข้องกัน'], ['repeats itself', 'use several words that do not belong together']),
  'password-of-person': plain(['มาจากที่อยู่อีเมลหรือชื่อของเจ้าของบัญชี', 'โปรดใช้คำหลายคำที่ไม่เกี่ยวข้องกัน'], ['is made of the address or the name', 'use several words that do not belong together']),
  'password-row': plain(['เป็นแถวของแป้นพิมพ์หรือตัวอักษรที่เรียงกัน', 'โปรดใช้คำหลายคำที่ไม่เกี่ยวข้องกัน'], ['is a row of keys or letters', 'use several words that do not belong together']),
  'password-common': plain(['มาจากคำที่ผู้อื่นเดาเป็นคำแรก ๆ', 'โปรดใช้คำหลายคำที่ไม่เกี่ยวข้องกัน'], ['is made of words that are tried first', 'use several words that do not belong together']),
  'listed-already': both(({ text }) => [`ซ้ำกับรายการที่ ${text('entry')}`, 'โปรดเอาออกหนึ่งรายการ'], ({ text }) => [`is the same as in entry ${text('entry')}`, 'leave one of them out']),
  'site-unknown': both(({ text }) => [`ยังไม่มีจุดเชื่อมต่อรหัส ${text('id')}`, 'โปรดลงทะเบียนจุดเชื่อมต่อก่อน หรือแก้รหัส'], ({ text }) => [`names ${text('id')}, which is not enrolled`, 'enrol the site first, or correct its id']),
  'province-differs': both(
    ({ text }) => [`เป็น ${text('own')} แต่จุดเชื่อมต่ออยู่ใน ${text('site')}`, 'โปรดแก้จังหวัดหรือจุดเชื่อมต่อ'],
    ({ text }) => [`is ${text('own')}, its site lies in ${text('site')}`, 'correct the province or the site'],
  ),
} satisfies Record<string, Pair>;

export type ProblemCode = keyof typeof wordsByCode;

const mostChoices = 20;
const choices = (list: string, say: Say): string => {
  const values = list.split('\n');
  return values.slice(0, mostChoices).map(say.value).join(', ') + (values.length > mostChoices ? ', …' : '');
};

export const problemCodes = Object.keys(wordsByCode) as ProblemCode[];
export const isProblemCode = (code: unknown): code is ProblemCode => typeof code === 'string' && Object.hasOwn(wordsByCode, code);

/** The English words of a code without values, as a format's message; `codeOfMessage` finds the code again. */
export const messageOf = (code: ProblemCode): string => problemText({ code }, 'en').problem;
export const codeOfMessage = (message: string): ProblemCode | undefined => problemCodes.find((code) => messageOf(code) === message);

const asTheyStand: Say = { moment: (instant) => instant, field: (name) => name, value: (name) => name };

/** What is wrong and what to do, in a language; values as they stand where the edge has no way of its own to say them. */
export const problemText = ({ code, params = {} }: { readonly code: ProblemCode; readonly params?: ProblemParams | undefined }, language: 'th' | 'en', say: Say = asTheyStand): Said => {
  const value = (name: string) => (Object.hasOwn(params, name) ? params[name] : undefined);
  const words: Pair = wordsByCode[code];
  return words[language]({ text: (name) => String(value(name) ?? ''), number: (name) => Number(value(name) ?? 0), say });
};
