import { type Dictionary } from '../dictionary.js';
import { locale } from './locale.js';
import { names } from './names.js';
import { provinces } from './provinces.js';
import { response } from './response.js';

export const en = { locale, names, provinces, response } satisfies Dictionary;
