import { type Dictionary } from '../dictionary.js';
import { fields } from './fields.js';
import { locale } from './locale.js';
import { names } from './names.js';
import { problems } from './problems.js';
import { provinces } from './provinces.js';
import { response } from './response.js';

export const en = { locale, names, provinces, fields, problems, response } satisfies Dictionary;
