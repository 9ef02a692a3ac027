import { type ProposalStep, type ProposedPlan } from '#contracts';

const isElsewhen = ({ from, to }: ProposalStep): boolean =>
  from !== undefined && to !== undefined && from.startsAt !== to.startsAt;

/** How many steps give a time, move one, change room or technician alone, or take a time away. */
export const countsOf = (steps: readonly ProposalStep[]): ProposedPlan['counts'] => ({
  added: steps.filter(({ from }) => from === undefined).length,
  moved: steps.filter(isElsewhen).length,
  other: steps.filter((step) => step.from !== undefined && step.to !== undefined && !isElsewhen(step)).length,
  gone: steps.filter(({ to }) => to === undefined).length,
});
