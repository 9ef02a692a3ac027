import { type Came, ExportReport, GetReport, type Tally } from '#contracts';
import { useAfterWords } from '../../kit/after-words.js';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useDownload } from '../../kit/data/use-download.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { type Column, Table } from '../../kit/table/table.js';
import { Closing } from './closing.js';
import { OpinionsTable } from './opinions-table.js';
import './report.css';

type Row = { readonly id: string; readonly name: string; readonly tally: Tally; readonly came: Came };
const none: Came = { present: 0, represented: 0, absent: 0, excused: 0, unknown: 0 };
const states = ['present', 'represented', 'absent', 'excused', 'unknown'] as const;

const useColumns = (title: string): readonly [Column<Row>, ...Column<Row>[]] => {
  const { board } = useAfterWords('lists');
  const words = useAfterWords('report');
  const { names } = useReader();
  const counted = (id: string, heading: string, value: (row: Row) => number): Column<Row> => ({
    id,
    title: heading,
    kind: 'number',
    value,
  });
  return [
    { id: 'name', title, value: ({ name }) => name },
    counted('invited', board.invited, ({ tally }) => tally.invited),
    counted('attend', names.answers.attend, ({ tally }) => tally.attend),
    counted('representative', names.answers.representative, ({ tally }) => tally.representative),
    counted('decline', names.answers.decline, ({ tally }) => tally.decline),
    counted('silent', board.silent, ({ tally }) => tally.invited - tally.answered),
    counted('late', board.late, ({ tally }) => tally.late),
    ...states.map((state) => counted(state, words.came[state], ({ came }) => came[state])),
  ];
};
const idOf = ({ id }: Row) => id;

/** What became of the meeting, on one page of paper and more; and the end of its books. */
export const ReportPage = () => {
  const { meeting } = useMeeting();
  const words = useAfterWords('report');
  const { language, named, province, moment, shortMoment } = useReader();
  const { value: report, problem, reload } = useAnswer(GetReport, { meetingId: meeting.id }, { anew: true });
  const { save, busy, problem: unsaved } = useDownload(ExportReport);
  const [classColumns, provinceColumns] = [useColumns(words.class), useColumns(words.province)];
  if (report === undefined) return problem === undefined ? <Loading /> : <Notice problem={problem} retry={reload} />;
  const { replies, came, people, surveyed, opinions, checks } = report;
  const passed = checks?.filter(({ status }) => status === 'passed').length ?? 0;
  const rowOf = (id: string, name: string, tally: Tally, own: Came | undefined): Row => ({
    id,
    name,
    tally,
    came: own ?? none,
  });
  const classes = meeting.classes.flatMap((each): Row[] => {
    const tally = replies.byClass[each.class];
    return tally === undefined ? [] : [rowOf(each.class, named(each.name), tally, came.byClass[each.class])];
  });
  const provinces = Object.entries(replies.byProvince).map(([code, tally]) =>
    rowOf(code, province(code), tally, came.byProvince[code]),
  );
  return (
    <div className="report">
      <p>
        {named(meeting.title)} · {moment(meeting.startsAt, meeting.timeZone)}
      </p>
      <ul className="figures">
        <li>{words.answeredOf(replies.total.answered, replies.total.invited)}</li>
        <li>{words.cameOf(came.total.present + came.total.represented, people)}</li>
        {surveyed.invited > 0 && <li>{words.surveyedOf(surveyed.answered, surveyed.invited)}</li>}
        {checks === undefined && (
          <li>
            {words.checks}: {words.checksUnknown}
          </li>
        )}
        {checks !== undefined && checks.length > 0 && <li>{words.checksOf(passed, checks.length)}</li>}
        {opinions.given > 0 && <li>{words.opinionsOf(opinions.given, opinions.offices)}</li>}
      </ul>
      <p>
        {words.asOf} {shortMoment(report.asOf, meeting.timeZone)}
      </p>
      <p className="actions">
        <button type="button" disabled={busy} onClick={() => save({ meetingId: meeting.id, language })}>
          {words.saveXlsx}
        </button>
        <button
          type="button"
          className="quiet"
          disabled={busy}
          onClick={() => save({ meetingId: meeting.id, language, format: 'docx' })}
        >
          {words.saveDocx}
        </button>
        <button type="button" className="quiet" onClick={() => print()}>
          {words.print}
        </button>
      </p>
      <Notice problem={unsaved} />
      <Table framed narrow="table" caption={words.byClass} columns={classColumns} rows={classes} rowId={idOf} />
      <div className="further">
        <Table
          framed
          narrow="table"
          caption={words.byProvince}
          columns={provinceColumns}
          rows={provinces}
          rowId={idOf}
          sorted={{ id: 'name' }}
        />
      </div>
      {opinions.given > 0 && (
        <div className="further">
          <OpinionsTable />
        </div>
      )}
      <Closing report={report} />
    </div>
  );
};
