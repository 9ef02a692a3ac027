import { describe, expect, it } from '@jest/globals';
import { questionsFor, readReply, saidToQuestions, withoutUnasked } from './reply-check.js';
import {
  askedInReply,
  askedOfAttendee,
  KeptReplyForm,
  type Question,
  quotaOf,
  ReplyFormSettings,
  withoutRetired,
  withRetired,
} from './reply-form-settings.js';
import { Meeting, MeetingContent, exampleMeeting, exampleMeetingContent } from './meeting.js';
import { headOf } from './reply-said.js';
import { type Answered, ResponseContent } from './response.js';
import { type Answer } from './words.js';

const called = (text: string) => ({ th: text, en: text });
const options = (...ids: string[]) => ids.map((id) => ({ id, label: called(`the ${id}`) }));
const ask = (id: string, kind: Question['kind'], more: Partial<Question> = {}): Question => ({
  id,
  kind,
  label: called(`what ${id}`),
  required: false,
  ...((kind === 'choice' || kind === 'several') && { options: options('a', 'b', 'c') }),
  ...more,
});
const form = (...questions: Question[]): ReplyFormSettings => ({ questions });
const attend: ResponseContent = { answer: 'attend', attendees: [{ name: 'สมชาย' }] };
const saying = (answers: Record<string, Answered>, content: ResponseContent = attend): ResponseContent => ({
  ...content,
  answers,
});
const whole = { whole: true };
const wrong = (settings: ReplyFormSettings | undefined, content: ResponseContent, terms = whole) =>
  readReply(settings, content, terms).problems.map(({ field, code }) => `${field} ${code}`);

describe('the form of a meeting', () => {
  it('that says nothing asks what is usual', () => {
    for (const settings of [undefined, {}]) {
      expect(askedOfAttendee(settings).map(({ name }) => name)).toEqual(['name', 'position', 'head', 'phone']);
      expect(askedInReply(settings).map(({ name }) => name)).toEqual([
        'note',
        'coordinatorName',
        'coordinatorPhone',
        'coordinatorMobile',
        'coordinatorFax',
        'coordinatorEmail',
        'letterNumber',
        'letterDate',
      ]);
      expect(questionsFor(settings, { answer: 'attend' })).toEqual([]);
      expect(quotaOf(settings)).toBe(20);
    }
  });

  it('switches fields on and off, and insists; a name is always asked', () => {
    const settings: ReplyFormSettings = {
      attendee: { email: 'required', prefix: 'optional', phone: 'off' },
      fields: { note: 'off', reasonDeclined: 'required', assignedBy: 'optional' },
    };
    expect(askedOfAttendee(settings).map(({ name, required }) => [name, required])).toEqual([
      ['prefix', false],
      ['name', true],
      ['position', false],
      ['head', false],
      ['email', true],
    ]);
    const ofOffice = (answer: Answer) =>
      askedInReply(settings, answer).flatMap(({ name, field }) => (field.part === undefined ? [name] : []));
    expect(ofOffice('decline')).toEqual(['reasonDeclined']);
    expect(ofOffice('representative')).toEqual(['assignedBy']);
    expect(ReplyFormSettings.safeParse({ attendee: { name: 'off' } }).data).toEqual({ attendee: {} });
  });

  it.each([
    ['two questions of one name', form(ask('x', 'text'), ask('x', 'date')), 'questions'],
    ['a choice without options', form(ask('x', 'choice', { options: undefined })), 'questions.0.options'],
    ['a text with options', form(ask('x', 'text', { options: options('a', 'b') })), 'questions.0.options'],
    ['an option twice', form(ask('x', 'choice', { options: options('a', 'a') })), 'questions.0.options'],
    [
      'a question that waits for a later one',
      form(ask('x', 'text', { when: { question: { id: 'y', has: ['a'] } } }), ask('y', 'choice')),
      'questions.0.when.question',
    ],
    [
      'a question that waits for an option that is not there',
      form(ask('x', 'choice'), ask('y', 'text', { when: { question: { id: 'x', has: ['z'] } } })),
      'questions.1.when.question',
    ],
    [
      'a question that waits for a text',
      form(ask('x', 'text'), ask('y', 'text', { when: { question: { id: 'x', has: ['a'] } } })),
      'questions.1.when.question',
    ],
    [
      'more than 20 questions',
      form(...Array.from({ length: 21 }, (_, index) => ask(`q${index}`, 'text'))),
      'questions',
    ],
  ])('is none with %s, and what was kept so is readable all the same', (_what, settings, path) => {
    const parsed = MeetingContent.safeParse({ ...exampleMeetingContent, form: settings });
    expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toContain(`form.${path}`);
    expect(KeptReplyForm.safeParse(settings).success).toBe(true);
    expect(Meeting.safeParse({ ...exampleMeeting, form: settings }).success).toBe(true);
  });
});

