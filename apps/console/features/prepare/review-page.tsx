import { Link } from '@tanstack/react-router';
import { type Invitee, ListInvitees, type Meeting, type MeetingReview, ReviewMeeting } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useListing } from '../../kit/data/use-listing.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { usePrepareWords } from '../../kit/prepare-words.js';
import { useReader } from '../../kit/reader.js';
import { type Column, Table } from '../../kit/table/table.js';
import { isEnded } from './content.js';
import { SendingSideRow } from './sending-side-row.js';
import { Steps } from './steps.js';

type Finding = MeetingReview['missing' | 'doubtful'][number];
/** The page on which each is mended. */
type Page = 'basics' | 'letter' | 'offices' | 'duties' | 'inbox';
const mendedOn: Readonly<Record<Finding, Page>> = {
  organiser: 'basics',
  purpose: 'basics',
  deadline: 'basics',
  start: 'basics',
  'short-notice': 'basics',
  phone: 'basics',
  'fault-line': 'basics',
  'letter-number': 'letter',
  classes: 'offices',
  offices: 'offices',
  'no-address': 'offices',
  'bad-address': 'inbox',
  duties: 'duties',
};

/** Of the inbox, where addresses that get no mail stand. */
const addresses = { view: 'addresses' };

type FindingsOf<Of extends Finding> = {
  readonly meeting: Meeting;
  readonly title: string;
  readonly of: readonly Of[];
  readonly words: Readonly<Record<Of, string>>;
  readonly grave?: boolean;
};
const Findings = <Of extends Finding>({ meeting, title, of, words, grave = false }: FindingsOf<Of>) =>
  of.length > 0 && (
    <section className={grave ? 'notice' : undefined}>
      <h2>{title}</h2>
      <ul>
        {of.map((each) => {
          const text: string = words[each];
          const place: string = `/meetings/${meeting.id}/${mendedOn[each]}`;
          return (
            <li key={each}>
              <Link to={place} search={mendedOn[each] === 'inbox' ? addresses : {}}>
                {text}
              </Link>
            </li>
          );
        })}
      </ul>
    </section>
  );

const Invitees = ({ meeting }: { meeting: Meeting }) => {
  const words = usePrepareWords('review');
  const { named, province } = useReader();
  const { items, problem, reload } = useListing(ListInvitees, { meetingId: meeting.id });
  if (items === undefined) return problem === undefined ? <Loading /> : <Notice problem={problem} retry={reload} />;
  const classes = new Map(meeting.classes.map((each) => [each.class, named(each.name)]));
  const columns: readonly [Column<Invitee>, ...Column<Invitee>[]] = [
    { id: 'name', title: words.office, value: ({ name }) => named(name) },
    { id: 'class', title: words.class, value: (each) => classes.get(each.class) ?? each.class },
    { id: 'province', title: words.province, value: ({ provinceCode }) => province(provinceCode) },
    { id: 'gets', title: words.gets, value: ({ to }) => (to.length > 0 ? to.join(', ') : words.byLetter) },
  ];
  if (items.length === 0) return <Empty>{words.nobody}</Empty>;
  return <Table caption={words.invitees} columns={columns} rows={items} rowId={({ id }) => id} />;
};

/** What is missing, who gets what, and the step that makes it known to them. */
export const ReviewPage = () => {
  const { meeting } = useMeeting();
  const words = usePrepareWords('review');
  const { value, problem, reload } = useAnswer(ReviewMeeting, { meetingId: meeting.id }, { anew: true });
  if (value === undefined) return problem === undefined ? <Loading /> : <Notice problem={problem} retry={reload} />;
  const { missing, doubtful, offices, mails, withoutAddress, badAddress = 0 } = value;
  const isDraft = meeting.status === 'draft';
  return (
    <>
      {isDraft && <Findings meeting={meeting} title={words.missing} of={missing} words={words.lacks} grave />}
      {!isEnded(meeting) && <Findings meeting={meeting} title={words.doubtful} of={doubtful} words={words.doubts} />}
      <p>
        {(isDraft ? words.counted : words.invitedNow)(offices)}
        {isDraft && mails > 0 && ` · ${words.mails(mails)}`}
        {withoutAddress > 0 && ` · ${words.withoutAddress(withoutAddress)}`}
        {badAddress > 0 && ` · ${words.badAddress(badAddress)}`}
      </p>
      {!isEnded(meeting) && <SendingSideRow />}
      <Steps meeting={meeting} ready={missing.length === 0} offices={offices} unreached={withoutAddress + badAddress} />
      {isEnded(meeting) && <p>{words.ended}</p>}
      {isDraft && <Invitees meeting={meeting} />}
    </>
  );
};
