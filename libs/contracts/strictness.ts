import { z } from 'zod';
import { toldForm } from './word.js';

type Schema = z.core.$ZodTypes;
type Change = (schema: z.core.$ZodType) => z.core.$ZodType;

/** A schema with each of its parts replaced; itself where none was. Its rules, name and description stay. */
const rebuilt = (given: z.core.$ZodType, change: Change, extra: object = {}): z.core.$ZodType => {
  const parts = partsOf(given, change);
  if (parts === undefined && Object.keys(extra).length === 0) return given;
  const copy = z.core.clone(given, { ...given._zod.def, ...parts, ...extra });
  const meta = z.globalRegistry.get(given as z.ZodType);
  if (meta !== undefined) z.globalRegistry.add(copy as z.ZodType, meta);
  return copy;
};

const changed = <Part extends z.core.$ZodType>(
  parts: readonly Part[],
  change: Change,
): z.core.$ZodType[] | undefined => {
  const next = parts.map(change);
  return next.some((each, index) => each !== parts[index]) ? next : undefined;
};

const partsOf = (given: z.core.$ZodType, change: Change): object | undefined => {
  const { def } = (given as Schema)._zod;
  switch (def.type) {
    case 'object': {
      const keys = Object.keys(def.shape);
      const next = changed(Object.values(def.shape), change);
      return next && { shape: Object.fromEntries(keys.map((key, index) => [key, next[index]])) };
    }
    case 'array': {
      const element = change(def.element);
      return element === def.element ? undefined : { element };
    }
    case 'optional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'nonoptional':
    case 'readonly':
    case 'catch': {
      const innerType = change(def.innerType);
      return innerType === def.innerType ? undefined : { innerType };
    }
    case 'union': {
      const options = changed(def.options, change);
      return options && { options };
    }
    case 'record': {
      const valueType = change(def.valueType);
      return valueType === def.valueType ? undefined : { valueType };
    }
    case 'tuple': {
      const items = changed(def.items, change);
      return items && { items };
    }
    case 'intersection': {
      const sides = changed([def.left, def.right], change);
      return sides && { left: sides[0], right: sides[1] };
    }
    case 'pipe': {
      const ends = changed([def.in, def.out], change);
      return ends && { in: ends[0], out: ends[1] };
    }
    default:
      return undefined;
  }
};

/** The names that an object knows, put beside those that it does not: an edge can say which one was meant. */
const nameKnown = (issue: z.core.$ZodRawIssue): undefined => {
  const def = (issue.inst as Schema | undefined)?._zod.def;
  if (issue.code === 'unrecognized_keys' && def?.type === 'object')
    Object.assign(issue, { known: Object.keys(def.shape) });
};

const strictForms = new WeakMap<z.core.$ZodType, z.core.$ZodType>();
const strictForm: Change = (given) => {
  const made = strictForms.get(given);
  if (made !== undefined) return made;
  const { def } = (given as Schema)._zod;
  const closes = def.type === 'object' && def.catchall === undefined;
  const strict = rebuilt(given, strictForm, closes ? { catchall: z.never(), error: nameKnown } : {});
  strictForms.set(given, strict).set(strict, strict);
  return strict;
};

const tolerantForms = new WeakMap<z.core.$ZodType, z.core.$ZodType>();
const tolerantForm: Change = (given) => {
  const made = tolerantForms.get(given);
  if (made !== undefined) return made;
  const told = toldForm(given);
  const tolerant = told === undefined ? rebuilt(given, tolerantForm) : named(told, given);
  tolerantForms.set(given, tolerant).set(tolerant, tolerant);
  return tolerant;
};

/** A copy of its own for each word, so that two words of one form keep their names. */
const named = (told: z.ZodType, given: z.core.$ZodType): z.core.$ZodType => {
  const copy = z.core.clone(told);
  const meta = z.globalRegistry.get(given as z.ZodType);
  if (meta !== undefined) z.globalRegistry.add(copy as z.ZodType, meta);
  return copy;
};

/** What is asked: an object at any depth that holds a property which its schema does not name is refused. */
export const strictly = <S extends z.ZodType>(schema: S): S => strictForm(schema) as S;

/** What is told or answered: unknown properties are passed over, and a text is taken as it was kept. */
export const tolerantly = <S extends z.ZodType>(schema: S): S => tolerantForm(schema) as S;