describe('what is said to a question', () => {
  const read = (question: Question, said: Answered) => {
    const { content, problems } = readReply(form(question), saying({ [question.id]: said }), whole);
    return problems[0]?.code ?? content.answers?.[question.id];
  };
  it.each([
    ['text', 'สองคัน', 'สองคัน'],
    ['text', ['a'], 'not-text'],
    ['choice', 'b', 'b'],
    ['choice', 'z', 'one-of'],
    ['choice', ['a'], 'not-text'],
    ['several', ['c', 'a', 'a'], ['a', 'c']],
    ['several', ['a', 'z'], 'one-of'],
    ['several', 'a', 'not-list'],
    ['number', '๑,๒๐๐', '1200'],
    ['number', ' 007.50 ', '7.5'],
    ['number', '-3', '-3'],
    ['number', 'สาม', 'number-form'],
    ['number', '1e9', 'number-form'],
    ['number', '1234567890123', 'number-form'],
    ['date', '18/11/2559', '2016-11-18'],
    ['date', '๑๘-๑๑-๒๕๕๙', '2016-11-18'],
    ['date', '2559-11-18', '2016-11-18'],
    ['date', '2016-11-18', '2016-11-18'],
    ['date', '๑๘ พฤศจิกายน ๒๕๕๙', '2016-11-18'],
    ['date', '18 พ.ย. 2559', '2016-11-18'],
    ['date', '31/2/2559', 'no-such-day'],
    ['date', '1/1/2300', 'year-unclear'],
    ['date', 'ลงวันที่ ๑๘ พฤศจิกายน พ.ศ. ๒๕๕๙', '2016-11-18'],
    ['date', 'วันศุกร์ที่ 18พ.ย.2559', '2016-11-18'],
    ['date', '2559/11/18', '2016-11-18'],
    ['date', '18 / 11 / 2559', '2016-11-18'],
    ['date', '18 พ.ย. 59', 'year-unclear'],
    ['date', '1811/2559', 'written-day-form'],
    ['date', 'พรุ่งนี้', 'written-day-form'],
  ] as const)('as %s: %j is %j', (kind, said, kept) => expect(read(ask('x', kind), said as Answered)).toEqual(kept));

  it.each(['', []])('is nothing where it is blank: %j', (blank) => {
    expect(readReply(form(ask('x', 'text')), saying({ x: blank }), whole)).toEqual({ content: attend, problems: [] });
    expect(wrong(form(ask('x', 'text', { required: true })), saying({ x: blank }))).toEqual(['answers.x missing']);
  });

  it('must be said where it is required, but for the desk, whose paper may lack it', () => {
    const settings = { ...form(ask('x', 'text', { required: true })), attendee: { email: 'required' as const } };
    expect(wrong(settings, attend)).toEqual(['attendees.0.email missing', 'answers.x missing']);
    expect(wrong(settings, attend, { whole: false })).toEqual([]);
  });

  it('is refused where nobody asks it, also of a name that every object has', () => {
    expect(wrong(form(ask('x', 'text')), saying({ y: 'ก', toString: 'ข' }))).toEqual([
      'answers.y unknown-field',
      'answers.toString unknown-field',
    ]);
    expect(wrong(form(ask('toString', 'text', { required: true })), saying({}))).toEqual(['answers.toString missing']);
    expect(wrong(undefined, saying({ x: 'ก' }))).toEqual(['answers.x unknown-field']);
    expect(wrong(form(ask('x', 'text', { retired: true })), saying({ x: 'ก' }))).toEqual(['answers.x not-asked']);
  });

  it('is read by people in their language, a question that is gone by its id', () => {
    const settings = form(ask('x', 'several'), ask('d', 'date', { retired: true }));
    expect(saidToQuestions(settings, { d: '2016-11-18', gone: 'ก', x: ['a', 'was'] }, 'th')).toEqual([
      { id: 'x', label: 'what x', text: 'the a, was' },
      { id: 'd', label: 'what d', text: '18 พ.ย. 2559' },
      { id: 'gone', label: 'gone', text: 'ก' },
    ]);
  });
});

