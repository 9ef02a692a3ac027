import { isDeepStrictEqual } from 'node:util';
import { Bilingual, type HistoryChange, type WordedChange } from '#contracts';
import {
  afterWordsOf,
  conferenceWordsOf,
  fieldName,
  isLanguage,
  type Language,
  prepareWordsOf,
  provinceName,
  repliesWordsOf,
  shortDayText,
  shortMomentText,
  textIn,
  wordsOf,
} from '#words';

/** What changes are said with: the reader's language, the meeting's zone and classes, and what sites are called. */
export type Reader = {
  readonly language: Language;
  readonly timeZone: string;
  /** Of a site, a class, or anything else that is kept by its id; undefined for what has no name. */
  readonly nameOf: (field: string, id: string) => string | undefined;
};

type Known = Readonly<Record<string, unknown>>;
type Names = Readonly<Record<string, string>>;
const mostRows = 60;
const mostText = 400;
/** By which Sala keeps its files, entries and versions: nothing that anybody reads. */
const unread = new Set(['id', 'fileId', 'sha256', 'contentType', 'bytes', 'opinionId', 'madeLike', 'callId', 'mailId']);
/** What tells one entry of a list from the others. */
const keys = ['id', 'class', 'duty', 'siteId', 'title', 'name'] as const;

const isRecord = (value: unknown): value is Known =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** One text in several languages; an object with any other field is none. */
const isText = (value: unknown): value is Bilingual =>
  isRecord(value) && Object.keys(value).every(isLanguage) && Bilingual.safeParse(value).success;

/** How each field that holds one of a few words calls them; each only the values that it knows. */
const valueNames = (language: Language): Readonly<Record<string, readonly Names[]>> => {
  const { names, history, response } = wordsOf(language);
  const { questions, letter, schedule, documents, duties } = prepareWordsOf(language);
  const { day } = afterWordsOf(language);
  const conference = conferenceWordsOf(language);
  const uses = questions.use;
  return {
    answer: [names.answers],
    answers: [names.answers],
    channel: [names.channels],
    status: [names.meetingStatuses, names.invitationStatuses],
    state: [day.states, { met: duties.met, 'not-applicable': duties.notApplicable }, names.checkStates],
    seat: [names.seats],
    kind: [names.deliveryKinds, questions.kinds],
    outcome: [repliesWordsOf(language).calls.outcomes, names.checkStates, names.checkOutcomes],
    faults: [names.checkFaults],
    cause: [names.checkCancelCauses],
    joining: [conference.states],
    leftBy: [conference.leftBy],
    fault: [conference.faults],
    conference: [history.conference],
    role: [names.contactRoles],
    count: [schedule.counts],
    on: [schedule.ons],
    from: [history.from],
    unit: [documents.units],
    urgency: [letter.urgencies],
    secrecy: [letter.secrecies],
    acting: [letter.actings],
    reasonDeclined: [response.choices.reasonDeclined, uses],
    duty: [Object.fromEntries(Object.entries(duties.duties).map(([duty, { name }]) => [duty, name]))],
    language: [{ th: wordsOf('th').locale.name, en: wordsOf('en').locale.name }],
    as: [history.as],
  };
};

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;
const day = /^\d{4}-\d{2}-\d{2}$/;

class Wording {
  readonly #rows: WordedChange[] = [];
  readonly #names: ReturnType<typeof valueNames>;

  constructor(private readonly reader: Reader) {
    this.#names = valueNames(reader.language);
  }

  get rows(): WordedChange[] {
    return this.#rows.slice(0, mostRows);
  }

  change({ field, before, after, personal }: HistoryChange): void {
    if (unread.has(field)) return;
    const label = this.#label(field);
    if (personal === true) this.#rows.push({ label, personal });
    else this.#compare(field, label, before, after);
  }

  #compare(field: string, label: string, before: unknown, after: unknown): void {
    if (isDeepStrictEqual(before, after)) return;
    if (this.#isPart(before) && this.#isPart(after) && (isRecord(before) || isRecord(after)))
      this.#compareParts(label, isRecord(before) ? before : {}, isRecord(after) ? after : {});
    else if (isList(before) && isList(after)) this.#compareEntries(field, label, before ?? [], after ?? []);
    else this.#say(label, this.#text(field, before), this.#text(field, after));
  }

