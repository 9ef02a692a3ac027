import {
  attendeeFieldNames,
  type Attendance,
  type CallListEntry,
  type Invitation,
  type ListKind,
  type Meeting,
  type Opinion,
  replyFieldNames,
} from '#contracts';
import { type WrittenValue } from '#sheets';
import { type Language } from '#words';
import { type CallRow, type Column, columnsOf, type OpinionRow, type PersonRow } from './columns.js';

/** The lists that go by the invitations. */
export type ListOfOffices = Exclude<ListKind, 'walk-ins'>;

/** What stands beside an invitation where a list goes by it: opinions of its office, why it is called, how it came. */
export type Beside = {
  readonly opinions?: readonly Opinion[] | undefined;
  readonly call?: CallListEntry | undefined;
  readonly attendance?: Attendance | undefined;
};
/** A list: what its columns are called, and the rows that one invitation gives with what stands beside it. */
export type List = {
  readonly columns: readonly { readonly title: string; readonly width: number }[];
  readonly rowsOf: (invitation: Invitation, beside?: Beside) => WrittenValue[][];
};
const personsOf = (invitation: Invitation, { attendance }: Beside): PersonRow[] => {
  const { response } = invitation;
  if (response === undefined) return [];
  if (response.withheld !== undefined)
    return response.withheld.attendees === 0 ? [] : [{ invitation, withheld: response.withheld.attendees, attendance }];
  return response.attendees.map((attendee) => ({ invitation, attendee, attendance }));
};
const ofOffice = <Row extends { readonly invitation: Invitation }>(
  columns: readonly Column<Invitation>[],
): Column<Row>[] => columns.map((column) => ({ ...column, value: ({ invitation }) => column.value(invitation) }));

const listOf = <Row>(
  columns: readonly Column<Row>[],
  rowsOf: (invitation: Invitation, beside: Beside) => readonly Row[],
): List => ({
  columns: columns.map(({ title, width }) => ({ title, width })),
  rowsOf: (invitation, beside = {}) =>
    rowsOf(invitation, beside).map((row) => columns.map(({ value }) => value(row) ?? '')),
});

/** Beside its persons: who sent them, where they join, whom to ring about them. */
const ofDelegation = [
  'assignedBy',
  'otherSite',
  'technicalContact',
  'technicalPhone',
  'coordinatorName',
  'coordinatorPhone',
  'coordinatorMobile',
] as const;
const comes = ({ response }: Invitation): boolean => response !== undefined && response.answer !== 'decline';
const mayCome = ({ response }: Invitation): boolean => response?.answer !== 'decline';
const isSilent = ({ response }: Invitation): boolean => response === undefined;

/** What a list shows of the invitations that hold, in the words of its reader. `registered`: the meeting has registers of who came. */
export const listFor = (
  kind: ListOfOffices,
  meeting: Meeting,
  language: Language,
  shown: 'page' | 'file',
  registered = false,
): List => {
  const {
    office: whole,
    toCall,
    toAsk,
    contacts,
    answer,
    seat,
    confirmation,
    howItCame,
    people,
    head,
    replyField,
    question,
    ofPerson,
    ofOpinion,
    whyCalled,
    cameAs,
    signature,
  } = columnsOf(meeting, language);
  const office = whole.filter(({ inFiles }) => shown === 'file' || inFiles !== true);
  const reached = [...toCall, ...(shown === 'file' ? contacts : toAsk)];
  const ifIt = (holds: (invitation: Invitation) => boolean) => (invitation: Invitation) =>
    holds(invitation) ? [invitation] : [];
  switch (kind) {
    case 'attendees':
      return listOf(
        [
          ...ofOffice<PersonRow>(office),
          ...ofPerson,
          ...ofOffice<PersonRow>([answer, ...seat, ...confirmation, ...howItCame]),
          ...(registered && shown === 'file' ? cameAs : []),
        ],
        (invitation, beside) => (comes(invitation) ? personsOf(invitation, beside) : []),
      );
    case 'sign-in': {
      const [, , name, , , site] = whole;
      const phones = ofPerson.filter((_column, index) => attendeeFieldNames[index] !== 'email');
      return listOf(
        [...ofOffice([site, name, ...seat].filter((column) => column !== undefined)), ...phones, signature],
        (invitation, beside) => {
          const named = comes(invitation) ? personsOf(invitation, beside) : [];
          return !mayCome(invitation) ? [] : named.length > 0 ? named : [{ invitation }];
        },
      );
    }
    case 'delegations':
      return listOf(
        [...office, answer, ...seat, ...confirmation, ...people, head, ...ofDelegation.map(replyField)],
        ifIt(comes),
      );
    case 'silent':
      return listOf([...office, ...reached], ifIt(isSilent));
    case 'call-list':
      return listOf([...ofOffice<CallRow>([...office, ...reached]), ...whyCalled], (invitation, { call }) =>
        call === undefined ? [] : [{ invitation, call }],
      );
    case 'answers':
      return listOf(
        [
          ...office,
          answer,
          ...seat,
          ...confirmation,
          ...howItCame,
          ...people,
          ...(meeting.form?.questions ?? []).map(question),
          ...replyFieldNames.map(replyField),
          ...(shown === 'file' ? reached : []),
        ],
        ifIt(() => true),
      );
    case 'opinions':
      return listOf([...ofOffice<OpinionRow>(office), ...ofOpinion], (invitation, { opinions = [] }) =>
        opinions.map((opinion) => ({ invitation, opinion })),
      );
    default:
      return kind satisfies never;
  }
};
