import { type Bilingual, type Invitation } from '#contracts';

const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();

type Naming = {
  readonly named: (name: Bilingual) => string;
  readonly province: (code: string) => string;
  readonly className: (id: string) => string;
};

/**
 * A label for each office by which it can be picked, and no two alike: its name and province, with its class, and last with
 * its code, where others are called the same.
 */
export const labelledOffices = (
  invitations: readonly Invitation[],
  { named, province, className }: Naming,
): ReadonlyMap<string, Invitation> => {
  const steps: readonly ((invitation: Invitation) => string)[] = [
    ({ organisation }) => `${oneLine(named(organisation.name))} · ${province(organisation.provinceCode)}`,
    ({ organisation }) =>
      `${oneLine(named(organisation.name))} · ${province(organisation.provinceCode)} · ${oneLine(className(organisation.class))}`,
    ({ organisation }) =>
      `${oneLine(named(organisation.name))} · ${province(organisation.provinceCode)} · ${organisation.id}`,
  ];
  const labels = new Map<string, Invitation>();
  let left = invitations;
  for (const step of steps) {
    const groups = Map.groupBy(left, step);
    for (const [label, [first, ...others]] of groups)
      if (first !== undefined && others.length === 0 && !labels.has(label)) labels.set(label, first);
    left = [...groups.values()].filter((group) => group.length > 1).flat();
  }
  return labels;
};

/** Whether a label is what was typed, however its spaces came. */
export const isLabelOf = (label: string, typed: string): boolean => label === oneLine(typed);

/** The office whose label was typed, however its spaces came. */
export const officeOf = (labels: ReadonlyMap<string, Invitation>, typed: string): Invitation | undefined =>
  labels.get(oneLine(typed));

/** More than anybody reads: others are found by typing more. */
export const mostOffered = 50;
