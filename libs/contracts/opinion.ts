import { z } from 'zod';
import { Bilingual, Channel, Id, Instant, ProvinceCode } from './words.js';

/** So many opinions of one office stand at a time, each of so many characters. */
export const mostOpinions = 20;
export const mostOfOpinion = 4000;
export const mostOfGiver = 200;

/**
 * What an office thinks of what the meeting is about, said before it or after. `givenAt`: when it arrived. Whoever may not
 * see persons reads it without who gave and entered it (`withheld`).
 */
export const Opinion = z
  .object({
    id: Id,
    meetingId: Id,
    invitationId: Id,
    organisation: z.object({ id: Id, name: Bilingual, class: Id, provinceCode: ProvinceCode }),
    text: z.string(),
    givenBy: z.string().optional(),
    givenAt: Instant,
    channel: Channel,
    enteredBy: z.string().max(64).optional(),
    withheld: z.literal(true).optional(),
  })
  .meta({ id: 'Opinion' });
export type Opinion = z.infer<typeof Opinion>;

/** As an office reads its own. */
export const OwnOpinion = Opinion.pick({ id: true, text: true, givenBy: true, givenAt: true, channel: true }).meta({
  id: 'OwnOpinion',
});
export type OwnOpinion = z.infer<typeof OwnOpinion>;

export const exampleOwnOpinion: OwnOpinion = {
  id: 'opinion-1',
  text: 'เห็นด้วยกับแบบสำรวจ\nขอเวลาตอบเพิ่มอีกหนึ่งเดือน',
  givenBy: 'ผู้แทนหน่วยงาน (ตัวอย่าง)',
  givenAt: '2016-11-24T03:00:00.000Z',
  channel: 'web',
};
