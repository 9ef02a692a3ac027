import { type CheckedSite, type Meeting } from '#contracts';
import { type WrittenSheet } from '#sheets';
import { afterWordsOf, collatorOf, type Language, provinceName, shortMomentText, textIn, wordsOf } from '#words';

/** The sites that were to join with how they stand: by province, as readers look names up. */
export const checksSheet = (
  sites: readonly CheckedSite[],
  { timeZone }: Pick<Meeting, 'timeZone'>,
  language: Language,
): WrittenSheet => {
  const { day, report } = afterWordsOf(language);
  const { names } = wordsOf(language);
  const { compare } = collatorOf(language);
  const rows = sites
    .map(({ name, provinceCode, status, checkedAt, faults }) => [
      provinceName(provinceCode, language),
      textIn(name, language),
      names.readiness[status],
      checkedAt === undefined ? '' : shortMomentText(language, timeZone, checkedAt),
      faults.map((fault) => names.checkFaults[fault]).join(', '),
    ])
    .sort(
      ([province = '', site = ''], [other = '', otherSite = '']) =>
        compare(province, other) || compare(site, otherSite),
    );
  return {
    name: report.checks,
    columns: [
      { title: day.province, width: 18 },
      { title: day.site, width: 40 },
      { title: report.checkStanding, width: 18 },
      { title: report.checkedAt, width: 26 },
      { title: report.checkFaults, width: 30 },
    ],
    rows,
  };
};
