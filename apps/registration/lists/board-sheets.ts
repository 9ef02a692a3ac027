import { Channel, type Meeting, type Tally } from '#contracts';
import { type WrittenSheet, type WrittenValue } from '#sheets';
import { afterWordsOf, collatorOf, directoryWordsOf, type Language, provinceName, textIn, wordsOf } from '#words';
import { type Counts } from '../board/board.module.js';

const numbersOf = ({ invited, answered, attend, representative, decline, late, people }: Tally): number[] => [
  invited,
  answered,
  invited - answered,
  attend,
  representative,
  decline,
  late,
  people,
];

/** `ids`: what each row is about, in their order; the row of sums behind them is about nothing. */
type BoardSheet = WrittenSheet & {
  readonly of: 'class' | 'province' | 'channel';
  readonly ids: readonly string[];
  readonly rows: WrittenValue[][];
};

/** The board as sheets: by class in the order of the meeting, by province as readers look names up, by channel. */
export const boardSheets = (
  { total, byClass, byProvince, byChannel }: Counts,
  meeting: Meeting,
  language: Language,
) => {
  const { names } = wordsOf(language);
  const { importFields } = directoryWordsOf(language);
  const { board } = afterWordsOf(language).lists;
  const counters = [
    board.invited,
    board.answered,
    board.silent,
    names.answers.attend,
    names.answers.representative,
    names.answers.decline,
    board.late,
    board.people,
  ].map((title) => ({ title, width: 14 }));
  const { compare } = collatorOf(language);
  const provinces = Object.entries(byProvince)
    .map(([code, tally]) => ({ code, name: provinceName(code, language), tally }))
    .sort((one, other) => compare(one.name, other.name));
  const order = new Map(meeting.classes.map((each, index) => [each.class, { ...each, index }]));
  const classes = Object.entries(byClass)
    .map(([id, tally]) => ({ id, tally, known: order.get(id) }))
    .sort((one, other) => (one.known?.index ?? order.size) - (other.known?.index ?? order.size));
  const inSurvey = (surveyed: boolean | undefined): string =>
    surveyed === true ? afterWordsOf(language).lists.yes : '';
  const sheets: BoardSheet[] = [
    {
      of: 'class',
      ids: classes.map(({ id }) => id),
      name: board.byClass,
      columns: [{ title: importFields.class, width: 40 }, { title: board.surveyed, width: 14 }, ...counters],
      rows: [
        ...classes.map(({ id, known, tally }) => [
          known === undefined ? id : textIn(known.name, language),
          inSurvey(known?.surveyed),
          ...numbersOf(tally),
        ]),
        [board.total, '', ...numbersOf(total)],
      ],
    },
    {
      of: 'province',
      ids: provinces.map(({ code }) => code),
      name: board.byProvince,
      columns: [{ title: importFields.province, width: 26 }, ...counters],
      rows: [...provinces.map(({ name, tally }) => [name, ...numbersOf(tally)]), [board.total, ...numbersOf(total)]],
    },
    {
      of: 'channel',
      ids: [],
      name: board.byChannel,
      columns: [
        { title: afterWordsOf(language).lists.columns.channel, width: 18 },
        { title: board.count, width: 14 },
      ],
      rows: Channel.options.map((channel) => [names.channels[channel], byChannel[channel] ?? 0]),
    },
  ];
  return sheets;
};
