import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  attendeeFieldNames,
  attendeeFields,
  exampleResponse,
  mostAttendees,
  replyFieldNames,
  type ReplyFormSettings,
  ResponseContent,
} from '#contracts';
import {
  answeredIn,
  checkTyped,
  expectedRevisionOf,
  type Mistake,
  mistakesOf,
  postedOf,
  readTyped,
  ticked,
  typedOf,
  withOneMore,
  withoutRow,
} from './reply-form.js';
import { mistakeText } from './reply-words.js';

const blank = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, '']));
const [nobody, nothingElse] = [blank(attendeeFieldNames), { ...blank(replyFieldNames), answers: {} }];
const check = (body: Record<string, unknown>) => checkTyped(readTyped(body), undefined);

describe('a posted reply', () => {
  it('says who attends; rows left empty are nobody', () => {
    expect(
      check({
        answer: 'attend',
        'attendees.0.name': ' สมชาย ใจดี ',
        'attendees.0.position': 'นักวิชาการ',
        'attendees.1.name': '',
        'attendees.2.name': 'สมหญิง',
        note: ' \r\n',
      }),
    ).toEqual({
      content: { answer: 'attend', attendees: [{ name: 'สมชาย ใจดี', position: 'นักวิชาการ' }, { name: 'สมหญิง' }] },
    });
  });

  it('names nobody by a tick for who leads, which the page sets of itself', () => {
    const led = { answer: 'attend', 'attendees.0.head': 'head', 'attendees.1.name': 'สมหญิง' };
    expect(check(led)).toEqual({ content: { answer: 'attend', attendees: [{ name: 'สมหญิง' }] } });
    const others = { ...led, 'attendees.2.name': 'สมชาย' };
    expect(check(others)).toMatchObject({ content: { attendees: [{ name: 'สมหญิง' }, { name: 'สมชาย' }] } });
    expect(checkTyped(readTyped(others), { attendee: { head: 'required' } })).toEqual({
      mistakes: [{ field: 'attendees.1.head', code: 'head-missing' }],
    });
    expect(check({ answer: 'attend', 'attendees.0.head': 'head' })).toEqual({
      mistakes: [{ field: 'attendees.0.name', code: 'name-missing' }],
    });
  });

  it('counts a row of characters that nobody sees as empty, and counts letters as people do', () => {
    const unseen = '\u200B\u2060\uFEFF \u00AD';
    expect(
      check({
        answer: 'attend',
        'attendees.0.name': 'สมชาย',
        'attendees.1.name': unseen,
        'attendees.2.phone': unseen,
        note: unseen,
      }),
    ).toEqual({ content: { answer: 'attend', attendees: [{ name: 'สมชาย' }] } });
    expect(check({ answer: 'attend', 'attendees.0.name': unseen })).toEqual({
      mistakes: [{ field: 'attendees.0.name', code: 'name-missing' }],
    });
    expect(
      check({ answer: 'attend', 'attendees.0.name': 'ก'.repeat(attendeeFields.name.max) + unseen }),
    ).toHaveProperty('content');
    expect(check({ answer: 'attend', 'attendees.0.name': '𠀀'.repeat(attendeeFields.name.max) })).toHaveProperty(
      'content',
    );
  });

  it('that declines names nobody, whatever stood in the names before', () => {
    expect(check({ answer: 'decline', 'attendees.0.name': 'สมชาย', note: 'ติดราชการ' })).toEqual({
      content: { answer: 'decline', attendees: [], note: 'ติดราชการ' },
    });
  });

  it.each([
    ['no answer is chosen', {}, [{ field: 'answer', code: 'choose-answer' }]],
    ['nobody is named', { answer: 'representative' }, [{ field: 'attendees.0.name', code: 'name-missing' }]],
    [
      'a position has no name',
      { answer: 'attend', 'attendees.0.name': 'ก', 'attendees.1.position': 'ข' },
      [{ field: 'attendees.1.name', code: 'name-missing' }],
    ],
    [
      'a phone is too long',
      { answer: 'attend', 'attendees.0.name': 'ก', 'attendees.0.phone': '0'.repeat(41) },
      [{ field: 'attendees.0.phone', code: 'too-long' }],
    ],
    ['the note is too long', { answer: 'decline', note: 'ก'.repeat(1001) }, [{ field: 'note', code: 'too-long' }]],
  ])('is sent back when %s', (_what, body, mistakes) => {
    expect(check(body)).toEqual({ mistakes });
  });

  it('is taken whichever rows were left empty, also the first', () => {
    expect(
      check({ answer: 'attend', 'attendees.0.name': '', 'attendees.1.name': 'ข', 'attendees.3.name': 'ง' }),
    ).toEqual({ content: { answer: 'attend', attendees: [{ name: 'ข' }, { name: 'ง' }] } });
    const twenty = Object.fromEntries(
      Array.from({ length: 20 }, (_, index) => [`attendees.${index + (index > 5 ? 1 : 0)}.name`, `คนที่ ${index + 1}`]),
    );
    expect(check({ answer: 'attend', ...twenty })).toMatchObject({ content: { attendees: { length: 20 } } });
  });

  it('has its mistakes at the rows that they were typed in, however many rows are empty', () => {
    const wrong = fc.constantFrom(
      ['phone', '-', 'phone-digits'],
      ['phone', 'ไม่มี', 'phone-digits'],
      ['name', 'ก\u202eข', 'text-direction'],
      ['name', '!!!', 'text-no-letter'],
      ['position', 'ก\u202eข', 'text-direction'],
      ['name', 'ก'.repeat(201), 'too-long'],
      ['name', '', 'name-missing'],
    );
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('empty', 'right', 'wrong'), { minLength: 1, maxLength: 20 }),
        wrong,
        (rows, [cell = '', typed = '', code = '']) => {
          const body: Record<string, string> = { answer: 'attend' };
          rows.forEach((kind, index) => {
            if (kind === 'empty') return;
            body[`attendees.${index}.name`] = 'สมชาย';
            body[`attendees.${index}.position`] = 'นักวิชาการ';
            if (kind === 'wrong') body[`attendees.${index}.${cell}`] = typed;
          });
          const expected = rows.flatMap((kind, index) =>
            kind === 'wrong' ? [{ field: `attendees.${index}.${cell}`, code }] : [],
          );
          const checked = check(body);
          if (rows.every((kind) => kind === 'empty'))
            expect(checked).toEqual({ mistakes: [{ field: 'attendees.0.name', code: 'name-missing' }] });
          else if (expected.length === 0) expect(checked).toHaveProperty('content');
          else expect(checked).toMatchObject({ mistakes: expected });
        },
      ),
    );
  });

  it.each([
    [
      'a 21st person',
      { ...Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`attendees.${index}.name`, 'ก'])) },
      'attendees.20.name',
      'too-many-persons',
    ],
    ['a person far below', { 'attendees.0.name': 'ก', 'attendees.80.name': 'ข' }, 'answer', 'unknown-field'],
    ['a field that it does not have', { 'attendees.0.name': 'ก', email: 'x@y.example' }, 'answer', 'unknown-field'],
    ['a name in another spelling', { 'attendees.0.name': 'ก', 'attendees.01.name': 'ข' }, 'answer', 'unknown-field'],
    ['two answers', { answer: ['attend', 'decline'], 'attendees.0.name': 'ก' }, 'answer', 'said-twice'],
    ['one name twice', { 'attendees.0.name': ['ก', 'ข'] }, 'attendees.0.name', 'said-twice'],
    ['a note twice', { 'attendees.0.name': 'ก', note: ['a', 'a'] }, 'note', 'said-twice'],
    ['two revisions', { 'attendees.0.name': 'ก', revision: ['1', '2'] }, 'answer', 'said-twice'],
  ])('with %s is shown again, never taken in part', (_what, body, field, code) => {
    expect(check({ answer: 'attend', ...body })).toEqual({ mistakes: [{ field, code }] });
  });

  it.each(
    ['\u0E38\u0E49', 'ำ', ' ', '\u200B', 'ก\u0E49', '👩\u200D', '\n', '\u0301'].flatMap((unit) =>
      ['note', 'attendees.0.name', 'attendees.19.phone'].map((field) => [unit, field] as const),
    ),
  )('of %j without end in %s is read at once, also by who has no link', (unit, field) => {
    const body = {
      answer: 'attend',
      'attendees.1.name': 'ก',
      [field]: `é\u200B${unit.repeat(Math.floor(250_000 / Buffer.byteLength(unit)))}x`,
    };
    const begun = process.cpuUsage();
    expect(check(body)).toHaveProperty('mistakes');
    expect(process.cpuUsage(begun).user / 1_000).toBeLessThan(1_000);
  });

  it('that has more persons than are taken comes back with all of them', () => {
    const typed = readTyped(
      Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`attendees.${index}.name`, `คนที่ ${index}`])),
    );
    expect(typed.attendees.map(({ name }) => name)).toContain('คนที่ 24');
  });

  it.each(['th', 'en'] as const)('says each mistake in words of its own: %s', (language) => {
    const texts = [
      'phone-digits',
      'phone-form',
      'text-direction',
      'text-no-letter',
      'text-marks',
      'too-long',
      'too-many-persons',
      'said-twice',
      'unknown-field',
      'name-missing',
      'choose-answer',
    ].map((code) => mistakeText({ field: 'attendees.2.phone', code: code as Mistake['code'] }, language));
    expect(new Set(texts).size).toBe(texts.length);
    for (const text of texts)
      expect(text).toMatch(language === 'th' ? /^\p{Script=Thai}/u : /^[A-Z][^\p{Script=Thai}]+$/u);
  });

  it('is read whatever is posted, and what it comes to is either valid or has a mistake at a field', () => {
    const field = fc.oneof(
      fc.constantFrom(
        'answer',
        'note',
        'revision',
        'attendees.0.name',
        'attendees.1.phone',
        'attendees.19.name',
        '__proto__',
      ),
      fc.string(),
    );
    const value = fc.oneof(
      fc.constantFrom('attend', 'decline', 'representative', ''),
      fc.string(),
      fc.array(fc.string()),
      fc.integer(),
    );
    fc.assert(
      fc.property(fc.dictionary(field, value), (body) => {
        const checked = check(body);
        if ('content' in checked) expect(ResponseContent.safeParse(checked.content).success).toBe(true);
        else expect(checked.mistakes.length).toBeGreaterThan(0);
      }),
    );
  });

  it('keeps rows that are still empty: whoever added some has not filled them in yet', () => {
    const rows = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, row) => [`attendees.${row}.name`, '']));
    expect(readTyped({ answer: 'attend', ...rows(4) }).attendees).toHaveLength(4);
    expect(readTyped({ answer: 'attend', ...rows(100) }).attendees).toHaveLength(4 * mostAttendees);
  });

  it('comes back as it was typed, to be mended', () => {
    const typed = readTyped({ answer: 'attend', 'attendees.1.position': ' นักวิชาการ', note: 'a\r\nb', revision: '3' });
    expect(typed).toEqual({
      ...nothingElse,
      answer: 'attend',
      note: 'a\nb',
      revision: '3',
      attendees: [nobody, { ...nobody, position: ' นักวิชาการ' }],
    });
  });
});

