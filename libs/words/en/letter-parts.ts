import { type Fact, type Letter, type LetterValues } from '../letter.js';

/** What English letters are made of. */
export const partsOf = ({
  title: meetingTitle,
  organiser,
  place,
  unit,
  email,
  fax,
  phone,
  faultLine,
  dialIn,
  when: span,
  until,
  extras,
  details,
  blank,
}: LetterValues) => {
  const common = {
    closing: 'Yours faithfully,',
    signature: [unit, organiser, email],
    footer: `This mail was sent automatically on behalf of the ${organiser}. If you answer it, your message reaches the coordinator.`,
  };
  const said = (label: string, value: string | undefined): readonly Fact[] =>
    value === undefined ? [] : [{ label, value }];
  const title: Fact = { label: 'Meeting', value: meetingTitle };
  const when: Fact = { label: 'When', value: span };
  return {
    toOffice: {
      ...common,
      salutation: `To: ${blank('office')}`,
      several: {
        lead: 'This mail is for the following offices, which share this address. Each has a link and a reply code of its own; please see to each of them.',
        code: 'Reply code',
        note: 'Each link belongs to its office alone. Please do not pass them on outside these offices.',
      },
    },
    toSite: { ...common, salutation: `To: the video-conference staff of ${blank('site')}` },
    title,
    when,
    meetingFacts: [title, when, { label: 'Where', value: `${place} (by video conference)` }] as readonly Fact[],
    deadline: { label: 'Please reply by', value: until, strong: true } as Fact,
    until,
    coordinator: `the ${unit}, ${email}`,
    ask: `If you have any question, please write to the ${unit}, ${email}.`,
    /** No form goes with the mail, so it says what a fax must hold. */
    byFax:
      fax === undefined
        ? ''
        : ` If you cannot use the link, please send a fax to ${fax} with the name of your office, your answer (will attend, will send a representative, or will not attend), and the name, position and telephone number of each person who will attend.`,
    siteAction: {
      label: 'Open the page of your site',
      url: blank('url'),
      note: 'Confirm the appointment, choose another time, correct what is known of your site, or try microphone, camera and line before the check there. The link is your site’s own: please do not pass it on.',
    },
    action: (label: string): NonNullable<Letter['action']> => ({
      label,
      url: blank('url'),
      note: 'This link belongs to your office alone. Please do not pass it on outside your office.',
    }),
    answerFacts: [
      { label: 'Answer', value: blank('answer'), strong: true },
      { label: 'Number of people attending', value: blank('attendees') },
      ...(extras.includes('people') ? [{ label: 'Who will attend', value: blank('people') }] : []),
      ...details,
      { label: 'Received by', value: blank('channel') },
      { label: 'Received at', value: blank('receivedAt') },
    ] as readonly Fact[],
    before: (
      [
        ['titleBefore', 'Called before'],
        ['whenBefore', 'When before'],
        ['placeBefore', 'Where before'],
        ['deadlineBefore', 'Deadline before'],
      ] as const
    ).flatMap(([name, label]): readonly Fact[] => (extras.includes(name) ? [{ label, value: blank(name) }] : [])),
    reason: (extras.includes('reason') ? [{ label: 'Reason', value: blank('reason') }] : []) as readonly Fact[],
    beforeJoining: (
      [
        ['dialInBefore', 'Dialled before, no longer valid'],
        ['faultLineBefore', 'Number for faults before, no longer valid'],
      ] as const
    ).flatMap(([name, label]): readonly Fact[] => (extras.includes(name) ? [{ label, value: blank(name) }] : [])),
    dayFacts: [
      { label: 'Your hall', value: blank('site'), strong: true },
      ...said('To join by video', dialIn),
      ...said('If the link fails, call', faultLine),
      ...said('Coordinator’s telephone', phone),
    ] as readonly Fact[],
    checkFacts: [
      { label: 'Site', value: blank('site') },
      { label: 'Check', value: blank('when'), strong: true },
      { label: 'Test room', value: blank('room') },
      ...(
        [
          ['findings', 'Found in the last check, and what to do before this one'],
          ['dialledAt', 'You will be dialled at'],
          ['technicians', 'Technicians on record'],
        ] as const
      ).flatMap(([name, label]): readonly Fact[] => (extras.includes(name) ? [{ label, value: blank(name) }] : [])),
    ] as readonly Fact[],
  };
};