  #isPart(value: unknown): boolean {
    return value === undefined || (isRecord(value) && !isText(value));
  }

  #compareParts(label: string, before: Known, after: Known): void {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)]))
      if (!unread.has(name)) this.#compare(name, `${label} › ${this.#label(name)}`, before[name], after[name]);
  }

  /** An entry that is there before and after is compared part by part; the others come or go. */
  #compareEntries(field: string, label: string, before: readonly Known[], after: readonly Known[]): void {
    const at = new Map(before.map((each, index) => [keyOf(each, index), each]));
    const rows = this.#rows.length;
    for (const [index, each] of after.entries()) {
      const key = keyOf(each, index);
      const was = at.get(key);
      at.delete(key);
      if (was === undefined) this.#say(label, undefined, this.#text(field, each));
      else if (!isDeepStrictEqual(was, each)) this.#compareParts(`${label} › ${this.#called(was)}`, was, each);
    }
    for (const gone of at.values()) this.#say(label, this.#text(field, gone), undefined);
    if (this.#rows.length === rows) this.#say(label, this.#text(field, before), this.#text(field, after));
  }

  #say(label: string, before: string | undefined, after: string | undefined): void {
    if (before === after) return;
    this.#rows.push({ label, ...(before !== undefined && { before }), ...(after !== undefined && { after }) });
  }

  #label(field: string): string {
    return fieldName(field, this.reader.language);
  }

  /** Undefined for what is not there. */
  #text(field: string, value: unknown): string | undefined {
    if (value === undefined || value === null || value === '') return undefined;
    const text = this.#whole(field, value);
    return text.length > mostText ? `${text.slice(0, mostText)}…` : text;
  }

  #whole(field: string, value: unknown): string {
    const { language, timeZone } = this.reader;
    const { yes, no, empty } = wordsOf(language).history.changes;
    if (typeof value === 'boolean') return value ? yes : no;
    if (typeof value === 'string') {
      if (instant.test(value)) return shortMomentText(language, timeZone, value);
      if (day.test(value)) return shortDayText(language, 'UTC', `${value}T12:00:00.000Z`);
      return this.#word(field, value);
    }
    if (Array.isArray(value))
      return value.length === 0 ? empty : value.map((each) => this.#whole(field, each)).join(', ');
    if (isText(value)) return textIn(value, language);
    if (isRecord(value)) return this.#called(value);
    return String(value);
  }

  #word(field: string, value: string): string {
    if (/^provinceCodes?$|^provinces$/.test(field)) return provinceName(value, this.reader.language);
    const known = (this.#names[field] ?? []).find((names) => Object.hasOwn(names, value));
    const uses: Names = prepareWordsOf(this.reader.language).questions.use;
    return (
      known?.[value]
      ?? this.reader.nameOf(field, value)
      ?? (Object.hasOwn(uses, value) ? (uses[value] ?? value) : value)
    );
  }

  /** An entry by its name first, then what else stands in it. */
  #called(entry: Known): string {
    const { title, name, label, ...rest } = entry;
    const first = title ?? name ?? label;
    const others = Object.entries(first === undefined ? entry : rest)
      .filter(
        ([field, value]) => !unread.has(field) && value !== undefined && !(field === 'class' && first !== undefined),
      )
      .map(([field, value]) => [field, this.#whole(field, value)] as const)
      .filter(([, text]) => text !== '')
      .map(([field, text]) => `${this.#label(field)} ${text}`);
    return [...(first === undefined ? [] : [this.#whole('name', first)]), ...others].join(' · ');
  }
}

const keyOf = (entry: Known, index: number): string => {
  const name = keys.find((each) => typeof entry[each] === 'string');
  return name === undefined ? `#${index}` : `${name} ${String(entry[name])}`;
};
const isList = (value: unknown): value is readonly Known[] | undefined =>
  value === undefined
  || (Array.isArray(value) && value.length > 0 && value.every((each) => isRecord(each) && !isText(each)))
  || (Array.isArray(value) && value.length === 0);

/** What a write changed, as people read it: each part by its name, how it was and how it is. */
export const wordedChanges = (changes: readonly HistoryChange[], reader: Reader): WordedChange[] => {
  const wording = new Wording(reader);
  for (const change of changes) wording.change(change);
  return wording.rows;
};
