import { type SampleMeeting } from '#sample';

/** So many provinces there are, and so few of them hold all acts: each has a province of its own. */
export const allProvinces = 76;
export const fewestProvinces = 38;

/** The sample of its first provinces only. */
export const partOf = (sample: SampleMeeting, provinces: number): SampleMeeting => {
  const sites = sample.sites.slice(0, provinces);
  const those = new Set(sites.map(({ id }) => id));
  return { ...sample, sites, organisations: sample.organisations.filter(({ siteId }) => those.has(siteId)) };
};
