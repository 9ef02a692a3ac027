// The registers of the halls by the rules that people know: of what was entered of a line, the last that was made counts.
import { type AttendanceState } from '#contracts';
import { type HallRegister, type RegisterEntry } from './plot.js';

type Line = { readonly siteId: string; readonly isWalkIn: boolean; entry: RegisterEntry; madeAt: string };
const cameAs: readonly AttendanceState[] = ['present', 'represented'];
const personsOf = ({ state, people = 1 }: RegisterEntry): number => (cameAs.includes(state) ? people : 0);

export class RegisterModel {
  readonly #lines = new Map<string, Line>();
  readonly #complete = new Set<string>();

  enter(siteId: string, entry: RegisterEntry, at: string, note: (organisationId?: string) => void): void {
    const isWalkIn = 'walkIn' in entry;
    const id = isWalkIn ? entry.walkIn : entry.organisationId;
    const madeAt = new Date(Date.parse(at) - (entry.agoMs ?? 0)).toISOString();
    note(isWalkIn ? undefined : id);
    const line = this.#lines.get(id);
    if (line !== undefined && madeAt < line.madeAt) return;
    this.#lines.set(id, { siteId, isWalkIn, entry, madeAt });
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
    return this.#lines.get(organisationId)?.entry.state;
  }

  isComplete(siteId: string): boolean {
    return this.#complete.has(siteId);
  }

  /** Of one site, or of all. */
  countsOf(siteId?: string) {
    const lines = [...this.#lines.values()].filter((line) => siteId === undefined || line.siteId === siteId);
    const byState = { present: 0, represented: 0, absent: 0, excused: 0 };
    for (const { entry, isWalkIn } of lines) if (!isWalkIn) byState[entry.state] += 1;
    return {
      byState,
      walkIns: lines.filter(({ entry, isWalkIn }) => isWalkIn && entry.state !== 'absent').length,
      people: lines.reduce((sum, { entry }) => sum + personsOf(entry), 0),
    };
  }
}
