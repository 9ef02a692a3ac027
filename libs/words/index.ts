export {
  type AfterWords,
  type Dictionary,
  type DirectoryWords,
  type InboxWords,
  type ChecksWords,
  type ConferenceWords,
  type MailsWords,
  type PaperWords,
  type PlanningWords,
  type PrepareWords,
  type RepliesWords,
  type SelfCheckWords,
} from './dictionary.js';
export { isLanguage, type Language, languages, preferredLanguage, usualLanguage, wordsOf } from './language.js';
export { furtherLanguages, type InLanguages, inEveryLanguage, textIn, writtenLanguages } from './in-languages.js';
export { collatorOf } from './collation.js';
export {
  type Fact,
  type Letter,
  type LetterBlank,
  type AboutSite,
  type BeforeChange,
  type BeforeJoining,
  type LetterExtra,
  type LetterValues,
  type LetterVariant,
} from './letter.js';
export {
  clockText,
  dayText,
  momentText,
  shortDayText,
  shortMomentText,
  spanText,
  typedDay,
  usualZone,
  zoneName,
} from './moments.js';
export {
  arrivalOf,
  clockTimeOf,
  dayOf,
  readTypedDay,
  instantOf,
  readWallTime,
  type ReadWallTime,
  spanOfTime,
  type WallTimeMistake,
  wallTimeOf,
} from './typed-time.js';
export { type Digits, digitsOf } from './digits.js';
export { afterWordsOf } from './after.js';
export { directoryWordsOf } from './directory.js';
export { inboxWordsOf } from './inbox.js';
export { checksWordsOf } from './checks.js';
export { conferenceWordsOf } from './conference.js';
export { planningWordsOf } from './planning.js';
export { mailsWordsOf } from './mails.js';
export { letterDayText } from './letter-day.js';
export { paperWordsOf } from './paper.js';
export { type Placeholder, placeholderNamed, placeholderWordsOf } from './placeholders.js';
export { prepareWordsOf } from './prepare.js';
export { repliesWordsOf } from './replies.js';
export { sitePageWordsOf } from './site-page.js';
export { selfCheckWordsOf } from './self-check.js';
export { wrongAddressWordsOf } from './wrong-address.js';
export { provinceCodes, provinceName } from './provinces.js';
export { provinceNicknames } from './province-nicknames.js';
export { foldForSearch, searchedText, searchWords } from './search.js';
export { fieldLabel, fieldName, hasFieldLabel, valueName } from './fields.js';
export { type ErrorCode, errorCodes, errorText, type ErrorValues, isErrorCode } from './errors.js';
export { type ProblemParams, type Say } from './problem-values.js';
export {
  codeOfMessage,
  isProblemCode,
  messageOf,
  plainLanguage,
  type ProblemCode,
  problemCodes,
  problemText,
} from './problems.js';
