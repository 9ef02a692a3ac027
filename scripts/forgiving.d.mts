export function createForgiving(onTrouble: (what: string, reason: string) => void): (what: string, work: () => void) => boolean;
