import { type Part } from './child.mjs';

export type Program = { command: string; env: Record<string, string> };
export const debianPackages: Record<string, string[]>;
export function libraryFolders(): string[];
export function findPrograms(...names: string[]): Program[];
export function findProgram(...names: string[]): Program | undefined;
export function findChromium(): Program | undefined;
export function natsServer(options: { port: number; dataDir?: string | undefined }): Part;
export function redisServer(options: { port: number; dataDir: string }): Part;
