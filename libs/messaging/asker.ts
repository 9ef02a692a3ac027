import { AsyncLocalStorage } from 'node:async_hooks';
import { type MsgHdrs } from '@nats-io/transport-node';
import { type AskedBy, Asker, type RpcContract } from '#contracts';
import { forbidden } from '#platform';
import { type AuditTrail } from './audit-trail.js';

const name = 'Sala-Asker';
const system: Asker = { kind: 'system' };
/** The service that handles a request: where it notes what staff change, and whether an error says that its database can't be reached. */
export type HandledBy = { readonly trail: AuditTrail; readonly isAway: (error: unknown) => boolean };
type Work = { readonly asker: Asker | 'unreadable'; readonly by?: HandledBy; readonly onBehalfOf?: AskedBy };
const storage = new AsyncLocalStorage<Work>();

/** Runs `work` so that every request made in it says who asks. */
export const withAsker = <Result>(asker: Asker, work: () => Result): Result => storage.run({ asker }, work);

/** Runs the handling of a request: who asks by its headers, and who handles it. */
export const handlingFor = <Result>(carried: MsgHdrs | undefined, by: HandledBy, work: () => Result): Result =>
  storage.run({ asker: askerIn(carried), by }, work);
export const handledBy = (): HandledBy | undefined => storage.getStore()?.by;

/**
 * Who asked for the work in hand; the system itself outside of any request.
 * @throws forbidden 'asker-unreadable' if the request said it in a way that is not understood
 */
export const asker = (): Asker => {
  const asked = storage.getStore()?.asker ?? system;
  if (asked === 'unreadable') throw forbidden('asker-unreadable');
  return asked;
};

/** Runs `work`, which follows from what somebody else had written: what it writes says so. Its rights are those that it has already. */
export const onBehalfOf = <Result>(by: AskedBy | undefined, work: () => Result): Result =>
  by === undefined ? work() : storage.run({ asker: system, ...storage.getStore(), onBehalfOf: by }, work);

/** Who had it written, for what is written now: no more of whoever asks than is kept for ever. */
export const askedBy = (): AskedBy => {
  const by = storage.getStore()?.onBehalfOf;
  if (by !== undefined) return by;
  const who = asker();
  return who.kind === 'staff' ? { kind: 'staff', staffId: who.staffId, role: who.role } : who;
};

/**
 * The one province that whoever asks is confined to; undefined for who may see the whole meeting.
 * @throws forbidden 'province-missing' for a focal point without a province: nothing rather than all
 */
export const confinedTo = (who: Asker = asker()): string | undefined => {
  if (who.kind !== 'staff' || who.role !== 'focal-point') return undefined;
  if (who.provinceCode === undefined) throw forbidden('province-missing');
  return who.provinceCode;
};

/** Of these what whoever asks may see: those of the one province, or all. Throws as `confinedTo`. */
export const withinReach = <Each extends { readonly provinceCode: string }>(
  all: readonly Each[],
  who: Asker = asker(),
): Each[] => {
  const only = confinedTo(who);
  return all.filter(({ provinceCode }) => only === undefined || provinceCode === only);
};

/** Throws forbidden 'other-province' if whoever asks is confined to another province than this one. */
export const mustReach = (provinceCode: string, who: Asker = asker()): void => {
  const only = confinedTo(who);
  if (only !== undefined && only !== provinceCode) throw forbidden('other-province');
};

/** Throws forbidden 'whole-meeting-only' if whoever asks is confined to a province and this can't be told apart by province. */
export const mustReachAll = (who: Asker = asker()): void => {
  if (confinedTo(who) !== undefined) throw forbidden('whole-meeting-only');
};

/** Says who asks in the headers of a request; the system says nothing. */
export const carryAsker = (carried: MsgHdrs): MsgHdrs => {
  const who = asker();
  if (who.kind !== 'system') carried.set(name, JSON.stringify(who));
  return carried;
};

const askerIn = (carried: MsgHdrs | undefined): Asker | 'unreadable' => {
  const text = carried?.get(name);
  if (text === undefined || text === '') return system;
  try {
    return Asker.parse(JSON.parse(text));
  } catch {
    return 'unreadable';
  }
};

/** Throws forbidden if the contract is not open to whoever asks: focal points and offices reach only what names them. */
export const mustBeOpen = ({ subject, openTo = [] }: RpcContract, who: Asker): void => {
  if ((who.kind === 'office' || who.kind === 'site') && !openTo.includes('office'))
    throw forbidden('office-not-admitted', { why: subject });
  if (who.kind === 'staff' && who.role === 'focal-point' && !openTo.includes('focal-point')) mustReachAll(who);
};
