import { Duty, type MeetingContent, type MeetingDuty } from '#contracts';

export type TypedDuty = { readonly state: MeetingDuty['state'] | ''; readonly note: string };
export type TypedDuties = Readonly<Record<Duty, TypedDuty>>;

export const typedDuties = ({ duties = [] }: Pick<MeetingContent, 'duties'>): TypedDuties =>
  Object.fromEntries(
    Duty.options.map((duty) => {
      const said = duties.find((each) => each.duty === duty);
      return [duty, { state: said?.state ?? '', note: said?.note ?? '' }];
    }),
  ) as TypedDuties;

/** The duties as they are sent, or those of which the reason is missing. */
export const readDuties = (
  typed: TypedDuties,
): { readonly duties: readonly MeetingDuty[] } | { readonly unexplained: readonly Duty[] } => {
  const unexplained = Duty.options.filter(
    (duty) => typed[duty].state === 'not-applicable' && typed[duty].note.trim() === '',
  );
  if (unexplained.length > 0) return { unexplained };
  return {
    duties: Duty.options.flatMap((duty): MeetingDuty[] => {
      const { state, note } = typed[duty];
      return state === '' ? [] : [{ duty, state, ...(note.trim() !== '' && { note: note.trim() }) }];
    }),
  };
};

/** The meeting with other duties; without any it says nothing of them. */
export const withDuties = (
  { duties: _duties, ...content }: MeetingContent,
  duties: readonly MeetingDuty[],
): MeetingContent => (duties.length === 0 ? content : { ...content, duties: [...duties] });
