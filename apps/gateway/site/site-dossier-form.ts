import { type OwnDossier, OwnDossier as Schema, mostInDossier } from '#contracts';
import { type Language } from '#words';
import { filled, type Mistake, mistakesOf, numberIn, type Typed, typedIn } from './site-typed.js';

const personFields = ['name', 'position', 'mobile'] as const;
const deviceFields = ['what', 'make', 'model', 'firmware'] as const;
const plainFields = ['room', 'seats', 'downMbps', 'upMbps', 'backup.phone', 'backup.line', 'revision'] as const;

/** Some lines more than there are, as no script adds any. */
export const rowsOf = ({ technicians, systems, equipment }: OwnDossier) => {
  const some = (count: number, least: number, most: number) =>
    Array.from({ length: Math.min(most, Math.max(least, count + 1)) }, (_, row) => row);
  return {
    technicians: some(technicians.length, 2, mostInDossier.technicians),
    systems: some(systems.length, 2, mostInDossier.systems),
    equipment: some(equipment.length, 2, mostInDossier.equipment),
  };
};
const namesFor = (dossier: OwnDossier): string[] => {
  const rows = rowsOf(dossier);
  return [
    ...plainFields,
    ...personFields.map((field) => `presiding.${field}`),
    ...rows.technicians.flatMap((row) => personFields.map((field) => `technicians.${row}.${field}`)),
    ...rows.systems.flatMap((row) => [`systems.${row}.kind`, `systems.${row}.dial`]),
    ...rows.equipment.flatMap((row) => deviceFields.map((field) => `equipment.${row}.${field}`)),
  ];
};
export const typedDossier = (body: unknown, seen: OwnDossier): Typed => typedIn(body, namesFor(seen));

const spread = (prefix: string, fields: object): [string, string][] =>
  Object.entries(fields).map(([name, value]) => [`${prefix}.${name}`, String(value)]);

/** What is known, as the form shows it. */
export const dossierTyped = (dossier: OwnDossier, revision: number): Typed =>
  Object.fromEntries([
    ['revision', String(revision)],
    ...spread('presiding', dossier.presiding ?? {}),
    ...spread('backup', dossier.backup ?? {}),
    ...(['technicians', 'systems', 'equipment'] as const).flatMap((part) =>
      dossier[part].flatMap((each, row) => spread(`${part}.${row}`, each)),
    ),
    ...(['room', 'seats', 'downMbps', 'upMbps'] as const).map((name): [string, string] => [
      name,
      String(dossier[name] ?? ''),
    ]),
  ]);

const isSaid = (fields: object): boolean => Object.keys(fields).length > 0;

/** What the form does not show of a person or device stays with it as long as it is the same one. */
const keptOf = <Entry extends object>(before: Entry | undefined, same: (before: Entry) => boolean): object =>
  before !== undefined && same(before) ? before : {};

/** The dossier as it is to be: what the form does not show stays as it was. */
export const dossierIn = (
  typed: Typed,
  seen: OwnDossier,
  language: Language,
): { readonly dossier: OwnDossier } | { readonly mistakes: Mistake[] } => {
  const rows = rowsOf(seen);
  const fieldsAt = (prefix: string, names: readonly string[]) =>
    filled(Object.fromEntries(names.map((name) => [name, typed[`${prefix}.${name}`]])));
  const shown = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, undefined]));
  const without = (entry: object, names: readonly string[]) =>
    Object.fromEntries(Object.entries({ ...entry, ...shown(names) }).filter(([, value]) => value !== undefined));
  const person = (prefix: string, before: { readonly name: string } | undefined) => {
    const said = fieldsAt(prefix, personFields);
    if (!isSaid(said)) return undefined;
    return {
      ...without(
        keptOf(before, ({ name }) => name === said['name']),
        personFields,
      ),
      ...said,
    };
  };
  const presiding = person('presiding', seen.presiding);
  const lines = {
    technicians: rows.technicians.map((row) => person(`technicians.${row}`, seen.technicians[row])),
    systems: rows.systems.map((row) => {
      const said = fieldsAt(`systems.${row}`, ['kind', 'dial']);
      return said['dial'] === undefined ? undefined : said;
    }),
    equipment: rows.equipment.map((row) => {
      const said = fieldsAt(`equipment.${row}`, deviceFields);
      if (said['make'] === undefined && said['model'] === undefined) return undefined;
      const kept = keptOf(seen.equipment[row], (each) => each.what === said['what'] && each.make === said['make']);
      return { ...without(kept, deviceFields), ...said };
    }),
  };
  const backup = fieldsAt('backup', ['phone', 'line']);
  const { room: _room, seats: _seats, downMbps: _down, upMbps: _up, presiding: _who, backup: _way, ...rest } = seen;
  const read = Schema.safeParse({
    ...rest,
    ...filled({
      room: typed['room'],
      seats: numberIn(typed['seats']),
      downMbps: numberIn(typed['downMbps']),
      upMbps: numberIn(typed['upMbps']),
    }),
    ...(presiding !== undefined && { presiding }),
    ...(isSaid(backup) && { backup }),
    ...Object.fromEntries(Object.entries(lines).map(([part, all]) => [part, all.filter((each) => each !== undefined)])),
  });
  if (read.success) return { dossier: read.data };
  /** Lines that were left empty are none: the input that an entry comes from. */
  const at = (field: string): string => {
    const [part = '', entry = '', ...names] = field.split('.');
    const all = Object.entries(lines).find(([name]) => name === part)?.[1];
    if (all === undefined) return field;
    const row = all.flatMap((each, index) => (each === undefined ? [] : [index]))[Number(entry)];
    return [part, row ?? entry, ...names].join('.');
  };
  return { mistakes: mistakesOf(read.error.issues, language, at) };
};
