/**
 * The SHA-256 that a sender states of its body, in hex, by RFC 9530: `Content-Digest: sha-256=:BASE64:`. Nothing where it
 * states none; what cannot be read as one agrees with no body.
 */
export const statedDigest = (header: string | readonly string[] | undefined): string | undefined => {
  const stated = [header ?? []].flat().join(',');
  const [, base64] = /(?:^|[,\s])sha-256=:([^:]*):/i.exec(stated) ?? [];
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64').toString('hex');
};
