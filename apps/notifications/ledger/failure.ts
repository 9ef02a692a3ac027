import { type Bilingual, type CancelReason, type DeliveryFailure, type DeliveryState, type ReplyOf, type SummariseDeliveries } from '#contracts';

type Ended = { readonly state: DeliveryState; readonly failure?: DeliveryFailure; readonly cancelReason?: CancelReason };

/** What kind of failure a delivery's state is. A rejected one says its own; those of before it was kept are taken for permanent. */
export const failureOf = ({ state, failure, cancelReason }: Ended): DeliveryFailure | undefined => {
  switch (state) {
    case 'rejected':
      return failure ?? 'permanent';
    case 'expired':
      return 'temporary';
    case 'unknown':
      return 'technical';
    case 'cancelled':
      return cancelReason === 'bad-address' ? 'permanent' : undefined;
    default:
      return undefined;
  }
};

const advices: Readonly<Record<'permanent' | 'technical' | 'expired' | 'unknown', Bilingual>> = {
  permanent: {
    th: 'ที่อยู่อีเมลนี้รับจดหมายไม่ได้ โปรดโทรถามที่อยู่ที่ถูกต้อง แก้ไขในทะเบียน แล้วส่งอีกครั้งไปยังที่อยู่นั้น',
    en: 'Mail does not reach this address. Call the office for the right one, correct it in the register, and send again to it.',
  },
  technical: {
    th: 'เซิร์ฟเวอร์อีเมลไม่รับจดหมายฉบับนี้ด้วยเหตุทางเทคนิค โปรดแจ้งผู้ดูแลระบบพร้อมข้อความของเซิร์ฟเวอร์ แล้วส่งอีกครั้งหรือโทรแจ้งหน่วยงาน',
    en: 'The mail server did not take this mail for a technical reason. Show its words to whoever runs the mail server, then send again, or call the office.',
  },
  expired: {
    th: 'ส่งไม่สำเร็จจนพ้นเวลาที่จดหมายยังมีประโยชน์ โปรดโทรแจ้งหน่วยงาน หรือส่งอีกครั้งหากยังทันการ',
    en: 'It could not be delivered for as long as it was of use. Call the office, or send again if it still helps.',
  },
  unknown: {
    th: 'การเชื่อมต่อขาดก่อนเซิร์ฟเวอร์อีเมลตอบ จึงไม่ทราบว่ารับแล้วหรือไม่ โปรดตรวจบันทึกของเซิร์ฟเวอร์หรือถามหน่วยงาน แล้วระบุว่าถึงแล้วหรือให้ส่งอีกครั้ง',
    en: 'The connection broke before the mail server answered: nobody knows whether it took the mail. Look at its log or ask the office, then say that it arrived, or send again.',
  },
};

/** What staff can do about a delivery that failed or needs a decision. */
export const adviceOf = (ended: Ended): Bilingual | undefined => {
  const failure = failureOf(ended);
  if (failure === undefined) return undefined;
  return ended.state === 'expired' || ended.state === 'unknown' ? advices[ended.state] : advices[failure === 'permanent' ? 'permanent' : 'technical'];
};

type Row = Ended & { readonly kind: string; readonly count: number };

/** Counts by kind and state, by state, and by failure. */
export const summaryOf = (rows: readonly Row[]): Omit<ReplyOf<typeof SummariseDeliveries>, 'meetingId'> => {
  const byKind = new Map<string, Map<DeliveryState, number>>();
  const byState = new Map<DeliveryState, number>();
  const byFailure = new Map<DeliveryFailure, number>();
  const add = <Key>(counts: Map<Key, number>, key: Key, count: number) => counts.set(key, (counts.get(key) ?? 0) + count);
  for (const { kind, count, ...ended } of rows) {
    const states = byKind.get(kind) ?? new Map<DeliveryState, number>();
    byKind.set(kind, add(states, ended.state, count));
    add(byState, ended.state, count);
    const failure = failureOf(ended);
    if (failure !== undefined) add(byFailure, failure, count);
  }
  return {
    byKind: Object.fromEntries([...byKind].map(([kind, states]) => [kind, Object.fromEntries(states)])),
    byState: Object.fromEntries(byState),
    byFailure: Object.fromEntries(byFailure),
  };
};
