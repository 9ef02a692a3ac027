import { isDeepStrictEqual } from 'node:util';
import {
  type Asker,
  type BusyTime,
  DossierPart,
  emptyDossier,
  fieldProblem,
  type KeptDossier,
  type LinkChange,
  mostInDossier,
  seeSitePersons,
  type SiteDossier,
  SiteDossierChanged,
  type SiteEquipment,
} from '#contracts';
import { fact, type Fact } from '#persistence';
import { conflict, invalid } from '#platform';

/** A dossier as it is kept. */
export type DossierState = {
  readonly siteId: string;
  readonly revision: number;
  readonly dossier: SiteDossier;
  readonly linkChanged?: LinkChange;
  readonly changedAt: string;
  readonly changedBy: string;
};
export type Writing = {
  readonly siteId: string;
  readonly dossier: SiteDossier;
  /** The devices and ways in are the same: they were written down wrong. */
  readonly onlyCorrects?: boolean | undefined;
  readonly changedBy: string;
};
export type DossierDecision = { readonly state: Omit<DossierState, 'revision'>; readonly fact: Fact };

const folded = (text = ''): string => text.trim().toLowerCase();
/** Whether it may be the same device: a firmware or model that nobody had written down is no other one. */
const sameDevice = (before: SiteEquipment, after: SiteEquipment): boolean =>
  before.what === after.what
  && folded(before.make) === folded(after.make)
  && (['model', 'firmware'] as const).every(
    (name) => before[name] === undefined || folded(before[name]) === folded(after[name]),
  );

const isOtherEquipment = (before: readonly SiteEquipment[], after: readonly SiteEquipment[]): boolean => {
  // Of a site whose equipment was not known, what is written now may be what was there all along.
  if (before.length === 0) return false;
  const left = [...after];
  for (const device of before) {
    const at = left.findIndex((each) => sameDevice(device, each));
    if (at < 0) return true;
    left.splice(at, 1);
  }
  return left.length > 0;
};
/** A way in beside those that there were has taken nothing away of what was checked. */
const isWayInGone = (before: SiteDossier['systems'], after: SiteDossier['systems']): boolean =>
  before.some(({ kind, dial }) => !after.some((each) => each.kind === kind && each.dial === dial));

/** Why what was measured of the site's link before says nothing of it any more, if anything. */
export const linkChangeOf = (before: SiteDossier, after: SiteDossier): LinkChange['because'] | undefined => {
  if (isOtherEquipment(before.equipment, after.equipment)) return 'equipment';
  return isWayInGone(before.systems, after.systems) ? 'systems' : undefined;
};

/**
 * Nothing where it says what is kept. Throws conflict 'revision-conflict' where it is not the one that was seen: `expected`
 * is none of a dossier that nobody has written yet.
 */
export const writeDossier = (
  kept: DossierState | undefined,
  { siteId, dossier, onlyCorrects = false, changedBy }: Writing,
  expected: number | undefined,
  now: Date,
): DossierDecision | undefined => {
  if (kept !== undefined && isDeepStrictEqual(kept.dossier, dossier)) return undefined;
  if (kept?.revision !== expected) throw conflict('revision-conflict', { why: siteId });
  const before = kept?.dossier ?? emptyDossier;
  const because = onlyCorrects ? undefined : linkChangeOf(before, dossier);
  const linkChanged = because === undefined ? kept?.linkChanged : { at: now.toISOString(), because };
  const changed = DossierPart.options.filter((part) => !isDeepStrictEqual(before[part], dossier[part]));
  return {
    state: {
      siteId,
      dossier,
      ...(linkChanged !== undefined && { linkChanged }),
      changedAt: now.toISOString(),
      changedBy,
    },
    fact: fact(SiteDossierChanged, { siteId, changed, dossier, ...(linkChanged !== undefined && { linkChanged }) }),
  };
};

/**
 * With a time at which the site is not to be had, which it says once; where there is no room for it, times that are over make
 * some. Throws invalid 'invalid-input' for a time that is over, conflict 'too-many-busy-times'.
 */
export const withBusyTime = (dossier: SiteDossier, busy: BusyTime, now: Date): SiteDossier => {
  if (busy.to <= now.toISOString())
    throw invalid('invalid-input', { details: { fields: [fieldProblem('busy.to', 'in-past')] } });
  if (dossier.busy.some(({ from, to }) => from <= busy.from && busy.to <= to)) return dossier;
  const ahead = dossier.busy.filter(({ to }) => to > now.toISOString());
  const kept = dossier.busy.length < mostInDossier.busy ? dossier.busy : ahead;
  if (kept.length >= mostInDossier.busy) throw conflict('too-many-busy-times');
  return { ...dossier, busy: [...kept, busy].sort((one, other) => (one.from < other.from ? -1 : 1)) };
};

/** Whether whoever asks sees the persons at a site: one role that opens them for its province is enough. */
export const opensSitePersons = (who: Asker, provinceCode: string): boolean => {
  if (who.kind !== 'staff') return who.kind === 'system';
  const { role, roles = [role] } = who;
  return (
    roles.some((each) => seeSitePersons.includes(each))
    || (roles.includes('focal-point') && who.provinceCode === provinceCode)
  );
};

/** Without its persons and the telephone beside it; how many there are stays. */
export const withheldPersons = (kept: KeptDossier): KeptDossier => {
  const { presiding, technicians, backup, notes: _notes, ...dossier } = kept.dossier;
  return {
    ...kept,
    dossier: { ...dossier, technicians: [], ...(backup?.line !== undefined && { backup: { line: backup.line } }) },
    withheld: { presiding: presiding !== undefined, technicians: technicians.length },
  };
};
