import { type Part } from './child.mjs';

export type SupervisorEvent =
  | { what: 'started'; name: string }
  | { what: 'restarting'; name: string; reason: string }
  | { what: 'set-aside'; name: string; reason: string }
  | { what: 'trouble'; name: string; reason: string }
  | { what: 'failing'; name: string; reason: string; lastLines: string };
export type Supervisor = {
  startAll(parts: readonly Part[]): Promise<void>;
  crash(name: string, between?: () => Promise<void>): Promise<void>;
  cutPower(between?: () => Promise<void>, afterFirstWave?: () => Promise<void>): Promise<void>;
  pause(name: string, ms: number): Promise<void>;
  pidOf(name: string): number | undefined;
  restartsOf(name: string): number;
  stop(): Promise<void>;
};
export function restartDelayMs(recent: number): number;
export function createSupervisor(options: { logFolder: string; onEvent?: (event: SupervisorEvent) => void }): Supervisor;
export function endLeftovers(logFolder: string): Promise<number>;
