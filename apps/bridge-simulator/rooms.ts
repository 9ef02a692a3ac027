/** Somebody in a room. */
export type Guest = { readonly userId: string; readonly name: string };
type Room = { readonly roomId: string; readonly name: string; readonly guests: Map<string, Guest>; ended: boolean };

/** What happened in a room, as BigBlueButton's webhooks name it. */
export type Happened = {
  readonly what: 'meeting-created' | 'meeting-ended' | 'user-joined' | 'user-left';
  readonly roomId: string;
  readonly userId?: string;
};

/** The rooms of a bridge and who is in them. */
export class Rooms {
  readonly #rooms = new Map<string, Room>();

  constructor(private readonly happened: (what: Happened) => void) {}

  all(): readonly { readonly roomId: string; readonly ended: boolean; readonly userIds: readonly string[] }[] {
    return [...this.#rooms.values()].map(({ roomId, ended, guests }) => ({
      roomId,
      ended,
      userIds: [...guests.keys()],
    }));
  }

  /** A room that is open; one that was ended is gone. */
  find(roomId: string): { readonly name: string; readonly guests: readonly Guest[] } | undefined {
    const room = this.#open(roomId);
    return room === undefined ? undefined : { name: room.name, guests: [...room.guests.values()] };
  }

  create(roomId: string, name: string): 'created' | 'there' {
    if (this.#open(roomId) !== undefined) return 'there';
    this.#rooms.set(roomId, { roomId, name, guests: new Map(), ended: false });
    this.happened({ what: 'meeting-created', roomId });
    return 'created';
  }

  join(roomId: string, guest: Guest): boolean {
    const room = this.#open(roomId);
    if (room === undefined) return false;
    room.guests.set(guest.userId, guest);
    this.happened({ what: 'user-joined', roomId, userId: guest.userId });
    return true;
  }

  leave(roomId: string, userId: string): boolean {
    if (this.#open(roomId)?.guests.delete(userId) !== true) return false;
    this.happened({ what: 'user-left', roomId, userId });
    return true;
  }

  end(roomId: string): boolean {
    const room = this.#open(roomId);
    if (room === undefined) return false;
    room.ended = true;
    room.guests.clear();
    this.happened({ what: 'meeting-ended', roomId });
    return true;
  }

  #open(roomId: string): Room | undefined {
    const room = this.#rooms.get(roomId);
    return room?.ended === true ? undefined : room;
  }
}
