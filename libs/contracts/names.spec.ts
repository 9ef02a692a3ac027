import { describe, expect, it } from '@jest/globals';
import { type z } from 'zod';
import { directoryWordsOf, languages, wordsOf } from '#words';
import {
  Answer,
  CallReason,
  CancelReason,
  Channel,
  ContactRole,
  CheckCancelCause,
  CheckFault,
  CheckOutcome,
  CheckState,
  DeliveryFailure,
  DeliveryKind,
  DeliveryState,
  ImportField,
  ImportRowState,
  ImportState,
  InvitationStatus,
  MeetingStatus,
  ReadinessStatus,
  Role,
} from './index.js';

const chosen: Readonly<Record<string, z.ZodEnum>> = {
  answers: Answer,
  channels: Channel,
  meetingStatuses: MeetingStatus,
  invitationStatuses: InvitationStatus,
  readiness: ReadinessStatus,
  checkStates: CheckState,
  checkOutcomes: CheckOutcome,
  checkFaults: CheckFault,
  checkCancelCauses: CheckCancelCause,
  deliveryKinds: DeliveryKind,
  deliveryStates: DeliveryState,
  cancelReasons: CancelReason,
  deliveryFailures: DeliveryFailure,
  callReasons: CallReason,
  contactRoles: ContactRole,
  importStates: ImportState,
  importRowStates: ImportRowState,
  importFields: ImportField,
  roles: Role,
};

describe.each(Object.entries(chosen))('the names of %s', (group, { options }) => {
  it.each(languages)('are those of all values and no others, in %s', (language) => {
    const { importFields } = directoryWordsOf(language);
    const named = { ...wordsOf(language).names, importFields };
    const names = new Map<string, object>(Object.entries(named)).get(group) ?? {};
    expect(Object.keys(names).sort()).toEqual([...options].sort());
  });
});
