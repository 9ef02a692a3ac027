import { type ImportField } from '#contracts';
import { letters } from './folded.js';

/** What the headings of lists are called in practice, in Thai and English. The first that is found in a heading counts. */
const synonyms: readonly (readonly [ImportField, readonly string[]])[] = [
  ['id', ['รหัสในระบบ', 'sala id', 'id']],
  ['code', ['รหัสหน่วยงาน', 'รหัสส่วนราชการ', 'รหัสหน่วย', 'รหัส', 'office code', 'organisation code', 'code']],
  ['english-name', ['ชื่อหน่วยงานภาษาอังกฤษ', 'ชื่อภาษาอังกฤษ', 'ชื่ออังกฤษ', 'english name', 'name (en)', 'name in english']],
  ['alias', ['ชื่อเรียกอื่น', 'ชื่อย่อ', 'อักษรย่อ', 'alias', 'aliases', 'abbreviation', 'short name']],
  ['saraban-mobile', ['มือถือเจ้าหน้าที่สารบรรณ', 'มือถือสารบรรณ', 'records officer mobile']],
  ['saraban-phone', ['โทรศัพท์เจ้าหน้าที่สารบรรณ', 'โทรศัพท์สารบรรณ', 'records officer telephone', 'records officer phone']],
  ['saraban-email', ['อีเมลเจ้าหน้าที่สารบรรณ', 'อีเมล์เจ้าหน้าที่สารบรรณ', 'records officer e-mail', 'records officer email']],
  ['saraban-name', ['เจ้าหน้าที่สารบรรณ', 'เจ้าหน้าที่งานสารบรรณ', 'records officer']],
  ['technical-mobile', ['มือถือเจ้าหน้าที่เทคนิค', 'มือถือช่างเทคนิค', 'technician mobile']],
  ['technical-phone', ['โทรศัพท์เจ้าหน้าที่เทคนิค', 'โทรศัพท์ช่างเทคนิค', 'technician telephone', 'technician phone']],
  ['technical-email', ['อีเมลเจ้าหน้าที่เทคนิค', 'อีเมล์เจ้าหน้าที่เทคนิค', 'technician e-mail', 'technician email']],
  ['technical-name', ['เจ้าหน้าที่เทคนิค', 'ช่างเทคนิค', 'technician']],
  ['contact-mobile', ['โทรศัพท์มือถือ', 'เบอร์มือถือ', 'มือถือผู้ประสานงาน', 'มือถือ', 'contact mobile', 'mobile phone', 'mobile']],
  [
    'contact-phone',
    ['โทรศัพท์ผู้ประสานงาน', 'เบอร์ผู้ประสานงาน', 'โทรผู้ประสานงาน', 'โทรศัพท์ผู้ติดต่อ', 'contact phone', 'contact telephone'],
  ],
  ['contact-email', ['อีเมลผู้ประสานงาน', 'อีเมล์ผู้ประสานงาน', 'อีเมลผู้ติดต่อ', 'contact e-mail', 'contact email']],
  [
    'contact-name',
    ['ชื่อผู้ประสานงาน', 'ผู้ประสานงาน', 'ชื่อผู้ติดต่อ', 'ผู้ติดต่อ', 'contact name', 'contact person', 'contact', 'coordinator'],
  ],
  ['class', ['ประเภทหน่วยงาน', 'ประเภท', 'กลุ่มหน่วยงาน', 'class', 'type of office', 'category', 'type']],
  ['province', ['ชื่อจังหวัด', 'รหัสจังหวัด', 'จังหวัด', 'province', 'changwat', 'จ.']],
  ['site', ['จุดเชื่อมต่อ', 'สถานที่ประชุม', 'สถานที่เข้าร่วม', 'ห้องประชุม', 'site', 'hall', 'venue']],
  ['email', ['ไปรษณีย์อิเล็กทรอนิกส์', 'อีเมลสารบรรณ', 'อีเมล์', 'อีเมล', 'e-mail address', 'e-mail', 'email', 'mail']],
  ['fax', ['หมายเลขโทรสาร', 'โทรสาร', 'แฟกซ์', 'แฟ็กซ์', 'fax number', 'fax']],
  ['phone', ['หมายเลขโทรศัพท์', 'เบอร์โทรศัพท์', 'เบอร์โทร', 'โทรศัพท์', 'โทร.', 'โทร', 'telephone', 'phone', 'tel']],
  [
    'name',
    [
      'ชื่อหน่วยงาน',
      'ชื่อส่วนราชการ',
      'หน่วยงาน',
      'ส่วนราชการ',
      'สำนักงาน',
      'office name',
      'name of office',
      'organisation',
      'organization',
      'agency',
      'office',
      'ชื่อ',
      'name',
    ],
  ],
];
const entries = synonyms.flatMap(([field, words]) => words.map((word) => ({ field, word: letters(word) })));
const exact = new Map([...entries].reverse().map(({ field, word }) => [word, field]));
/** Short words stand inside of others by chance ('id' in 'resident'): they count only as the whole heading. */
const inside = entries.filter(({ word }) => word.length >= 4);

/** What a heading says that its column holds. */
export const fieldOfHeading = (title: string): ImportField | undefined => {
  const plain = letters(title);
  if (plain === '' || plain.length > 60) return undefined;
  return exact.get(plain) ?? inside.find(({ word }) => plain.includes(word))?.field;
};
