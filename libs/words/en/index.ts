import { type Dictionary } from '../dictionary.js';
import { errors } from './errors.js';
import { fields } from './fields.js';
import { locale } from './locale.js';
import { names } from './names.js';
import { problemKinds } from './problem-kinds.js';
import { problems } from './problems.js';
import { provinces } from './provinces.js';
import { response } from './response.js';

export const en = { locale, names, provinces, fields, errors, problemKinds, problems, response } satisfies Dictionary;
