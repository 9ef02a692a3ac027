import { type Part } from './child.mjs';

export type PartName = 'gateway' | 'mailbox' | 'smtp' | 'nats' | 'redis' | 'mongo' | 'identity' | 'registration' | 'notifications' | 'scheduling';
export type Ports = Record<PartName, number>;
export const defaultPorts: Ports;
export function portVariable(name: string): string;
export function salaParts(options: {
  dataDir: string;
  ports: Ports;
  linkKey: string;
  admin?: { email: string; password: string } | undefined;
  mongoUrl?: string | undefined;
  smtpUrl?: string | undefined;
  outside?: Record<string, string>;
  env?: Record<string, string>;
}): [servers: Part[], services: Part[], edge: Part[]];
