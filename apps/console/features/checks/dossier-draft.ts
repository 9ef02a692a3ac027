import { type SiteDossier, type SiteEquipment, type SitePerson, type SiteSystem } from '#contracts';
import { type Language, type WallTimeMistake } from '#words';
import { nothingTyped, readMoment, type TypedMoment } from '../../kit/time/moment-field.js';
import { typedAt } from '../../kit/time/typed-day.js';
import { numberIn } from './numbers.js';

export const personNames = ['name', 'position', 'mobile', 'phone', 'email'] as const;
export type PersonDraft = Readonly<Record<(typeof personNames)[number], string>>;
export type SystemDraft = { readonly kind: SiteSystem['kind']; readonly dial: string };
export const deviceNames = ['make', 'model', 'firmware', 'year'] as const;
export type DeviceDraft = { readonly what: SiteEquipment['what'] } & Readonly<
  Record<(typeof deviceNames)[number], string>
>;
export type BusyDraft = { readonly from: TypedMoment; readonly to: TypedMoment; readonly why: string };
export const plainNames = [
  'room',
  'seats',
  'downMbps',
  'upMbps',
  'backup-phone',
  'backup-line',
  'availability',
  'notes',
] as const;
export type PlainName = (typeof plainNames)[number];

/** A dossier as it is typed. */
export type DossierDraft = {
  readonly presiding: PersonDraft;
  readonly technicians: readonly PersonDraft[];
  readonly systems: readonly SystemDraft[];
  readonly equipment: readonly DeviceDraft[];
  readonly busy: readonly BusyDraft[];
  readonly plain: Readonly<Record<PlainName, string>>;
};

export const newPerson: PersonDraft = { name: '', position: '', mobile: '', phone: '', email: '' };
export const newSystem: SystemDraft = { kind: 'h323', dial: '' };
export const newDevice: DeviceDraft = { what: 'codec', make: '', model: '', firmware: '', year: '' };
export const newBusy: BusyDraft = { from: nothingTyped, to: nothingTyped, why: '' };

const buddhist = 543;
/** A year as readers of the language write it. */
export const writtenYear = (year: number, language: Language): number => (language === 'th' ? year + buddhist : year);

const draftOfPerson = (person: Partial<SitePerson>): PersonDraft => ({ ...newPerson, ...person });
const written = (value: number | undefined): string => (value === undefined ? '' : String(value));

export const draftOf = (dossier: SiteDossier, timeZone: string, language: Language): DossierDraft => ({
  presiding: draftOfPerson(dossier.presiding ?? {}),
  // Two is what a site should have: so many are asked for.
  technicians:
    dossier.technicians.length === 0 ? [newPerson, newPerson] : dossier.technicians.map((each) => draftOfPerson(each)),
  systems: dossier.systems.length === 0 ? [newSystem] : dossier.systems,
  equipment: dossier.equipment.map(({ year, ...each }) => ({
    ...newDevice,
    ...each,
    year: written(year === undefined ? undefined : writtenYear(year, language)),
  })),
  busy: dossier.busy.map(({ from, to, why = '' }) => ({
    from: typedAt(from, timeZone, language),
    to: typedAt(to, timeZone, language),
    why,
  })),
  plain: {
    room: dossier.room ?? '',
    seats: written(dossier.seats),
    downMbps: written(dossier.downMbps),
    upMbps: written(dossier.upMbps),
    'backup-phone': dossier.backup?.phone ?? '',
    'backup-line': dossier.backup?.line ?? '',
    availability: dossier.availability ?? '',
    notes: dossier.notes ?? '',
  },
});

const yearIn = (text: string): number | string | undefined => {
  const year = numberIn(text);
  return typeof year === 'number' && year >= 2400 ? year - buddhist : year;
};
const said = (fields: Readonly<Record<string, unknown>>): object | undefined => {
  const all = Object.entries(fields).filter(([, value]) =>
    typeof value === 'string' ? value.trim() !== '' : value !== undefined,
  );
  return all.length === 0 ? undefined : Object.fromEntries(all);
};
const isSaid = (value: object | undefined): value is object => value !== undefined;

/** A time that was typed and says nothing: of which busy time, at which end. */
export type UnreadBusy = { readonly id: string; readonly mistake: WallTimeMistake };
export type ReadDossier =
  /** What of it can be kept is for its schema to say. `rows`: which line of the form each entry of a list comes from. */
  | { readonly dossier: object; readonly rows: Readonly<Record<string, readonly number[]>> }
  | { readonly unread: readonly UnreadBusy[] };

/** Lines that were left empty are none. */
const filled = <Line>(lines: readonly Line[], read: (line: Line) => object | undefined) => {
  const entries = lines.map(read);
  return { entries: entries.filter(isSaid), rows: entries.flatMap((entry, row) => (entry === undefined ? [] : [row])) };
};

export const readDossier = (draft: DossierDraft, timeZone: string): ReadDossier => {
  const unread: UnreadBusy[] = [];
  const instantOf = (typed: TypedMoment, id: string): string => {
    const read = readMoment(typed, timeZone);
    if ('instant' in read) return read.instant;
    unread.push({ id: `${id}-${read.field}`, mistake: read.mistake });
    return '';
  };
  const isEmptyMoment = ({ day, time }: TypedMoment) => day.trim() === '' && time.trim() === '';
  const technicians = filled(draft.technicians, said);
  const systems = filled(draft.systems, (each) => (each.dial.trim() === '' ? undefined : each));
  const equipment = filled(draft.equipment, ({ what, year, ...each }) => {
    const device = said({ ...each, year: yearIn(year) });
    return device && { what, ...device };
  });
  let row = -1;
  const busy = filled(draft.busy, ({ from, to, why }) => {
    row += 1;
    if (isEmptyMoment(from) && isEmptyMoment(to) && why.trim() === '') return undefined;
    return { from: instantOf(from, `d-busy-${row}-from`), to: instantOf(to, `d-busy-${row}-to`), ...said({ why }) };
  });
  if (unread.length > 0) return { unread };
  const { plain } = draft;
  return {
    dossier: {
      ...said({
        presiding: said(draft.presiding),
        room: plain.room,
        seats: numberIn(plain.seats),
        downMbps: numberIn(plain.downMbps),
        upMbps: numberIn(plain.upMbps),
        backup: said({ phone: plain['backup-phone'], line: plain['backup-line'] }),
        availability: plain.availability,
        notes: plain.notes,
      }),
      technicians: technicians.entries,
      systems: systems.entries,
      equipment: equipment.entries,
      busy: busy.entries,
    },
    rows: { technicians: technicians.rows, systems: systems.rows, equipment: equipment.rows, busy: busy.rows },
  };
};

/** The input at which a field of the request stands, or none. */
export const idOfField = (field: string, rows: Readonly<Record<string, readonly number[]>>): string | undefined => {
  const [, part = '', ...rest] = field.split('.');
  const row = rows[part]?.[Number(rest[0])];
  if (part in rows) {
    if (row === undefined || rest[1] === undefined) return undefined;
    const end = part === 'busy' && rest[1] !== 'why' ? '-day' : '';
    return `d-${part}-${row}-${rest[1]}${end}`;
  }
  return field.startsWith('dossier.') && part !== '' ? ['d', part, ...rest].join('-') : undefined;
};
