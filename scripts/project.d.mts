export const projectFolder: string;
export const runtimeFolder: string;
export const pinnedNode: string;
export function dataFolder(env?: Record<string, string | undefined>): string;
