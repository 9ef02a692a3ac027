import { type Aggregate } from '#persistence';

/** Field definitions that more than one document has. */
export const text = { type: String, required: true } as const;
export const bilingual = { th: text, en: text } as const;

/** An aggregate as the domain sees it: `_id` is its id, its outbox is nobody's business. */
export const fromDocument = <Doc extends Aggregate>({ _id, outbox: _outbox, ...content }: Doc): Omit<Doc, '_id' | 'outbox'> & { id: string } => ({ ...content, id: _id });

/** What is read when an aggregate is loaded. */
export const withoutOutbox = { outbox: 0 } as const;
