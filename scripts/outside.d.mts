export function outsideOf(env: Readonly<Record<string, string | undefined>>): Record<string, string>;
