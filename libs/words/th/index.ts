import { errors } from './errors.js';
import { fields } from './fields.js';
import { locale } from './locale.js';
import { names } from './names.js';
import { problemKinds } from './problem-kinds.js';
import { problems } from './problems.js';
import { provinces } from './provinces.js';
import { response } from './response.js';

/** The reference: what stands here, every language has. */
export const th = { locale, names, provinces, fields, errors, problemKinds, problems, response };
