import { describe, expect, it } from '@jest/globals';
import { ErrorKind } from '#contracts';
import { AppError, conflict } from './app-error.js';
import { dispositionOf, fromErrorReturn, toErrorReturn } from './error-return.js';

describe('errors across NATS', () => {
  it('keep kind, code, message and details there and back, through JSON', () => {
    const sent = conflict('meeting-over', {
      values: { at: '2016-11-23T09:30:00.000Z' },
      details: { fields: [{ field: 'answer', problem: 'x' }], revision: 3 },
    });
    const received = fromErrorReturn(JSON.parse(JSON.stringify(toErrorReturn(sent))));
    expect(received).toMatchObject({
      kind: 'conflict',
      code: 'meeting-over',
      message: sent.message,
      values: sent.values,
      details: sent.details,
    });
  });

  it('say nothing of an error that is not an AppError but that it is ours', () => {
    const reply = toErrorReturn(new TypeError('cannot read secret of undefined'));
    expect(reply).toMatchObject({ kind: 'unavailable', code: 'internal-error' });
    expect(JSON.stringify(reply)).not.toContain('secret');
  });

  it('are a service that is not available when the answer is not understood', () => {
    expect(fromErrorReturn({ statusCode: 500 })).toMatchObject({ kind: 'unavailable', code: 'service-unavailable' });
  });
});

describe('dispositionOf', () => {
  it('sends what can never come right to the dead letters and retries the rest', () => {
    const byKind = Object.fromEntries(
      ErrorKind.options.map((kind) => [kind, dispositionOf(new AppError(kind, 'duplicate-key'))]),
    );
    expect(byKind).toEqual({
      invalid: 'dead-letter',
      forbidden: 'dead-letter',
      'not-found': 'retry',
      conflict: 'retry',
      unavailable: 'retry',
    });
    expect(dispositionOf(new Error('a defect'))).toBe('retry');
  });
});
