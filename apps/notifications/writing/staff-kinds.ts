import { type DeliveryKind, type Language } from '#contracts';
import { provinceName, wordsOf } from '#words';
import { type DigestContent, type DigestFigures } from '../mail/mail.module.js';
import { type MailKind, type StaffFacts, type StaffMail } from './kind.js';

type ToStaff = MailKind & { readonly staff: StaffMail };

/** How it stands in the morning is none of it the next. */
const digestIsOfUseMs = 12 * 3_600_000;

const digestOf = ({ id, content }: StaffFacts['delivery']): DigestContent => {
  if (content?.digest === undefined) throw new Error(`delivery ${id}: how the meeting stands is not in it`);
  return content.digest;
};
const toDo = ['unknown', 'unreached', 'overdue', 'inbox', 'calls', 'announcements'] as const;
const toDoIn = (figures: DigestFigures, language: Language): string => {
  const { digest } = wordsOf(language).mail;
  const there = toDo.filter((each) => figures[each] > 0);
  return there.length === 0 ? digest.nothing : there.map((each) => digest.toDo[each](figures[each])).join('\n');
};

/** The kinds of mail to staff. */
export const staffKinds = {
  digest: {
    usefulUntil: ({ dueAt, plannedFor = dueAt }) => new Date(Date.parse(plannedFor) + digestIsOfUseMs).toISOString(),
    staff: {
      whyNot: ({ meeting, now }) => (now.toISOString() >= meeting.startsAt ? 'too-late' : undefined),
      words: ({ delivery }, language) => {
        const { figures, answeredBefore = figures.answered, provinceCode } = digestOf(delivery);
        const { invited, answered, coming, silent } = figures;
        const { digest } = wordsOf(language).mail;
        return {
          variant: provinceCode === undefined ? 'plain' : 'focal-point',
          blanks: {
            province: provinceCode === undefined ? '' : provinceName(provinceCode, language),
            digestAnswers: digest.answers(answered, invited, coming, answered - answeredBefore),
            digestSilent: digest.offices(silent),
            digestToDo: toDoIn(figures, language),
          },
        };
      },
    },
  },
} satisfies Partial<Record<DeliveryKind, ToStaff>>;
