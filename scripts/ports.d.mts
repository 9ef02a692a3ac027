import { type Ports } from './parts.mjs';

export function choosePorts(env: NodeJS.ProcessEnv, say: (line: string) => void, free?: (wanted: number) => Promise<number>): Promise<Ports>;
