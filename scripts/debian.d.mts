export function packagesToUnpack(names: readonly string[], simulatedInstall: string): string[];
