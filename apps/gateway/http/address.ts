import { type AppError, invalid, notFound } from '#platform';

const pathOf = (url: string): string => url.split('?', 1)[0] ?? url;

/** A path as it is meant, whatever its spelling: percent-escapes read, slashes and dots folded. Unreadable escapes stay. */
export const meantPath = (url: string): string => {
  let path = pathOf(url);
  try {
    path = decodeURIComponent(path);
  } catch {
    // An address that can't be read is refused by `wrongAddress`; until then it is taken as it stands.
  }
  return path.replaceAll('\\', '/').replace(/\/{2,}/g, '/');
};

export const isApi = (path: string): boolean => /^\/api(\/|$)/i.test(path);
export const isReplyPage = (path: string): boolean => /^\/r(\/|$)/i.test(path);

/** The pages that a site opens by its link. */
export const isSitePage = (path: string): boolean => /^\/s(\/|$)/i.test(path);
/** A page by a link, with a form that is posted as browsers do. */
export const isFormPage = (path: string): boolean => isReplyPage(path) || isSitePage(path);

/** Whoever comes here has no account, and reads a page. */
export const isPageOfMails = (path: string): boolean => isFormPage(path) || /^\/wrong-address(\/|$)/i.test(path);

/** Why an address is none of ours before any route is looked for; undefined for one that may be. */
export const wrongAddress = (url: string): AppError | undefined => {
  if (/[^\x21-\x7e]/.test(url)) return invalid('malformed-address');
  let whole: string;
  try {
    whole = decodeURIComponent(url);
  } catch (cause) {
    return invalid('malformed-address', { cause });
  }
  if (whole.includes('\0')) return invalid('malformed-address');
  const path = pathOf(url);
  const meant = meantPath(url);
  if (
    !path.startsWith('/')
    || /[\0-\x1f\x7f]/.test(meant)
    || path.includes('//')
    || path.includes('\\')
    || /(^|\/)\.{1,2}(\/|$)/.test(meant)
  )
    return notFound('no-such-address');
  return undefined;
};

/** The language that an address asks for by `?lang=`; it can be read of every address, also of one that is refused. */
export const askedLanguage = (url: string): string | undefined =>
  new URLSearchParams(url.split('#', 1)[0]?.split('?').slice(1).join('?')).get('lang') ?? undefined;