describe('the form', () => {
  it('starts empty, or with what the office said last', () => {
    expect(typedOf(undefined, 1)).toEqual({ ...nothingElse, answer: '', revision: '1', attendees: [nobody] });
    expect(typedOf(exampleResponse, 2)).toMatchObject({
      answer: 'attend',
      revision: '2',
      attendees: [{ ...exampleResponse.attendees[0], phone: '' }],
    });
  });

  it('has a row more when asked for, up to the limit', () => {
    let typed = typedOf(undefined, 1);
    for (let index = 0; index < 30; index += 1) typed = withOneMore(typed, undefined);
    expect(typed.attendees).toHaveLength(mostAttendees);
  });

  it('loses one row and no other, wherever it stands', () => {
    const three = readTyped(
      Object.fromEntries(['ก', 'ข', 'ค'].map((name, index) => [`attendees.${index}.name`, name])),
    );
    const left = [0, 1, 2].map((index) => withoutRow(three, index, undefined).attendees.map(({ name }) => name));
    expect(left).toEqual([
      ['ข', 'ค'],
      ['ก', 'ค'],
      ['ก', 'ข'],
    ]);
    const [one] = [withoutRow(withoutRow(three, 0, undefined), 0, undefined)];
    expect(withoutRow(one, 0, undefined).attendees).toEqual([nobody]);
  });

  it('is handed on with all that was typed, by the names that it is posted with', () => {
    const posted = {
      answer: 'decline',
      'attendees.0.name': 'ก',
      'attendees.2.phone': '1',
      'answers.food.car': '1',
      note: 'a\nb',
      revision: '3',
    };
    const typed = readTyped(posted);
    expect(readTyped(Object.fromEntries(postedOf(typed)))).toEqual(typed);
  });

  it('says which revision it was made from, if that is a plain number', () => {
    const revision = (text: string) => expectedRevisionOf(readTyped({ revision: text }));
    expect([revision('12'), revision(''), revision('-1'), revision('1e9'), revision('0')]).toEqual([
      12,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('a posted reply under the form of its meeting', () => {
  const called = (text: string) => ({ th: text });
  const options = ['car', 'train'].map((id) => ({ id, label: called(id) }));
  const form: ReplyFormSettings = {
    quota: 2,
    attendee: { email: 'required', phone: 'off' },
    fields: { reasonDeclined: 'required', assignedBy: 'required', note: 'off' },
    questions: [
      { id: 'ride', kind: 'choice', label: called('มาอย่างไร'), options, required: true, when: { answers: ['attend'] } },
      {
        id: 'plate',
        kind: 'text',
        label: called('ทะเบียนรถ'),
        required: true,
        when: { question: { id: 'ride', has: ['car'] } },
      },
      { id: 'food', kind: 'several', label: called('อาหาร'), options, required: false },
      { id: 'day', kind: 'date', label: called('วันถึง'), required: false },
    ],
  };
  const under = (body: Record<string, unknown>) => checkTyped(readTyped(body), form);
  const person = { 'attendees.0.name': 'สมชาย', 'attendees.0.email': 'a@office.example' };
  const right = { answer: 'attend', ...person, 'answers.ride': 'car', 'answers.plate': ' กข 1234 ' };

  it('is read into what the questions take', () => {
    expect(
      under({ ...right, 'answers.food.train': '1', 'answers.food.car': '1', 'answers.day': '๑๘/๑๑/๒๕๕๙', note: ' ' }),
    ).toEqual({
      content: {
        answer: 'attend',
        attendees: [{ name: 'สมชาย', email: 'a@office.example' }],
        answers: { ride: 'car', plate: 'กข 1234', food: ['car', 'train'], day: '2016-11-18' },
      },
    });
  });

  it.each([
    ['what must be said is not', { answer: 'attend', 'attendees.0.name': 'ก' }, ['attendees.0.email', 'answers.ride']],
    ['what waits for another answer is not said', { ...right, 'answers.plate': '' }, ['answers.plate']],
    ['a day is none', { ...right, 'answers.day': '31/2/2559' }, ['answers.day']],
    [
      'several things are wrong at once',
      { ...right, 'attendees.0.email': '', 'answers.plate': '', 'answers.day': 'x' },
      ['attendees.0.email', 'answers.plate', 'answers.day'],
    ],
    ['an option is none', { ...right, 'answers.ride': 'ox' }, ['answers.ride']],
    ['a reason is missing', { answer: 'decline' }, ['reasonDeclined']],
    [
      'more come than may',
      { ...right, 'attendees.1.name': 'ก', 'attendees.2.name': 'ข' },
      ['attendees.1.email', 'attendees.2.email', 'attendees.2.name'],
    ],
    ['nothing is chosen', person, ['answer']],
    ['a question is none of this form', { ...right, 'answers.gone': 'ก' }, ['answer']],
    ['a field is none of this form', { ...right, note: 'ก' }, ['answer']],
    ['an option is no field of this form', { ...right, 'answers.food.ox': '1' }, ['answer']],
    ['a box is sent twice', { ...right, 'answers.food.car': ['1', '1'] }, ['answers.food.car']],
  ])('comes back when %s', (_what, body, fields) => {
    const checked = under(body);
    expect('mistakes' in checked && checked.mistakes.map(({ field }) => field)).toEqual(fields);
  });

  it('leaves out what was typed for another answer', () => {
    expect(under({ ...right, answer: 'decline', reasonDeclined: 'no-staff', assignedBy: 'ผู้ว่าฯ' })).toEqual({
      content: { answer: 'decline', attendees: [], reasonDeclined: 'no-staff' },
    });
    expect(under({ ...right, 'answers.ride': 'train' })).toMatchObject({ content: { answers: { ride: 'train' } } });
  });

  it('says a mistake by the question as it is asked', () => {
    expect(mistakeText({ field: 'answers.plate', code: 'missing' }, 'th', form)).toBe(
      'ทะเบียนรถ ยังไม่ได้ระบุ โปรดกรอกช่องนี้',
    );
  });

  it('stands again as it was said, and has as many rows as an office may send', () => {
    const typed = typedOf({ ...exampleResponse, answers: { ride: 'car', food: ['train'] } }, 2);
    expect(typed.answers).toEqual({ ride: 'car', 'food.train': ticked });
    expect(withOneMore(withOneMore(typed, form), form).attendees).toHaveLength(2);
    expect(answeredIn(typed)).toEqual({ ride: 'car', food: ['train'] });
  });

  it('shows what registration refused at the fields of the page', () => {
    const typed = readTyped({ answer: 'attend', 'attendees.1.name': 'ก', 'answers.ride': 'ox' });
    expect(
      mistakesOf(typed, [
        { field: 'content.attendees', code: 'over-quota', params: { most: 1 } },
        { field: 'content.answers.ride', code: 'one-of' },
      ]),
    ).toMatchObject([
      { field: 'attendees.1.name', code: 'over-quota' },
      { field: 'answers.ride', code: 'one-of' },
    ]);
  });
});
