// Counts as the board and the report are to show them.
import { type AttendanceState, type Came, type Channel, type Tally } from '#contracts';
import { type OfficeModel } from './model.js';
import { type BoardView } from './view.js';

const nobody: Tally = { invited: 0, answered: 0, attend: 0, representative: 0, decline: 0, late: 0, people: 0 };

/** Of a channel, what came by another is no answer. */
export const tallyOf = (offices: readonly OfficeModel[], channel?: Channel): Tally => {
  const tally: { -readonly [Name in keyof Tally]: number } = { ...nobody };
  for (const office of offices) {
    if (!office.invited) continue;
    tally.invited += 1;
    const said = office.counting;
    if (said === undefined || (channel !== undefined && said.channel !== channel)) continue;
    tally.answered += 1;
    tally[said.content.answer] += 1;
    if (said.late) tally.late += 1;
    tally.people += said.content.attendees.length;
  }
  return tally;
};

export const grouped = <Value>(
  offices: readonly OfficeModel[],
  nameOf: (office: OfficeModel) => string,
  valueOf: (offices: readonly OfficeModel[]) => Value,
): Record<string, Value> => {
  const groups = Map.groupBy(
    offices.filter(({ invited }) => invited),
    nameOf,
  );
  return Object.fromEntries([...groups].map(([name, members]) => [name, valueOf(members)]));
};
export const classOf = ({ office }: OfficeModel): string => office.class;
export const provinceOf = ({ office }: OfficeModel): string => office.provinceCode;

const channels: readonly Channel[] = ['web', 'fax', 'phone', 'letter', 'e-mail'];

export const boardOf = (offices: readonly OfficeModel[], channel?: Channel): BoardView => {
  const counted = (some: readonly OfficeModel[]): Tally => tallyOf(some, channel);
  return {
    total: counted(offices),
    byClass: grouped(offices, classOf, counted),
    byProvince: grouped(offices, provinceOf, counted),
    byChannel: Object.fromEntries(
      channels.map((each) => [each, channel === undefined || channel === each ? tallyOf(offices, each).answered : 0]),
    ),
  };
};

/** How the invited came; `unknown`, of whom no register speaks. */
export const cameOf = (
  offices: readonly OfficeModel[],
  stateOf: (organisationId: string) => AttendanceState | undefined,
): Came => {
  const came: { -readonly [Name in keyof Came]: number } = {
    present: 0,
    represented: 0,
    absent: 0,
    excused: 0,
    unknown: 0,
  };
  for (const { invited, office } of offices) if (invited) came[stateOf(office.id) ?? 'unknown'] += 1;
  return came;
};
