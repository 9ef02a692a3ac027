import {
  type Check, exampleCheck, exampleInvitation, exampleMeeting, exampleMeetingDraft, exampleOrganisation, exampleResponseContent, exampleSite,
  type Invitation, type Meeting, type MeetingDraft, type Organisation, type ResponseContent, type Site,
} from '#contracts';

/** A builder gives the contract's own example with what the test is about changed. */
const builderOf = <Value extends object>(example: Value) => (changes: Partial<Value> = {}): Value => ({ ...structuredClone(example), ...changes });

export const aMeetingDraft = builderOf<MeetingDraft>(exampleMeetingDraft);
export const aMeeting = builderOf<Meeting>(exampleMeeting);
export const aSite = builderOf<Site>(exampleSite);
export const anOrganisation = builderOf<Organisation>(exampleOrganisation);
export const anInvitation = builderOf<Invitation>(exampleInvitation);
export const aResponseContent = builderOf<ResponseContent>(exampleResponseContent);
export const aCheck = builderOf<Check>(exampleCheck);
