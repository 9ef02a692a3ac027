import { Schema, type SchemaDefinition } from 'mongoose';
import { type Language, languages, writtenLanguages } from '#words';
import { type Aggregate } from './aggregate.js';

/** Field definitions that more than one aggregate has. */
export const text = { type: String, required: true } as const;
export const bilingual = Object.fromEntries(
  languages.map((language) => [language, writtenLanguages.some((each) => each === language) ? text : String]),
) as { readonly [Each in Language]: typeof text };
export const plain = (definition: SchemaDefinition): Schema =>
  new Schema<unknown>(definition as SchemaDefinition<unknown>, { _id: false, minimize: false }) as Schema;

/** An aggregate as the domain sees it: `_id` is its id, its outbox is nobody's business. */
export const fromDocument = <Doc extends Aggregate>({
  _id,
  outbox: _outbox,
  ...content
}: Doc): Omit<Doc, '_id' | 'outbox'> & { id: string } => ({ ...content, id: _id });

/** What is read when an aggregate is loaded. */
export const withoutOutbox = { outbox: 0 } as const;
