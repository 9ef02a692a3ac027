import { useMemo } from 'react';
import { provinceCodes } from '#words';
import { useMeeting } from '../meeting-context.js';
import { useReader } from '../reader.js';
import { Choice, type Option } from './choice.js';

type ProvinceChoiceOf = Omit<Parameters<typeof Choice>[0], 'options'>;

/** One province or all, in the order of the reader's alphabet; whoever answers for one only has nothing to choose. */
export const ProvinceChoice = (choice: ProvinceChoiceOf) => {
  const { staff } = useMeeting();
  const { province, compare, language } = useReader();
  const provinces = useMemo(
    () =>
      provinceCodes(language)
        .map((code): Option => [code, province(code)])
        .toSorted(([, one], [, other]) => compare(one, other)),
    [language, province, compare],
  );
  const isFocalPoint = staff.roles.length === 1 && staff.roles[0] === 'focal-point';
  return isFocalPoint ? null : <Choice {...choice} options={provinces} />;
};
