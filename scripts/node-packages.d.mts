export function packagesMatchLock(folder?: string): boolean;
