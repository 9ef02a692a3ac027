import { type Bilingual, type LaneCause } from '#contracts';

type Words = { readonly reason: Bilingual; readonly advice: Bilingual };

const checkRelay: Bilingual = {
  th: 'แจ้งผู้ดูแลเซิร์ฟเวอร์อีเมลพร้อมข้อความของเซิร์ฟเวอร์ เมื่อแก้แล้วกด "ลองอีกครั้ง" ระบบจะลองเองเป็นระยะด้วย',
  en: 'Show the server’s words to whoever runs the mail server. When it is put right, have it tried again; it is also tried again by itself.',
};

/** Why no mail leaves, and what to do, in the words for staff. */
export const laneWords: Readonly<Record<LaneCause, Words>> = {
  unreachable: {
    reason: { th: 'ติดต่อเซิร์ฟเวอร์อีเมลไม่ได้', en: 'The mail server cannot be reached.' },
    advice: { th: 'ตรวจว่าเซิร์ฟเวอร์อีเมลและเครือข่ายทำงาน และที่อยู่ใน SMTP_URL ถูกต้อง ระบบลองใหม่เองเป็นระยะ', en: 'See that the mail server and the network are up and that SMTP_URL names it rightly. It is tried again by itself.' },
  },
  busy: {
    reason: { th: 'เซิร์ฟเวอร์อีเมลไม่ว่างหรือพื้นที่เต็ม', en: 'The mail server is busy or out of space.' },
    advice: { th: 'ระบบลองใหม่เองเป็นระยะ หากนานเกินควรโปรดแจ้งผู้ดูแลเซิร์ฟเวอร์อีเมล', en: 'It is tried again by itself. If it lasts, tell whoever runs the mail server.' },
  },
  tls: {
    reason: { th: 'เชื่อมต่อเซิร์ฟเวอร์อีเมลแบบเข้ารหัสไม่สำเร็จ', en: 'There is no encrypted connection to the mail server.' },
    advice: { th: 'ตรวจใบรับรองของเซิร์ฟเวอร์อีเมลและแบบการเข้ารหัสใน SMTP_URL (smtp:// หรือ smtps://)', en: 'Look at the mail server’s certificate and at the kind of encryption in SMTP_URL (smtp:// or smtps://).' },
  },
  protocol: { reason: { th: 'เซิร์ฟเวอร์อีเมลไม่รับคำสั่งของระบบ', en: 'The mail server does not accept Sala’s commands.' }, advice: checkRelay },
  'sign-in': {
    reason: { th: 'เซิร์ฟเวอร์อีเมลไม่รับชื่อผู้ใช้หรือรหัสผ่านของระบบ', en: 'The mail server does not accept Sala’s user name or password.' },
    advice: { th: 'แก้ชื่อผู้ใช้และรหัสผ่านใน SMTP_URL แล้วเริ่มบริการใหม่', en: 'Correct the user name and password in SMTP_URL and restart.' },
  },
  sender: {
    reason: { th: 'เซิร์ฟเวอร์อีเมลไม่รับที่อยู่ผู้ส่งของระบบ', en: 'The mail server does not accept Sala’s sender address.' },
    advice: { th: 'ตรวจว่า SALA_MAIL_FROM เป็นที่อยู่ที่บัญชีใน SMTP_URL ใช้ส่งได้', en: 'See that SALA_MAIL_FROM is an address that the account in SMTP_URL may send from.' },
  },
  relay: {
    reason: { th: 'เซิร์ฟเวอร์อีเมลไม่ยอมส่งต่อไปยังหน่วยงานภายนอก', en: 'The mail server does not pass mail on to others for Sala.' },
    advice: checkRelay,
  },
  'block-list': { reason: { th: 'เซิร์ฟเวอร์อีเมลของระบบถูกขึ้นบัญชีกันสแปม', en: 'Sala’s mail server is on a block list.' }, advice: checkRelay },
  policy: { reason: { th: 'เซิร์ฟเวอร์อีเมลปฏิเสธตามนโยบาย (เช่น SPF DKIM DMARC)', en: 'The mail server refuses Sala’s mail by its policy (such as SPF, DKIM, DMARC).' }, advice: checkRelay },
  quota: {
    reason: { th: 'ส่งอีเมลครบจำนวนที่เซิร์ฟเวอร์อนุญาตแล้ว', en: 'Sala has sent as much as the mail server allows for now.' },
    advice: { th: 'ระบบส่งต่อเองเมื่อเซิร์ฟเวอร์รับอีก หากเร่งด่วนโปรดขอเพิ่มโควตาจากผู้ดูแลเซิร์ฟเวอร์อีเมล', en: 'Mails go on by themselves when the server takes them again. If it is urgent, ask whoever runs it for more.' },
  },
};
