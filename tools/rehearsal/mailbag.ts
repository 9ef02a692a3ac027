import { type DeliveryKind } from '#contracts';

/** The day of Bangkok at an instant. */
export const dayOf = (instant: string): string =>
  new Date(Date.parse(instant) + 7 * 3_600_000).toISOString().slice(0, 10);

/** One mail: of what kind, to whom, on which day, and which of that kind on that day. */
export const mailKey = (kind: DeliveryKind, address: string, day: string, ordinal: number): string =>
  `${kind} ${address} ${day} ${ordinal}`;
/** Of an appointment it is not known beforehand on which day it is made, but which of its site it is. */
export const appointmentKey = (address: string, ordinal: number): string => `appointment ${address} ${ordinal}`;

/** Mails as they are posted or come in. */
export class Mailbag {
  readonly #ofDay = new Map<string, number>();
  readonly keys = new Set<string>();

  /** Nothing goes to an office that has no address. */
  post(kind: DeliveryKind, address: string | undefined, at: string): string | undefined {
    if (address === undefined) return undefined;
    const day = dayOf(at);
    const ofDay = `${kind} ${address} ${day}`;
    const ordinal = (this.#ofDay.get(ofDay) ?? 0) + 1;
    this.#ofDay.set(ofDay, ordinal);
    const key = mailKey(kind, address, day, ordinal);
    this.keys.add(key);
    return key;
  }
}
