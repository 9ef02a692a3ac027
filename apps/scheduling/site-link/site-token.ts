import { forbidden, readSignedParts, signParts } from '#platform';

/** What a site's link stands for: the site at one meeting, until its version is raised. */
export type SiteLink = { readonly meetingId: string; readonly siteId: string; readonly version: number };

const purpose = 'site-link';

/** `meeting.site.version.signature`. */
export const signSiteLink = (key: string, { meetingId, siteId, version }: SiteLink): string =>
  signParts(key, purpose, [meetingId, siteId, String(version)]);

/** One answer for every link that is not good, so that trying links tells nothing. */
export const unknownSiteLink = () => forbidden('site-link-invalid');

/** Throws forbidden 'site-link-invalid' where it was not signed with this key. The version is still to be compared. */
export const readSiteLink = (key: string, token: string): SiteLink => {
  const [meetingId = '', siteId = '', versionText = '', ...rest] = readSignedParts(key, purpose, token) ?? [];
  if (rest.length > 0 || !/^[1-9]\d{0,8}$/.test(versionText)) throw unknownSiteLink();
  return { meetingId, siteId, version: Number(versionText) };
};
