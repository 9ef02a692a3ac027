import { type BridgeKind } from '#contracts';

/** A meeting's room on the bridge. */
export type Room = { readonly roomId: string; readonly title: string };
/** Whoever joins for a site: the bridge knows the site by its id. */
export type Guest = { readonly siteId: string; readonly name: string };
/** Which sites are in the room now. `ended`: there is no such room any more, whoever ended it. */
export type RoomLook = { readonly ended: boolean; readonly siteIds: readonly string[] };
/** What was posted to the address that the bridge was given, query and all, and what stood in it. */
export type Callback = { readonly address: string; readonly body: Readonly<Record<string, string>> };

/**
 * The conference bridge, whichever one it is. Each call may be made again and changes nothing more; each ends within seconds.
 * What does not come about throws unavailable 'bridge-away' or 'bridge-refused'. Abstract so that Nest can inject by it.
 */
export abstract class ConferenceBridge {
  abstract readonly kind: BridgeKind;
  /** Whether it says who is in. */
  abstract readonly watches: boolean;
  abstract open(room: Room): Promise<void>;
  abstract look(room: Room): Promise<RoomLook>;
  abstract close(room: Room): Promise<void>;
  /** Where the site joins; it is good for this site alone. */
  abstract joinAddress(room: Room, guest: Guest): Promise<string | undefined>;
  /** Whether the bridge itself posted this. */
  abstract believes(callback: Callback): boolean;
}
