import { z } from 'zod';
import { defineRpc } from './contract.js';
import { exampleInvitation, exampleReplyToken, Invitation, ReplyToken } from './invitation.js';
import { andFocalPoints, readers } from './rights.js';
import { type Reading, word } from './word.js';

/** Crockford’s digits of base 32: none that is taken for another one. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const symbols = 10;
const shown = 5;
const mostTyped = 200;

/** Twice a number of the field of 32 elements (x⁵ + x² + 1). */
const doubled = (value: number): number => (value < 16 ? value << 1 : (value << 1) ^ 0b100101);
const weighed = (values: readonly number[]): number => values.reduce((sum, value) => doubled(sum) ^ value, 0);

/** A code of nine numbers below 32. Its tenth symbol is a check: one wrong symbol, or two that changed places, are always seen. */
export const replyCodeFrom = (numbers: readonly number[]): string => {
  const values = numbers.slice(0, symbols - 1).map((number) => number & 31);
  return [...values, doubled(weighed(values))].map((value) => alphabet[value]).join('');
};

/** As people type it: of either script’s digits, small letters, spaces and hyphens anywhere, O for 0, I and L for 1. */
const readReplyCode = (text: string): Reading => {
  const typed = text
    .slice(0, mostTyped)
    .replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
    .replace(/[\s\p{Pd}\p{Default_Ignorable_Code_Point}._·:]/gu, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  const values = [...typed].map((symbol) => alphabet.indexOf(symbol));
  return values.length === symbols && !values.includes(-1) && weighed(values) === 0
    ? { value: typed }
    : { problem: 'reply-code-form' };
};

/** What stands on a letter for those who have no link: it opens the reply page of its invitation until the link is renewed. */
export const ReplyCode = word(readReplyCode, { minimum: symbols, maximum: mostTyped }).meta({ id: 'ReplyCode' });

/** As it is printed and read out: `7K3MQ-9XW2E`. */
export const replyCodeText = (code: string): string => `${code.slice(0, shown)}-${code.slice(shown)}`;

export const exampleReplyCode = replyCodeFrom([7, 19, 3, 20, 22, 9, 29, 28, 2]);

export const OpenByReplyCode = defineRpc({
  subject: 'rpc.registration.v1.open-by-reply-code',
  summary: 'The reply link of the invitation whose code was typed from its letter',
  openTo: ['office'],
  request: z.object({ replyCode: ReplyCode }),
  returns: z.object({ replyToken: ReplyToken }),
  example: { request: { replyCode: exampleReplyCode }, returns: { replyToken: exampleReplyToken } },
});
export const FindByReplyCode = defineRpc({
  subject: 'rpc.registration.v1.find-by-reply-code',
  http: { method: 'GET', path: '/api/v1/reply-codes/:replyCode', opens: andFocalPoints(readers) },
  summary: 'The invitation whose code stands on a paper that came back',
  request: z.object({ replyCode: ReplyCode }),
  returns: Invitation,
  example: { request: { replyCode: exampleReplyCode }, returns: exampleInvitation },
});
