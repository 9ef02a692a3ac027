import { describe, expect, it } from '@jest/globals';
import { type ReplyFormSettings, ReplyFormSettings as FormSchema } from '#contracts';
import { moved, newQuestion, ofKind, readForm, type TypedQuestion, typedForm, withoutQuestion } from './questions.js';

const lunch = {
  id: 'lunch',
  kind: 'choice',
  label: { th: 'อาหาร', en: 'Lunch' },
  options: [
    { id: 'yes', label: { th: 'รับ' } },
    { id: 'no', label: { th: 'ไม่รับ' } },
  ],
  required: true,
} satisfies TypedSettings;
type TypedSettings = NonNullable<ReplyFormSettings['questions']>[number];
const diet = {
  id: 'diet',
  kind: 'text',
  label: { th: 'แพ้อาหาร' },
  required: false,
  when: { answers: ['attend'], question: { id: 'lunch', has: ['yes'] } },
} satisfies TypedSettings;
const gone = {
  id: 'gone',
  kind: 'text',
  label: { th: 'เลิกถาม' },
  required: false,
  retired: true,
} satisfies TypedSettings;
const form: ReplyFormSettings = {
  attendee: { email: 'required', phone: 'optional' },
  fields: { otherSite: 'optional' },
  questions: [lunch, diet, gone],
  quota: 3,
  halls: { usual: 40, bySite: [{ siteId: 'th-50', seats: 25 }] },
};
const named = (text: string): TypedQuestion => ({ ...newQuestion(), label: { th: text, en: '' } });
const mistakes = (questions: readonly TypedQuestion[], quota = '') =>
  readForm({ ...typedForm(undefined), questions, quota }, undefined);

describe('a reply form on its page', () => {
  it('that nobody has changed is what it was, with what it asks no more', () => {
    expect(readForm(typedForm(form), form)).toEqual({ form });
    expect(readForm(typedForm(undefined), undefined)).toEqual({ form: undefined });
  });

  it('says only what is not as usual', () => {
    const typed = typedForm(undefined);
    expect(typed.attendee).toEqual({
      prefix: 'off',
      position: 'optional',
      head: 'optional',
      phone: 'optional',
      email: 'off',
    });
    const read = readForm({ ...typed, attendee: { ...typed.attendee, phone: 'required' }, quota: '๒' }, undefined);
    expect(read).toEqual({ form: { attendee: { phone: 'required' }, quota: 2 } });
  });

  it('counts seats where a number of them is written, of every hall or of one', () => {
    const typed = typedForm(undefined);
    expect(readForm({ ...typed, seats: '๔๐', seatsBySite: { 'th-50': '25', 'th-51': ' ' } }, undefined)).toEqual({
      form: { halls: { usual: 40, bySite: [{ siteId: 'th-50', seats: 25 }] } },
    });
    expect(readForm({ ...typed, seats: '0', seatsBySite: { 'th-50': 'many' } }, undefined)).toEqual({
      mistakes: [
        { path: 'form.halls.usual', of: 'seats' },
        { path: 'form.halls.bySite.th-50', of: 'seats' },
      ],
    });
    expect(readForm({ ...typedForm(form), seats: '', seatsBySite: {} }, form)).toMatchObject({
      form: expect.not.objectContaining({ halls: expect.anything() }),
    });
  });

  it('asks for opinions unless somebody has said that it does not', () => {
    const typed = typedForm(undefined);
    expect(typed.opinions).toBe(true);
    const off = readForm({ ...typed, opinions: false }, undefined);
    expect(off).toEqual({ form: { opinions: false } });
    expect(typedForm({ opinions: false }).opinions).toBe(false);
    expect(readForm(typed, { opinions: false })).toEqual({ form: { opinions: true } });
  });

  it('is one that the contract takes, whatever kinds it asks', () => {
    const questions = (['text', 'choice', 'several', 'number', 'date'] as const).map((kind) => {
      const question = ofKind(named(kind), kind);
      return { ...question, options: question.options.map((option, index) => ({ ...option, th: `ข้อ ${index}` })) };
    });
    const read = mistakes(questions);
    expect(FormSchema.safeParse('form' in read ? read.form : undefined).success).toBe(true);
  });

  it('names everything that no form can be, where it is mended', () => {
    const choice = { ...ofKind(named(''), 'choice') };
    const english = {
      ...choice,
      label: { th: 'ข้อ', en: '' },
      options: [
        { id: 'a', th: '', en: 'A' },
        { id: 'b', th: 'ข', en: '' },
      ],
    };
    expect(mistakes([choice, english], '21')).toEqual({
      mistakes: [
        { path: 'form.quota', of: 'quota' },
        { path: 'form.questions.0.label.th', of: 'label' },
        { path: 'form.questions.0.options', of: 'options' },
        { path: 'form.questions.1.options.0.label.th', of: 'option' },
      ],
    });
  });

  it('refuses a condition on what is asked later, or on an answer that is not offered any more', () => {
    const [one, other] = typedForm(form).questions as [TypedQuestion, TypedQuestion];
    expect(mistakes(moved([one, other], 1, -1))).toEqual({
      mistakes: [{ path: 'form.questions.0.when', of: 'waitsFor' }],
    });
    const without = { ...one, options: [...one.options.slice(1), { id: 'later', th: 'ภายหลัง', en: '' }] };
    expect(mistakes([without, other])).toEqual({ mistakes: [{ path: 'form.questions.1.when', of: 'waitsFor' }] });
    expect(mistakes([ofKind(one, 'text'), other])).toMatchObject({ mistakes: [{ of: 'waitsFor' }] });
  });

  it('lets what waited for a question that is gone wait for nothing', () => {
    const [one, other] = typedForm(form).questions as [TypedQuestion, TypedQuestion];
    expect(mistakes(withoutQuestion([one, other], one))).toEqual({
      form: { questions: [{ ...diet, when: { answers: ['attend'] } }] },
    });
  });
});

describe('a question that is moved', () => {
  it('changes places with its neighbour, and stays at either end', () => {
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b']);
  });
});
