import { z } from 'zod';

const kindOf = (schema: z.core.$ZodType): string => {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === 'optional' || def.type === 'nullable' || def.type === 'default' || def.type === 'prefault'
    ? kindOf(def.innerType)
    : def.type;
};

const plainNumber = /^-?(0|[1-9]\d*)(\.\d+)?$/;
const read = (kind: string, text: string): unknown => {
  if (kind === 'number' && plainNumber.test(text)) return Number(text);
  if (kind === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
};

/** An address holds texts alone: those of numbers and of true and false are read as such, others stay for the schema to refuse. */
export const typedTexts = (schema: z.ZodType, given: unknown): unknown => {
  if (!(schema instanceof z.ZodObject) || typeof given !== 'object' || given === null) return given;
  const shape: z.ZodRawShape = schema.shape;
  return Object.fromEntries(
    Object.entries(given).map(([name, value]: [string, unknown]) => {
      const field = Object.hasOwn(shape, name) ? shape[name] : undefined;
      return [name, field !== undefined && typeof value === 'string' ? read(kindOf(field), value) : value];
    }),
  );
};
