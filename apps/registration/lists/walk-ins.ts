import { type Attendance, type Meeting } from '#contracts';
import { type WrittenValue } from '#sheets';
import { afterWordsOf, directoryWordsOf, type Language, provinceName, shortMomentText } from '#words';
import { type Column } from './columns.js';

/** Who came to a hall without an invitation; `siteName` in the words of the reader. */
export type WalkInRow = { readonly attendance: Attendance; readonly siteName: string };

/** The register's lines of those whom nobody invited: what they are from, who they are, who says so. */
export const walkInList = ({ timeZone }: Meeting, language: Language) => {
  const { importFields } = directoryWordsOf(language);
  const { lists, day } = afterWordsOf(language);
  const columns: Column<WalkInRow>[] = [
    {
      title: importFields.province,
      width: 18,
      value: ({ attendance }) => provinceName(attendance.provinceCode, language),
    },
    { title: importFields.site, width: 32, value: ({ siteName }) => siteName },
    { title: day.office, width: 44, value: ({ attendance }) => attendance.walkIn?.office },
    { title: day.name, width: 28, value: ({ attendance }) => attendance.walkIn?.name },
    { title: day.people, width: 10, value: ({ attendance }) => attendance.people ?? 1 },
    { title: lists.columns.vouchedBy, width: 28, value: ({ attendance }) => attendance.vouchedBy },
    { title: day.entered, width: 26, value: ({ attendance }) => shortMomentText(language, timeZone, attendance.at) },
  ];
  return {
    columns: columns.map(({ title, width }) => ({ title, width })),
    cellsOf: (row: WalkInRow): WrittenValue[] => columns.map(({ value }) => value(row) ?? ''),
  };
};
