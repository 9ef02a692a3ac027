export type State = {
  secrets: Record<string, unknown>;
  keepSecrets(changes: object): void;
  state: Record<string, unknown>;
  keep(changes: object): void;
  close(): void;
};
export function readState(dataDir: string): Record<string, unknown>;
export function openState(dataDir: string): State;
