import { z } from 'zod';
import { H323Address, SipAddress, WebLink } from './dial-string.js';
import { broken } from './word.js';
import { EmailAddress, Instant, Line, LineOrBlank, Phone, TextOrBlank } from './words.js';

/** So many of each one site has at most. */
export const mostInDossier = { technicians: 6, systems: 6, equipment: 30, busy: 60 } as const;

/** Somebody at the site: who presides in its hall, or who operates its system. */
export const SitePerson = z
  .object({
    name: Line(200),
    position: LineOrBlank(200).optional(),
    mobile: Phone.optional(),
    phone: Phone.optional(),
    email: EmailAddress.optional(),
  })
  .meta({ id: 'SitePerson' });
export type SitePerson = z.infer<typeof SitePerson>;

/** What the site is reached by over video; the first one is tried first. */
export const SiteSystem = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('h323'), dial: H323Address }),
    z.object({ kind: z.literal('sip'), dial: SipAddress }),
    z.object({ kind: z.literal('web'), dial: WebLink }),
  ])
  .meta({ id: 'SiteSystem' });
export type SiteSystem = z.infer<typeof SiteSystem>;
export const systemKinds = ['h323', 'sip', 'web'] as const satisfies readonly SiteSystem['kind'][];

/** A device, with the Gregorian year it was bought in; readers see it in their era. */
export const SiteEquipment = z
  .object({
    what: z.enum(['codec', 'camera', 'microphone', 'speaker', 'screen', 'computer', 'network', 'other']),
    make: Line(100),
    model: LineOrBlank(100).optional(),
    firmware: LineOrBlank(100).optional(),
    year: z.int().min(1980).max(2200).optional(),
  })
  .meta({ id: 'SiteEquipment' });
export type SiteEquipment = z.infer<typeof SiteEquipment>;
export const equipmentKinds = SiteEquipment.shape.what.options;

/** A time at which the site's room or people are not to be had. */
export const BusyTime = z
  .object({ from: Instant, to: Instant, why: LineOrBlank(200).optional() })
  .refine(({ from, to }) => from < to, broken(['to'], 'must-be-after', { other: 'from' }))
  .meta({ id: 'BusyTime' });
export type BusyTime = z.infer<typeof BusyTime>;

/** What is known of a site that joins by video. Whatever is not known is left out, and is named as missing. */
export const SiteDossier = z
  .object({
    presiding: SitePerson.optional(),
    technicians: z.array(SitePerson).max(mostInDossier.technicians).default([]),
    room: Line(200).optional(),
    seats: z.int().min(1).max(100_000).optional(),
    systems: z.array(SiteSystem).max(mostInDossier.systems).default([]),
    /** Megabits per second, to the site and from it. */
    downMbps: z.number().positive().max(100_000).optional(),
    upMbps: z.number().positive().max(100_000).optional(),
    backup: z
      .object({ phone: Phone.optional(), line: LineOrBlank(200).optional() })
      .meta({ id: 'BackupPath' })
      .optional(),
    equipment: z.array(SiteEquipment).max(mostInDossier.equipment).default([]),
    busy: z.array(BusyTime).max(mostInDossier.busy).default([]),
    availability: TextOrBlank(500).optional(),
    notes: TextOrBlank(2000).optional(),
  })
  .meta({ id: 'SiteDossier' });
export type SiteDossier = z.infer<typeof SiteDossier>;

/** The parts of a dossier, by which a change of it is told. */
export const DossierPart = z
  .enum(Object.keys(SiteDossier.shape) as [keyof SiteDossier, ...(keyof SiteDossier)[]])
  .meta({ id: 'DossierPart' });
export type DossierPart = z.infer<typeof DossierPart>;

/** What a site must have on record before its link can be relied on: two people with mobiles, a way in, a way beside it. */
export const DossierGap = z
  .enum([
    'presiding',
    'technicians',
    'mobiles',
    'room',
    'seats',
    'systems',
    'bandwidth',
    'backup-phone',
    'backup-line',
    'equipment',
  ])
  .meta({ id: 'DossierGap' });
export type DossierGap = z.infer<typeof DossierGap>;

const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === '';
/** So many people who operate a site's system: one may be ill, or on the road. */
export const fewestTechnicians = 2;

const gaps: Readonly<Record<DossierGap, (dossier: SiteDossier) => boolean>> = {
  presiding: ({ presiding }) => presiding === undefined,
  technicians: ({ technicians }) => technicians.length < fewestTechnicians,
  mobiles: ({ technicians }) => technicians.some(({ mobile }) => isBlank(mobile)),
  room: ({ room }) => isBlank(room),
  seats: ({ seats }) => seats === undefined,
  systems: ({ systems }) => systems.length === 0,
  bandwidth: ({ downMbps, upMbps }) => downMbps === undefined || upMbps === undefined,
  'backup-phone': ({ backup }) => isBlank(backup?.phone),
  'backup-line': ({ backup }) => isBlank(backup?.line),
  equipment: ({ equipment }) => equipment.length === 0,
};
/** What is missing of a dossier, in the order of its form. */
export const missingOf = (dossier: SiteDossier): DossierGap[] => DossierGap.options.filter((gap) => gaps[gap](dossier));

export const emptyDossier: SiteDossier = { technicians: [], systems: [], equipment: [], busy: [] };

export const exampleDossier: SiteDossier = {
  presiding: { name: 'นายตัวอย่าง ประธาน', position: 'รองผู้ว่าราชการจังหวัด' },
  technicians: [
    { name: 'นางสาวตัวอย่าง หนึ่ง', mobile: '08 1000 0001' },
    { name: 'นายตัวอย่าง สอง', mobile: '08 1000 0002' },
  ],
  room: 'ห้องประชุม 1 ชั้น 4',
  seats: 60,
  systems: [
    { kind: 'h323', dial: '203.0.113.10##1234' },
    { kind: 'web', dial: 'https://vc.example/chiang-mai' },
  ],
  downMbps: 50,
  upMbps: 20,
  backup: { phone: '0 5311 2222', line: '4G router' },
  equipment: [{ what: 'codec', make: 'Example', model: 'X7', firmware: '9.1.2', year: 2012 }],
  busy: [{ from: '2016-11-14T02:00:00.000Z', to: '2016-11-14T05:00:00.000Z', why: 'monthly meeting of the province' }],
};
