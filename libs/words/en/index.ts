import { type Dictionary } from '../dictionary.js';
import { consoleWords } from './console.js';
import { errors } from './errors.js';
import { fields } from './fields.js';
import { history } from './history.js';
import { letters } from './letters.js';
import { locale } from './locale.js';
import { mail } from './mail.js';
import { meetings } from './meetings.js';
import { names } from './names.js';
import { problemKinds } from './problem-kinds.js';
import { problems } from './problems.js';
import { provinces } from './provinces.js';
import { replyPage } from './reply-page.js';
import { response } from './response.js';

export const en = {
  locale,
  names,
  meetings,
  provinces,
  fields,
  errors,
  problemKinds,
  problems,
  response,
  replyPage,
  history,
  letters,
  mail,
  console: consoleWords,
} satisfies Dictionary;
