import { type Letter, type LetterValues } from './letter.js';
import { type Locale } from './locale.js';
import { type ProblemWords, type Say } from './problem-values.js';
import { type th } from './th/index.js';
import { type afterWords } from './th/after.js';
import { type checksWords } from './th/checks.js';
import { type conferenceWords } from './th/conference.js';
import { type directoryWords } from './th/directory.js';
import { type inboxWords } from './th/inbox.js';
import { type mailsWords } from './th/mails.js';
import { type paperWords } from './th/paper.js';
import { type planningWords } from './th/planning.js';
import { type sitePageWords } from './th/site-page.js';
import { type selfCheckWords } from './th/self-check.js';
import { type wrongAddressWords } from './th/wrong-address.js';
import { type placeholders } from './th/placeholders.js';
import { type prepareWords } from './th/prepare.js';
import { type repliesWords } from './th/replies.js';

/** Text for text, and for what takes values a function of the same ones. */
type Shape<Words> = Words extends string
  ? string
  : Words extends (...values: infer Values) => infer Said
    ? (...values: Values) => Shape<Said>
    : { readonly [Name in keyof Words]: Shape<Words[Name]> };

type Reference = typeof th;
/** Of an error's words, what they take; a language may say the same without it. */
type ErrorWords<Words> = Words extends string
  ? string
  : Words extends (values: infer Values, ...rest: never[]) => string
    ? string | ((values: Values, say: Say) => string)
    : never;

/** What every language says: all that the reference says. A word that is missing does not compile. */
export type Dictionary = {
  readonly locale: Locale;
  readonly errors: { readonly [Code in keyof Reference['errors']]: ErrorWords<Reference['errors'][Code]> };
  readonly letters: (values: LetterValues) => {
    readonly [Kind in keyof ReturnType<Reference['letters']>]: () => Letter;
  };
  readonly problems: { readonly [Code in keyof Reference['problems']]: ProblemWords };
} & {
  readonly [Section in Exclude<keyof Reference, 'locale' | 'errors' | 'letters' | 'problems'>]: Shape<
    Reference[Section]
  >;
};

/** What every language says on the coordinator's pages, beside the dictionary: few who open the console open them. */
export type PrepareWords = Shape<typeof prepareWords>;
/** What every language says of lists, the day and the report, on their pages and in files. */
export type AfterWords = Shape<typeof afterWords>;
/** What every language says on the directory's pages, in the same way. */
export type DirectoryWords = Shape<typeof directoryWords>;

/** What every language says on the pages on which checks are planned. */
export type PlanningWords = Shape<typeof planningWords>;

/** What stands on paper, and on the page on which it is made. */
export type PaperWords = Shape<typeof paperWords>;

/** What every language says on the pages of offices and their answers. */
export type RepliesWords = Shape<typeof repliesWords>;

/** What every language says on the pages of checks. */
export type ChecksWords = Shape<typeof checksWords>;

/** What every language says on the pages of joining, and in the dial plan. */
export type ConferenceWords = Shape<typeof conferenceWords>;

/** What every language says on the pages of mails that come. */
export type InboxWords = Shape<typeof inboxWords>;

/** What every language says on the pages of mails. */
export type MailsWords = Shape<typeof mailsWords>;

/** What every language calls what can stand in a letter that people word. */
export type PlaceholderWords = Shape<typeof placeholders>;

/** What every language says on the pages that a site opens by its link. */
export type SitePageWords = Shape<typeof sitePageWords>;

/** What every language says to whoever got a mail that is not for them. */
export type WrongAddressWords = Shape<typeof wrongAddressWords>;

/** What every language says on the page on which a site measures its line by itself. */
export type SelfCheckWords = Shape<typeof selfCheckWords>;
