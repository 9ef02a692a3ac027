import { randomBytes } from 'node:crypto';
import { digestHex } from '#platform';

/** 256 random bits; only their hash is kept, so whoever reads the database can't sign in with it. */
export const newSessionToken = (): string => randomBytes(32).toString('base64url');
export const sessionHash = (sessionToken: string): string => digestHex(sessionToken);
