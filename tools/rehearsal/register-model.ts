// The registers of the halls by the rules that people know: of what was entered of a line, the last that was made counts,
// and how many came stands until another number is said.
import { type AttendanceState } from '#contracts';
import { type HallRegister, type RegisterEntry } from './plot.js';

type Made = { readonly entry: RegisterEntry; readonly madeAt: string };
type Line = { readonly siteId: string; readonly isWalkIn: boolean; readonly made: readonly Made[] };
const cameAs: readonly AttendanceState[] = ['present', 'represented'];
const stateIn = ({ made }: Line): AttendanceState | undefined => made.at(-1)?.entry.state;
const personsIn = (line: Line): number => {
  const numbers = line.made.flatMap(({ entry: { people } }) => (people === undefined ? [] : [people]));
  return cameAs.some((state) => state === stateIn(line)) ? (numbers.at(-1) ?? 1) : 0;
};

export class RegisterModel {
  readonly #lines = new Map<string, Line>();
  readonly #complete = new Set<string>();

  enter(siteId: string, entry: RegisterEntry, at: string, note: (organisationId?: string) => void): void {
    const isWalkIn = 'walkIn' in entry;
    const id = isWalkIn ? entry.walkIn : entry.organisationId;
    const madeAt = new Date(Date.parse(at) - (entry.agoMs ?? 0)).toISOString();
    note(isWalkIn ? undefined : id);
    const before = this.#lines.get(id)?.made ?? [];
    const later = before.findIndex((each) => each.madeAt > madeAt);
    const made = before.toSpliced(later < 0 ? before.length : later, 0, { entry, madeAt });
    this.#lines.set(id, { siteId, isWalkIn, made });
  }

  keep(
    { siteId, entries, presiding }: HallRegister,
    at: string,
    note: (organisationId?: string) => void,
    noteHall: () => void,
  ): void {
    for (const entry of entries) this.enter(siteId, entry, at, note);
    if (presiding === undefined) return;
    this.#complete.add(siteId);
    noteHall();
  }

  stateOf(organisationId: string): AttendanceState | undefined {
    const line = this.#lines.get(organisationId);
    return line && stateIn(line);
  }

  isComplete(siteId: string): boolean {
    return this.#complete.has(siteId);
  }

  /** Of one site, or of all. */
  countsOf(siteId?: string) {
    const lines = [...this.#lines.values()].filter((line) => siteId === undefined || line.siteId === siteId);
    const byState = { present: 0, represented: 0, absent: 0, excused: 0 };
    for (const line of lines) {
      const state = stateIn(line);
      if (!line.isWalkIn && state !== undefined) byState[state] += 1;
    }
    return {
      byState,
      walkIns: lines.filter((line) => line.isWalkIn && stateIn(line) !== 'absent').length,
      people: lines.reduce((sum, line) => sum + personsIn(line), 0),
    };
  }
}
