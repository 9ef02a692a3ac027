import { findChromium } from '#processes';

/** Chromium on this machine; without one, tests in the browser are skipped: `(chromiumPath() === undefined ? describe.skip : describe)(…)`. */
export const chromiumPath = (): string | undefined => findChromium()?.command;

/** So that it starts as root, draws without a graphics card, and speaks to nobody but the page that is tested. */
export const chromiumArguments: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