describe('a condition', () => {
  const settings = form(
    ask('car', 'choice', { required: true, when: { answers: ['attend', 'representative'] } }),
    ask('plate', 'text', { required: true, when: { question: { id: 'car', has: ['a', 'b'] } } }),
    ask('why', 'several', { when: { answers: ['decline'] } }),
    ask('more', 'text', { required: true, when: { question: { id: 'why', has: ['c'] } } }),
  );
  const decline: ResponseContent = { answer: 'decline', attendees: [] };

  it.each([
    ['the answer', attend, {}, ['answers.car missing']],
    ['an option of another question', attend, { car: 'a' }, ['answers.plate missing']],
    ['an option that was not chosen', attend, { car: 'c' }, []],
    ['one of several that were chosen', decline, { why: ['a', 'c'] }, ['answers.more missing']],
    ['none of several', decline, { why: ['a'] }, []],
    [
      'a question that is not asked itself',
      decline,
      { car: 'a', plate: 'กข 1' },
      ['answers.car not-asked', 'answers.plate not-asked'],
    ],
  ])('waits for %s', (_what, content, answers, problems) =>
    expect(wrong(settings, saying(answers as Record<string, Answered>, content))).toEqual(problems),
  );

  it('is obeyed by what a form leaves out: what does not go with the answer is not said', () => {
    const typed = { ...saying({ car: 'a', plate: 'กข 1', unheard: 'x' }, decline), assignedBy: 'ผู้ว่าราชการจังหวัด' };
    const asked = { ...settings, fields: { assignedBy: 'required' as const } };
    expect(withoutUnasked(asked, typed)).toEqual({ ...decline, answers: { unheard: 'x' } });
    expect(wrong(asked, typed)).toContain('assignedBy not-asked');
    expect(wrong(asked, { ...attend, answer: 'representative', answers: { car: 'c' } })).toEqual([
      'assignedBy missing',
    ]);
  });
});

describe('limits of a form', () => {
  it('hold how many an office may name, and what is asked of each', () => {
    const many = { ...attend, attendees: [{ name: 'ก', email: 'a@office.example' }, { name: 'ข' }] };
    expect(wrong({ quota: 1 }, many)).toEqual(['attendees over-quota', 'attendees.0.email not-asked']);
    expect(wrong({ quota: 2, attendee: { email: 'optional', position: 'off' } }, many)).toEqual([]);
  });

  it.each<[string, ReplyFormSettings | undefined, (string | undefined)[], string[]]>([
    ['nobody of two where that is left open', undefined, [undefined, undefined], []],
    [
      'nobody of two where one must',
      { attendee: { head: 'required' } },
      [undefined, undefined],
      ['attendees.0.head head-missing'],
    ],
    ['one of two', { attendee: { head: 'required' } }, [undefined, 'head'], []],
    ['nobody of one', { attendee: { head: 'required' } }, [undefined], []],
    ['one where it is not asked', { attendee: { head: 'off' } }, ['head', undefined], ['attendees.0.head not-asked']],
    ['one where one alone may come', { quota: 1 }, ['head'], ['attendees.0.head not-asked']],
  ])('say who leads: %s', (_what, settings, heads, problems) => {
    const attendees = heads.map((head) => ({ name: 'ก', ...(head === 'head' && { head: 'head' as const }) }));
    expect(wrong(settings, { ...attend, attendees })).toEqual(problems);
    expect(
      wrong(settings, { ...attend, attendees }, { whole: false }).filter((each) => each.includes('missing')),
    ).toEqual([]);
  });

  it('keep nobody as the head of himself, and take no two', () => {
    const [one, two] = [
      { name: 'ก', head: 'head' as const },
      { name: 'ข', head: 'head' as const },
    ];
    expect(readReply(undefined, { ...attend, attendees: [one] }, whole).content.attendees).toEqual([{ name: 'ก' }]);
    const refused = ResponseContent.safeParse({ ...attend, attendees: [one, { name: 'ค' }, two] });
    expect(refused.error?.issues.map(({ path }) => path.join('.'))).toEqual(['attendees.2.head']);
    expect(headOf([one, { name: 'ค' }])).toBe(one);
    expect(headOf([{ name: 'ค' }])).toEqual({ name: 'ค' });
    expect(headOf([{ name: 'ค' }, { name: 'ง' }])).toBeUndefined();
  });
});

describe('a form that changed', () => {
  const before = form(ask('x', 'text'), ask('y', 'text'));
  it('keeps what it asked before as retired, again and again', () => {
    const once = withRetired(before, form(ask('y', 'text', { required: true }), ask('z', 'text')));
    expect(once?.questions?.map(({ id, retired }) => [id, retired])).toEqual([
      ['y', undefined],
      ['z', undefined],
      ['x', true],
    ]);
    expect(withRetired(once, undefined)?.questions?.every(({ retired }) => retired)).toBe(true);
    expect(withRetired(once, once)).toEqual(once);
    expect(withRetired(undefined, undefined)).toBeUndefined();
    expect(ReplyFormSettings.safeParse(once).success).toBe(true);
    expect(once && withoutRetired(once).questions?.map(({ id }) => id)).toEqual(['y', 'z']);
  });
});
