import { conflict } from '#platform';
import { ConferenceBridge, type RoomLook } from './conference-bridge.js';

/** None is connected: how sites join is entered by hand. */
export class NoBridge extends ConferenceBridge {
  readonly kind = 'none';
  readonly watches = false;

  open(): Promise<void> {
    return Promise.reject(conflict('bridge-not-set'));
  }
  look(): Promise<RoomLook> {
    return Promise.reject(conflict('bridge-not-set'));
  }
  close(): Promise<void> {
    return Promise.resolve();
  }
  joinAddress(): Promise<undefined> {
    return Promise.resolve(undefined);
  }
  believes(): boolean {
    return false;
  }
}
