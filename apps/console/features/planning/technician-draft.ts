import type { Technician } from '#contracts';
import { dayOf, type Language, typedDay } from '#words';
import { readNumber, readTime } from './typed.js';

/** A technician as typed. */
export type TechnicianDraft = {
  readonly name: string;
  readonly phone: string;
  readonly systems: Technician['systems'];
  readonly shifts: readonly { readonly weekdays: readonly number[]; readonly from: string; readonly to: string }[];
  readonly absences: readonly {
    readonly firstDay: string;
    readonly lastDay: string;
    readonly why?: string | undefined;
  }[];
  readonly mostPerDay: string;
  readonly active: boolean;
};

const workingDays = [1, 2, 3, 4, 5];
export const newShift = { weekdays: workingDays, from: '08:30', to: '16:30' };

export const draftOf = (kept: Technician | undefined, language: Language): TechnicianDraft =>
  kept === undefined
    ? { name: '', phone: '', systems: [], shifts: [newShift], absences: [], mostPerDay: '', active: true }
    : {
        name: kept.name,
        phone: kept.phone ?? '',
        systems: kept.systems,
        shifts: kept.shifts,
        absences: kept.absences.map(({ firstDay, lastDay, why }) => ({
          firstDay: typedDay(firstDay, language),
          lastDay: typedDay(lastDay, language),
          why,
        })),
        mostPerDay: kept.mostPerDay === undefined ? '' : String(kept.mostPerDay),
        active: kept.active,
      };

type Unread = { readonly id: string; readonly index: number; readonly what: 'firstDay' | 'lastDay' | 'mostPerDay' };
type Content = Omit<Technician, 'id' | 'revision'>;

/** What was typed, or what of it can't be read. An absence of one day needs only its first. */
export const readTechnician = (draft: TechnicianDraft): Content | { readonly unread: readonly Unread[] } => {
  const absences = draft.absences.map(({ firstDay, lastDay, why }) => ({
    firstDay: dayOf(firstDay),
    lastDay: dayOf(lastDay.trim() === '' ? firstDay : lastDay),
    why,
  }));
  const most = draft.mostPerDay.trim() === '' ? undefined : readNumber(draft.mostPerDay);
  const unread: Unread[] = [
    ...absences.flatMap((each, index) =>
      (['firstDay', 'lastDay'] as const).flatMap((what) =>
        each[what] === undefined ? [{ id: `tech-absences-${index}-${what}`, index, what }] : [],
      ),
    ),
    ...(draft.mostPerDay.trim() !== '' && most === undefined
      ? [{ id: 'tech-mostPerDay', index: 0, what: 'mostPerDay' as const }]
      : []),
  ];
  if (unread.length > 0) return { unread };
  return {
    name: draft.name,
    ...(draft.phone.trim() !== '' && { phone: draft.phone }),
    systems: [...draft.systems],
    shifts: draft.shifts.map(({ weekdays, from, to }) => ({
      weekdays: [...weekdays].sort(),
      from: readTime(from),
      to: readTime(to),
    })),
    absences: absences.map(({ firstDay = '', lastDay = '', why }) => ({
      firstDay,
      lastDay,
      ...(why !== undefined && { why }),
    })),
    ...(most !== undefined && { mostPerDay: most }),
    active: draft.active,
  };
};

/** Which input a field of the request is. */
export const idOfField = (field: string): string | undefined => {
  const [name = '', index, part] = field.split('.');
  if (name === 'shifts' || name === 'absences')
    return `tech-${name}-${index ?? '0'}-${part ?? (name === 'shifts' ? 'from' : 'firstDay')}`;
  return ['name', 'phone', 'mostPerDay'].includes(name) ? `tech-${name}` : undefined;
};
