import { type Dictionary } from '../dictionary.js';

export const consoleWords = {} satisfies Dictionary['console'];
