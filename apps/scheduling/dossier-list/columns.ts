import {
  arabicDigits,
  DossierColumn,
  equipmentKinds,
  type KeptDossier,
  type SiteDossier,
  type SiteEquipment,
  systemKinds,
} from '#contracts';
import { checksWordsOf, type Language, languages, textIn } from '#words';

const buddhist = 543;
const bar = ' | ';
/** Kinds by what they are called in any language, and by their own names. */
const kindsBy = <Kind extends string>(
  kinds: readonly Kind[],
  nameOf: (language: Language, kind: Kind) => string,
): ReadonlyMap<string, Kind> =>
  new Map(
    kinds.flatMap((kind): [string, Kind][] =>
      [kind, ...languages.map((language) => nameOf(language, kind))].map((name) => [name.toLowerCase(), kind]),
    ),
  );
const systemBy = kindsBy(systemKinds, (language, kind) => checksWordsOf(language).systems[kind]);
const equipmentBy = kindsBy(equipmentKinds, (language, kind) => checksWordsOf(language).equipment[kind]);

const written = (value: number | undefined): string => (value === undefined ? '' : String(value));
const deviceText = ({ what, make, model = '', firmware = '', year }: SiteEquipment, language: Language): string =>
  [
    checksWordsOf(language).equipment[what],
    make,
    model,
    firmware,
    year === undefined ? '' : String(language === 'th' ? year + buddhist : year),
  ].join(bar);

/** A dossier as one row; read again it changes nothing. */
export const dossierRow = ({ siteId, name, dossier }: KeptDossier, language: Language): string[] => {
  const person = (index: number, what: 'name' | 'mobile') => dossier.technicians[index]?.[what] ?? '';
  const said: Readonly<Record<DossierColumn, string>> = {
    site: siteId,
    'site-name': textIn(name, language),
    systems: dossier.systems
      .map(({ kind, dial }) => `${checksWordsOf(language).systems[kind]}${bar}${dial}`)
      .join('\n'),
    'technician-1': person(0, 'name'),
    'mobile-1': person(0, 'mobile'),
    'technician-2': person(1, 'name'),
    'mobile-2': person(1, 'mobile'),
    'technician-3': person(2, 'name'),
    'mobile-3': person(2, 'mobile'),
    presiding: dossier.presiding?.name ?? '',
    'presiding-position': dossier.presiding?.position ?? '',
    room: dossier.room ?? '',
    seats: written(dossier.seats),
    down: written(dossier.downMbps),
    up: written(dossier.upMbps),
    'backup-phone': dossier.backup?.phone ?? '',
    'backup-line': dossier.backup?.line ?? '',
    equipment: dossier.equipment.map((device) => deviceText(device, language)).join('\n'),
    availability: dossier.availability ?? '',
    notes: dossier.notes ?? '',
  };
  return DossierColumn.options.map((column) => said[column]);
};

/** Which column of the list holds what, by its heading in any language; headings that nobody knows are named. */
export const columnsIn = (
  heading: readonly string[],
): { readonly at: ReadonlyMap<DossierColumn, number>; readonly unknown: readonly string[] } => {
  const named = new Map(
    DossierColumn.options.flatMap((column): [string, DossierColumn][] =>
      [column, ...languages.map((language) => checksWordsOf(language).columns[column])].map((title) => [
        title.trim().toLowerCase(),
        column,
      ]),
    ),
  );
  const at = new Map<DossierColumn, number>();
  const unknown: string[] = [];
  for (const [index, text] of heading.entries()) {
    const column = named.get(text.trim().toLowerCase());
    if (column !== undefined && !at.has(column)) at.set(column, index);
    else if (text.trim() !== '') unknown.push(text.trim().slice(0, 100));
  }
  return { at, unknown };
};

const linesOf = (text: string): string[] =>
  text
    .split(/\r\n?|\n|;/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
const partsOf = (line: string): string[] => line.split('|').map((part) => part.trim());
/** What is no number goes as it stands, for the schema to say so. */
const numberIn = (text: string): number | string | undefined => {
  const plain = arabicDigits(text.trim()).replace(/(\d),(?=\d{3})/g, '$1');
  if (plain === '') return undefined;
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : plain;
};
const yearIn = (text: string): number | string | undefined => {
  const year = numberIn(text);
  return typeof year === 'number' && year >= 2400 ? year - buddhist : year;
};
const said = (value: string): string | undefined => (value.trim() === '' ? undefined : value.trim());
const without = (fields: Readonly<Record<string, unknown>>): object | undefined => {
  const all = Object.entries(fields).filter(([, value]) => value !== undefined);
  return all.length === 0 ? undefined : Object.fromEntries(all);
};

const systemIn = (line: string): object => {
  const [kind = '', ...dial] = partsOf(line);
  // One without its kind is told by what it looks like.
  if (dial.length === 0)
    return { kind: /^https?:/i.test(line) ? 'web' : /^sips?:/i.test(line) ? 'sip' : 'h323', dial: line };
  return { kind: systemBy.get(kind.toLowerCase()) ?? kind, dial: dial.join('|') };
};
const deviceIn = (line: string): object => {
  const [kind = '', make = '', model = '', firmware = '', year = ''] = partsOf(line);
  return {
    what: equipmentBy.get(kind.toLowerCase()) ?? kind,
    ...without({ make: said(make) ?? '', model: said(model), firmware: said(firmware), year: yearIn(year) }),
  };
};

/** The dossier with what a row says of it; whether that can be kept is for its schema to say. */
export const withRow = (
  dossier: SiteDossier,
  cells: readonly string[],
  at: ReadonlyMap<DossierColumn, number>,
): object => {
  const cell = (column: DossierColumn): string | undefined => {
    const index = at.get(column);
    return index === undefined ? undefined : (cells[index] ?? '');
  };
  const text = <Kept>(column: DossierColumn, kept: Kept): Kept | string | undefined => {
    const typed = cell(column);
    return typed === undefined ? kept : said(typed);
  };
  const number = (column: DossierColumn, kept: number | undefined) => {
    const typed = cell(column);
    return typed === undefined ? kept : numberIn(typed);
  };
  const technicians = ([1, 2, 3] as const).map((place) => {
    const kept = dossier.technicians[place - 1];
    const [name, mobile] = [text(`technician-${place}`, kept?.name), text(`mobile-${place}`, kept?.mobile)];
    return name === undefined && mobile === undefined ? undefined : without({ ...kept, name: name ?? '', mobile });
  });
  const presiding = text('presiding', dossier.presiding?.name);
  const [systems, equipment] = [cell('systems'), cell('equipment')];
  return {
    ...without({
      ...dossier,
      presiding:
        presiding === undefined
          ? undefined
          : without({
              ...dossier.presiding,
              name: presiding,
              position: text('presiding-position', dossier.presiding?.position),
            }),
      room: text('room', dossier.room),
      seats: number('seats', dossier.seats),
      downMbps: number('down', dossier.downMbps),
      upMbps: number('up', dossier.upMbps),
      backup: without({
        phone: text('backup-phone', dossier.backup?.phone),
        line: text('backup-line', dossier.backup?.line),
      }),
      availability: text('availability', dossier.availability),
      notes: text('notes', dossier.notes),
    }),
    technicians: [...technicians.filter((each) => each !== undefined), ...dossier.technicians.slice(3)],
    systems: systems === undefined ? dossier.systems : linesOf(systems).map(systemIn),
    equipment: equipment === undefined ? dossier.equipment : linesOf(equipment).map(deviceIn),
    busy: dossier.busy,
  };
};
