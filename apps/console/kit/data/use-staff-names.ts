import { useMemo } from 'react';
import { ListStaffNames } from '#contracts';
import { useAnswer } from './use-answer.js';

/** What a member of staff is called; until it is known, and of whom nobody knows, the id. */
export const useStaffNames = (): ((staffId: string) => string) => {
  const { value } = useAnswer(ListStaffNames, {});
  const names = useMemo(() => new Map(value?.items.map(({ id, name }) => [id, name])), [value]);
  return (staffId) => names.get(staffId) ?? staffId;
};
