import { ListTechnicians } from '#contracts';
import { useAnswer } from './use-answer.js';

/** What technicians of the centre are called, by their ids; undefined where nobody is named, or it is not known yet. */
export const useTechnicianNames = (): ((id: string | undefined) => string | undefined) => {
  const { value } = useAnswer(ListTechnicians, {});
  return (id) => value?.items.find((each) => each.id === id)?.name;
};
