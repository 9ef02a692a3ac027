export const pages =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
export const nothing = "default-src 'none'; frame-ancestors 'none'";
const permissions =
  'accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()';

/** What every answer carries, also one that no hook sees. */
export const fixedHeaders = (secure: boolean): Record<string, string> => ({
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': permissions,
  ...(secure && { 'strict-transport-security': 'max-age=31536000; includeSubDomains' }),
});
export const bareHeaders = (secure: boolean): Record<string, string> => ({
  ...fixedHeaders(secure),
  'content-security-policy': nothing,
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
});

/** What a stream answers with, which is written past the hooks. */
export const streamHeaders = (correlationId: string, secure: boolean): Record<string, string> => ({
  ...bareHeaders(secure),
  'x-correlation-id': correlationId,
});
