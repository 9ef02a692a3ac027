import { ListMeetings, type Meeting } from '#contracts';
import { type ApiProblem } from '../kit/data/ask.js';
import { useAnswer } from '../kit/data/use-answer.js';

type Meetings = {
  readonly meetings: readonly Meeting[] | undefined;
  readonly problem: ApiProblem | undefined;
  readonly reload: () => void;
};

export const useMeetings = (): Meetings => {
  const { value, problem, reload } = useAnswer(ListMeetings, {});
  return { meetings: value?.items, problem, reload };
};
