import { ModernFakeTimers } from '@jest/fake-timers';
import { type JestEnvironmentConfig } from '@jest/environment';
import { ModuleMocker } from 'jest-mock';

/** Where a spec runs: in the worker itself, not in a VM of its own. What it changed of the process is put back after it. */
export default class NativeEnvironment {
  readonly global = globalThis;
  readonly moduleMocker = new ModuleMocker(globalThis);
  readonly fakeTimers = null;
  readonly fakeTimersModern: ModernFakeTimers;
  readonly #before = { console, exit: process.exit, builtin: process.getBuiltinModule, env: { ...process.env } };

  constructor({ projectConfig }: JestEnvironmentConfig) {
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
  }
  exportConditions(): string[] {
    return ['node', 'node-addons'];
  }
  getVmContext(): null {
    return null;
  }
  async setup(): Promise<void> {}
  /** The worker measures how long a spec took. */
  handleTestEvent({ name }: { readonly name: string }): void {
    if (name === 'run_finish') this.fakeTimersModern.useRealTimers();
  }
  async teardown(): Promise<void> {
    this.fakeTimersModern.dispose();
    const { console, exit, builtin, env } = this.#before;
    Object.assign(globalThis, { console });
    Object.assign(process, { exit, getBuiltinModule: builtin });
    for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
    Object.assign(process.env, env);
  }
}
