import {
  type Attendance,
  attendeeFieldNames,
  attendeeFields,
  type CallListEntry,
  contactColumns,
  countsSeats,
  fieldOf,
  fieldWordsOf,
  headOf,
  type Invitation,
  type KeptContent,
  type Meeting,
  type Opinion,
  type Question,
  type ReplyField,
  replyFields,
  saidOfAttendee,
  saidOfContact,
  saidText,
  saidToQuestions,
} from '#contracts';
import { type WrittenValue } from '#sheets';
import {
  afterWordsOf,
  directoryWordsOf,
  type Language,
  provinceName,
  repliesWordsOf,
  shortMomentText,
  textIn,
  wordsOf,
} from '#words';

export type Column<Row> = {
  readonly title: string;
  readonly width: number;
  readonly value: (row: Row) => WrittenValue | undefined;
  /** By which programs know the office; people read its name. */
  readonly inFiles?: true;
};

type AttendeeSaid = KeptContent['attendees'][number];
/** One row of a list of persons; without `attendee` nobody is named. */
export type PersonRow = {
  readonly invitation: Invitation;
  readonly attendee?: AttendeeSaid;
  /** How many persons are not shown to whoever reads. */
  readonly withheld?: number;
  readonly attendance?: Attendance | undefined;
};
export type CallRow = { readonly invitation: Invitation; readonly call: CallListEntry };
export type OpinionRow = { readonly invitation: Invitation; readonly opinion: Opinion };

