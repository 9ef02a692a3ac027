/** What a browser tells about where a request comes from. */
export type RequestOrigin = {
  readonly method: string;
  readonly contentType: string | undefined;
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
  /** The origins that are Sala's own. */
  readonly own: readonly string[];
};

const reading = new Set(['GET', 'HEAD', 'OPTIONS']);
/** The types that a page of another site can send without the browser asking Sala first. */
const simpleTypes = /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/i;

/**
 * Whether another site's page might have made the signed-in browser send this request. Cookies are SameSite=Lax, which
 * keeps them from cross-site writes already; this holds for browsers that do not know that, too. JSON needs the browser to
 * ask first (a preflight, which Sala never grants). A program sends neither header and is not a browser to be misused.
 */
export const mayBeForged = ({ method, contentType, origin, fetchSite, own }: RequestOrigin): boolean => {
  if (reading.has(method)) return false;
  if (contentType !== undefined && /^application\/json\b/i.test(contentType)) return false;
  if (fetchSite !== undefined) return fetchSite !== 'same-origin' && fetchSite !== 'none';
  if (origin !== undefined) return !own.includes(origin);
  return contentType !== undefined && simpleTypes.test(contentType);
};
