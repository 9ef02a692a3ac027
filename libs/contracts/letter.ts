import { z } from 'zod';
import { MeetingFile } from './meeting-file.js';
import { Bilingual, Day, EmailAddress, Line, Phone, Text } from './words.js';

/** ชั้นความเร็ว, in the order of haste. */
export const Urgency = z.enum(['urgent', 'very-urgent', 'most-urgent']).meta({ id: 'Urgency' });
/** ชั้นความลับ. */
export const Secrecy = z.enum(['confidential', 'secret', 'top-secret']).meta({ id: 'Secrecy' });
/**
 * In whose stead a letter is signed: ปฏิบัติราชการแทน, รักษาราชการแทน, รักษาการแทน, รักษาการในตำแหน่ง, ปฏิบัติหน้าที่แทน
 * (Regulation of the Prime Minister's Office on Correspondence, B.E. 2526 and its amendments).
 */
export const ActingForm = z
  .enum(['by-delegation', 'for-the-office', 'for-the-holder', 'in-the-post', 'for-the-duty'])
  .meta({ id: 'ActingForm' });

export const Enclosure = z
  .object({
    title: Line(300),
    /** จำนวน … ฉบับ, แผ่น or ชุด. */
    count: z.int().min(1).max(9999).optional(),
    unit: z.enum(['copies', 'sheets', 'sets']).optional(),
    file: MeetingFile.optional(),
  })
  .meta({ id: 'Enclosure' });
export type Enclosure = z.infer<typeof Enclosure>;

/**
 * The parts of an official letter, in their order: number, date, subject, to, references, enclosures (cited by their number),
 * body, signer, owner. What is left out is written from the meeting: the subject is its title, the owner its coordinator.
 */
export const Letter = z
  .object({
    number: Line(100).optional(),
    dated: Day.optional(),
    subject: Line(300).optional(),
    urgency: Urgency.optional(),
    secrecy: Secrecy.optional(),
    references: z.array(Line(300)).max(20).optional(),
    enclosures: z.array(Enclosure).max(20).optional(),
    body: Text(10_000).optional(),
    signer: z
      .object({ name: Line(200), position: Line(200), acting: ActingForm.optional(), actingFor: Line(200).optional() })
      .optional(),
    owner: z
      .object({ unit: Bilingual, phone: Phone.optional(), fax: Phone.optional(), email: EmailAddress.optional() })
      .optional(),
    /** Thai digits throughout, as ministries write them; without it Arabic ones. */
    thaiDigits: z.boolean().optional(),
    /** The enclosures go with the invitations themselves, as far as they are small enough; links to them stand in each mail. */
    attached: z.boolean().optional(),
  })
  .meta({ id: 'Letter' });
export type Letter = z.infer<typeof Letter>;
