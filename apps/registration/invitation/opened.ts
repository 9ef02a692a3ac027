import {
  type Asker,
  contentOf,
  type DeskField,
  deskFieldNames,
  fieldOf,
  type Invitation,
  replyFieldNames,
  replyFields,
  type Response,
  seePersons,
} from '#contracts';

/**
 * Who works with the persons that an office names: the roles that see them everywhere, and a province's own focal point.
 * One role that opens them for this province is enough: a role more never shows less. How far the route
 * reaches is no question of this.
 */
export const opensPersons = (who: Asker, provinceCode: string): boolean => {
  if (who.kind !== 'staff') return true;
  const { role, roles = [role] } = who;
  return (
    role === 'focal-point'
    || roles.some((each) => seePersons.includes(each))
    || (roles.includes('focal-point') && who.provinceCode === provinceCode)
  );
};

const open = new Set<string>([
  'answer',
  'attendees',
  ...replyFieldNames.filter((name) => fieldOf(replyFields, name).seenBy === 'everybody'),
]);
/** Of what an office said the answer alone, what everybody may read, how many persons it named and which of the other fields it filled in. */
const withheld = (response: Response): Response => {
  const content = contentOf(response);
  const { enteredBy: _enteredBy, reason: _reason, takenBack: _takenBack, scans: _scans, ...rest } = response;
  const filledIn = Object.fromEntries(deskFieldNames.map((name) => [name, content[name] !== undefined])) as Record<
    DeskField,
    boolean
  >;
  const shown: Response = {
    ...rest,
    attendees: [],
    withheld: {
      attendees: content.attendees.length,
      ...(content.answers && { answers: Object.keys(content.answers).length }),
      ...filledIn,
    },
  };
  for (const name of Object.keys(content)) if (!open.has(name)) Reflect.deleteProperty(shown, name);
  return shown;
};

/** The invitation as whoever asks may see it. */
export const openedTo = (who: Asker, invitation: Invitation): Invitation => {
  if (opensPersons(who, invitation.organisation.provinceCode)) return invitation;
  const { response, organisation, ...rest } = invitation;
  const { contacts: _contacts, ...shown } = organisation;
  return { ...rest, organisation: shown, ...(response !== undefined && { response: withheld(response) }) };
};
