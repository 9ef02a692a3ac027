/** A day off as the project knows it before anybody wrote one. */
export type KnownHoliday = {
  readonly day: string;
  readonly name: { readonly th: string; readonly en: string };
  readonly kind: 'public' | 'in-lieu' | 'cabinet';
};

type Name = KnownHoliday['name'];
const name = (th: string, en: string): Name => ({ th, en });
const makha = name('วันมาฆบูชา', 'Makha Bucha');
const visakha = name('วันวิสาขบูชา', 'Visakha Bucha');
const asalha = name('วันอาสาฬหบูชา', 'Asalha Bucha');
const lent = name('วันเข้าพรรษา', 'Buddhist Lent');
const coronation = name('วันฉัตรมงคล', 'Coronation Day');
const special = name('วันหยุดราชการเพิ่มเป็นกรณีพิเศษ', 'Special public holiday');

/** By month and day, in every year. */
const everyYear: Readonly<Record<string, Name>> = {
  '01-01': name('วันขึ้นปีใหม่', 'New Year’s Day'),
  '04-06': name('วันจักรี', 'Chakri Day'),
  '04-13': name('วันสงกรานต์', 'Songkran'),
  '04-14': name('วันสงกรานต์', 'Songkran'),
  '04-15': name('วันสงกรานต์', 'Songkran'),
  '08-12': name('วันแม่แห่งชาติ', 'Mother’s Day'),
  '10-23': name('วันปิยมหาราช', 'Chulalongkorn Day'),
  '12-05': name('วันพ่อแห่งชาติ', 'Father’s Day'),
  '12-10': name('วันรัฐธรรมนูญ', 'Constitution Day'),
  '12-31': name('วันสิ้นปี', 'New Year’s Eve'),
};
/** Those of the reign that is now. */
const thisReign: Readonly<Record<string, Name>> = {
  '05-04': coronation,
  '06-03': name('วันเฉลิมพระชนมพรรษาพระราชินี', 'The Queen’s Birthday'),
  '07-28': name('วันเฉลิมพระชนมพรรษาพระบาทสมเด็จพระเจ้าอยู่หัว', 'The King’s Birthday'),
  '10-13': name('วันนวมินทรมหาราช', 'King Bhumibol Memorial Day'),
};

type Year = {
  readonly year: number;
  /** By the moon or for a reign: listed, as no rule that is short enough says them. */
  readonly ofYear: Readonly<Record<string, Name>>;
  readonly cabinet: Readonly<Record<string, Name>>;
};
const years: readonly Year[] = [
  {
    year: 2016,
    ofYear: {
      '02-22': makha,
      '05-05': coronation,
      '05-09': name('วันพืชมงคล', 'Royal Ploughing Ceremony'),
      '05-20': visakha,
      '07-19': asalha,
      '07-20': lent,
    },
    cabinet: { '05-06': special, '07-18': special, '10-14': special },
  },
  {
    year: 2026,
    ofYear: { ...thisReign, '03-03': makha, '05-31': visakha, '07-29': asalha, '07-30': lent },
    cabinet: { '01-02': special },
  },
  {
    year: 2027,
    ofYear: { ...thisReign, '02-21': makha, '05-20': visakha, '07-18': asalha, '07-19': lent },
    cabinet: {},
  },
];

const daysOf = ({ year, ofYear, cabinet }: Year): KnownHoliday[] => {
  const off = new Map<string, KnownHoliday>();
  for (const [monthDay, named] of Object.entries({ ...everyYear, ...ofYear }))
    off.set(`${year}-${monthDay}`, { day: `${year}-${monthDay}`, name: named, kind: 'public' });
  for (const [monthDay, named] of Object.entries(cabinet))
    off.set(`${year}-${monthDay}`, { day: `${year}-${monthDay}`, name: named, kind: 'cabinet' });
  for (const { day, name: of } of [...off.values()].sort((one, other) => (one.day < other.day ? -1 : 1))) {
    let inLieu = Temporal.PlainDate.from(day);
    if (inLieu.dayOfWeek <= 5) continue;
    while (inLieu.dayOfWeek > 5 || off.has(inLieu.toString())) inLieu = inLieu.add({ days: 1 });
    const named = name(`วันหยุดชดเชย${of.th}`, `In lieu of ${of.en}`);
    off.set(inLieu.toString(), { day: inLieu.toString(), name: named, kind: 'in-lieu' });
  }
  return [...off.values()].sort((one, other) => (one.day < other.day ? -1 : 1));
};

/**
 * Where the table of days off begins: those of Thailand's offices in B.E. 2559 and 2569 to 2570 (ประกาศสำนักนายกรัฐมนตรี เรื่อง
 * กำหนดเวลาทำงานและวันหยุดราชการ, and the cabinet's resolutions). A holiday that falls on a Saturday or Sunday is had on the next
 * day that is worked on. What the cabinet or the Royal Household says later in a year, such as the day of the ploughing, is for
 * staff to add.
 */
export const thaiHolidays: readonly KnownHoliday[] = years.flatMap(daysOf);
