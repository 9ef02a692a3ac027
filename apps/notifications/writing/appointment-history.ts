import { isDeepStrictEqual } from 'node:util';
import { type AppointmentContent } from '../mail/mail.module.js';
import { type Delivery, everLeft } from '../ledger/ledger.module.js';

export type AppointmentHistory = {
  /** The ledger has a newer appointment or cancellation of the site. */
  readonly superseded: boolean;
  /** A mail about this check's appointment left; for a new check, about the appointment that it follows. */
  readonly siteHeardOfIt: boolean;
  /** The last appointment that the site was told of: of this check, or of any when the mail is about the meeting. */
  readonly lastTold: AppointmentContent | undefined;
  /** An earlier mail of the site is being handed over: whether it heard of its appointment is not known yet. */
  readonly wait: boolean;
};

/** What the site's other mails say to one about an appointment, or about its meeting. */
export const appointmentHistory = (delivery: Delivery, others: readonly Delivery[]): AppointmentHistory => {
  const { kind, ordinal } = delivery;
  const planned = delivery.content?.appointment;
  const entries = others.filter((each) => each.kind === 'appointment' || each.kind === 'appointment-cancelled');
  const appointments = entries
    .filter((each) => each.kind === 'appointment')
    .sort((one, other) => one.ordinal - other.ordinal);
  /** Mails that were planned before checks were named in them are taken to be about the same check. */
  const sameCheck = (each: Delivery): boolean => {
    const checkId = each.content?.appointment?.checkId;
    return planned?.checkId === undefined || checkId === undefined || checkId === planned.checkId;
  };
  const followsAnother = planned?.occasion === 'anew';
  const ofThis = planned === undefined || followsAnother ? appointments : appointments.filter(sameCheck);
  const told = ofThis.filter((each) => everLeft(each) && (planned === undefined || each.ordinal <= ordinal));
  /** Another mail of the very appointment, to another address: staff who send this one again want it here too. */
  const saysTheSame = ({ kind: other, content }: Delivery): boolean =>
    (delivery.generation ?? 1) > 1
    && kind === 'appointment'
    && other === kind
    && isDeepStrictEqual(content?.appointment, planned);
  return {
    superseded:
      planned !== undefined
      && entries
        .filter((each) => !saysTheSame(each))
        .some((each) => each.ordinal > ordinal || (each.ordinal === ordinal && kind === 'appointment')),
    siteHeardOfIt: told.length > 0,
    lastTold: told.at(-1)?.content?.appointment,
    wait:
      told.length === 0
      && ofThis.some((each) => each.state === 'claimed' && (planned === undefined || each.ordinal <= ordinal)),
  };
};
