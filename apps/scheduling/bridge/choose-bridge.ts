import { readFileSync } from 'node:fs';
import { createPrivateKey } from 'node:crypto';
import { type Clock, ConfigError, SystemClock } from '#platform';
import { type SchedulingConfig } from '../settings/settings.module.js';
import { BigBlueButton } from './bigbluebutton.js';
import { type ConferenceBridge } from './conference-bridge.js';
import { fetchText } from './fetch-text.js';
import { GuardedBridge } from './guarded.js';
import { Jitsi } from './jitsi.js';
import { NoBridge } from './no-bridge.js';

const needed = (
  config: SchedulingConfig,
  name: 'SALA_BRIDGE_URL' | 'SALA_BRIDGE_SECRET' | 'SALA_BRIDGE_APP',
): string => {
  const value = config[name];
  if (value === undefined) throw new ConfigError(`${name} is not set: SALA_BRIDGE=${config.SALA_BRIDGE} needs it`);
  return value;
};

const privateKeyIn = (path: string) => {
  try {
    return createPrivateKey(readFileSync(path));
  } catch (cause) {
    throw new ConfigError('SALA_BRIDGE_KEY_FILE is not a private key (PEM) that can be read', { cause });
  }
};

/** The bridge that the configuration names. Throws ConfigError where it says too little of it. */
export const chooseBridge = (config: SchedulingConfig, clock: Clock): ConferenceBridge => {
  switch (config.SALA_BRIDGE) {
    case 'none':
      return new NoBridge();
    case 'simulator':
    case 'bigbluebutton':
      return new GuardedBridge(
        new BigBlueButton(
          {
            kind: config.SALA_BRIDGE,
            url: needed(config, 'SALA_BRIDGE_URL'),
            secret: needed(config, 'SALA_BRIDGE_SECRET'),
            hash: config.SALA_BRIDGE_HASH,
            callbackUrl: config.SALA_BRIDGE_CALLBACK_URL,
          },
          fetchText,
        ),
        new SystemClock(),
      );
    case 'jitsi': {
      const url = needed(config, 'SALA_BRIDGE_URL');
      const { SALA_BRIDGE_KEY_FILE: file } = config;
      const signing =
        file === undefined
          ? ({ alg: 'HS256', key: new TextEncoder().encode(needed(config, 'SALA_BRIDGE_SECRET')) } as const)
          : ({ alg: 'RS256', key: privateKeyIn(file) } as const);
      return new Jitsi(
        {
          url,
          app: needed(config, 'SALA_BRIDGE_APP'),
          audience: config.SALA_BRIDGE_AUDIENCE,
          domain: config.SALA_BRIDGE_DOMAIN ?? new URL(url).hostname,
          keyId: config.SALA_BRIDGE_KEY_ID,
          ...signing,
        },
        clock,
      );
    }
  }
};