/** The columns that lists of a meeting are made of, in the words of their reader. */
export const columnsOf = (meeting: Meeting, language: Language) => {
  const { names, response } = wordsOf(language);
  const { importFields } = directoryWordsOf(language);
  const { lists, day } = afterWordsOf(language);
  const { columns: called, yes, withheld: withheldWords } = lists;
  const { calls } = repliesWordsOf(language);
  const at = (instant: string): string => shortMomentText(language, meeting.timeZone, instant);
  const fields = fieldWordsOf(language);
  const classNames = new Map(meeting.classes.map((each) => [each.class, textIn(each.name, language)]));
  const said = (invitation: Invitation): KeptContent | undefined => invitation.response;

  /** Named as an import reads them: what goes out comes back as it was. */
  const office: Column<Invitation>[] = [
    { title: importFields.id, width: 24, inFiles: true, value: ({ organisation }) => organisation.id },
    { title: importFields.code, width: 14, inFiles: true, value: ({ organisation }) => organisation.code },
    { title: importFields.name, width: 44, value: ({ organisation }) => organisation.name.th },
    {
      title: importFields.class,
      width: 30,
      value: ({ organisation }) => classNames.get(organisation.class) ?? organisation.class,
    },
    {
      title: importFields.province,
      width: 18,
      value: ({ organisation }) => provinceName(organisation.provinceCode, language),
    },
    { title: importFields.site, width: 32, value: ({ siteName }) => textIn(siteName, language) },
  ];
  const contactOf = ({ organisation }: Invitation) =>
    organisation.contacts?.find(({ role }) => role === 'coordinator') ?? organisation.contacts?.[0];
  const toCall: Column<Invitation>[] = [
    { title: importFields.phone, width: 20, value: ({ organisation }) => organisation.phone },
    { title: importFields.fax, width: 20, value: ({ organisation }) => organisation.fax },
    { title: importFields.email, width: 30, value: ({ organisation }) => organisation.email },
  ];
  const widths = { name: 26, phone: 20, mobile: 18, email: 30 };
  /** Whom people ring up, whatever that person is there for. */
  const toAsk: Column<Invitation>[] = contactColumns
    .filter(({ role }) => role === 'coordinator')
    .map(({ field, part }) => ({
      title: importFields[field],
      width: widths[part],
      value: (each) => contactOf(each)?.[part],
    }));
  /** As an import reads them: each contact under what it is there for. */
  const contacts: Column<Invitation>[] = contactColumns.map((column) => ({
    title: importFields[column.field],
    width: widths[column.part],
    value: ({ organisation }) => saidOfContact(column, organisation),
  }));
  const answer: Column<Invitation> = {
    title: called.answer,
    width: 14,
    value: ({ response: given }) => given && names.answers[given.answer],
  };
  /** Nothing of it where the meeting counts no seats. */
  const seat: Column<Invitation>[] = countsSeats(meeting.form)
    ? [{ title: called.seat, width: 18, value: (each) => each.seat && names.seats[each.seat] }]
    : [];
  /** Nothing of it where nobody was asked to confirm. */
  const confirmation: Column<Invitation>[] =
    meeting.confirmedFrom === undefined
      ? []
      : [
          {
            title: called.confirmation,
            width: 16,
            value: ({ unconfirmed }) => (unconfirmed === true ? called.unconfirmed : undefined),
          },
        ];
  const howItCame: Column<Invitation>[] = [
    { title: called.channel, width: 12, value: ({ response: given }) => given && names.channels[given.channel] },
    { title: called.receivedAt, width: 26, value: ({ response: given }) => given && at(given.receivedAt) },
    { title: called.late, width: 12, value: ({ response: given }) => (given?.late === true ? yes : undefined) },
  ];
  const countOf = ({ response: given }: Invitation): number | undefined =>
    given && (given.withheld?.attendees ?? given.attendees.length);
  const people: Column<Invitation>[] = [
    { title: called.people, width: 10, value: countOf },
    {
      title: called.attendees,
      width: 40,
      value: ({ response: given }) =>
        given
        && (given.withheld === undefined
          ? given.attendees
              .map((attendee) =>
                saidOfAttendee(attendee, language)
                  .map(({ name, text }) => response.attendee[name].said(text))
                  .join(' '),
              )
              .join('\n')
          : given.withheld.attendees === 0
            ? undefined
            : withheldWords(given.withheld.attendees)),
    },
  ];
  const replyField = (name: ReplyField): Column<Invitation> => ({
    title: fields.fields[name],
    width: 28,
    value: (each) => {
      const value = said(each)?.[name];
      return value && saidText(name, fieldOf(replyFields, name), value, language);
    },
  });
  const question = (asked: Question): Column<Invitation> => ({
    title: textIn(asked.label, language),
    width: 28,
    value: (each) => {
      const { [asked.id]: given } = said(each)?.answers ?? {};
      const textOf = (one: string) => saidToQuestions(meeting.form, { [asked.id]: one }, language)[0]?.text;
      return typeof given === 'object' ? given.map(textOf).join('\n') : given && textOf(given);
    },
  });
  const ofPerson: Column<PersonRow>[] = attendeeFieldNames.map((name) => ({
    title: fields.attendee[name].label,
    width: fieldOf(attendeeFields, name).input === 'phone' ? 20 : 28,
    value: ({ attendee, withheld }) =>
      withheld !== undefined && name === 'name'
        ? withheldWords(withheld)
        : attendee?.[name] && saidText(name, fieldOf(attendeeFields, name), attendee[name], language),
  }));
  const head: Column<Invitation> = {
    title: called.head,
    width: 40,
    value: (each) => {
      const leads = headOf(said(each)?.attendees ?? []);
      if (leads === undefined) return undefined;
      return saidOfAttendee({ ...leads, head: undefined }, language)
        .map(({ name, text }) => response.attendee[name].said(text))
        .join(' ');
    },
  };
  const ofOpinion: Column<OpinionRow>[] = [
    { title: called.opinion, width: 80, value: ({ opinion }) => opinion.text },
    { title: called.givenBy, width: 28, value: ({ opinion }) => opinion.givenBy },
    { title: called.channel, width: 12, value: ({ opinion }) => names.channels[opinion.channel] },
    { title: called.receivedAt, width: 26, value: ({ opinion }) => at(opinion.givenAt) },
  ];
  const whyCalled: Column<CallRow>[] = [
    { title: called.callReason, width: 26, value: ({ call }) => names.callReasons[call.reason ?? 'silent'] },
    { title: called.raisedAt, width: 26, value: ({ call }) => at(call.raisedAt) },
    {
      title: called.lastCall,
      width: 22,
      value: ({ call: { lastCall } }) => lastCall && calls.outcomes[lastCall.outcome],
    },
    { title: called.calledAt, width: 26, value: ({ call: { lastCall } }) => lastCall && at(lastCall.at) },
    {
      title: called.callAgainAt,
      width: 26,
      value: ({ call: { lastCall } }) => (lastCall?.callAgainAt === undefined ? undefined : at(lastCall.callAgainAt)),
    },
  ];
  const cameAs: Column<PersonRow>[] = [
    { title: called.attendance, width: 16, value: ({ attendance }) => attendance && day.states[attendance.state] },
    { title: called.vouchedBy, width: 28, value: ({ attendance }) => attendance?.vouchedBy },
  ];
  const signature: Column<PersonRow> = { title: called.signature, width: 30, value: () => undefined };
  return {
    office,
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
  };
};
