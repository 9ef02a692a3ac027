import type { z } from 'zod';
import { type HttpAsk, httpRequestOf, type Problem, type Routed } from '#contracts';
import { type Language, wordsOf } from '#words';
import { sessionEnded } from '../session-events.js';

/** What the API answered when it did not do as asked, in the reader's language. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

/** A contract that people ask over HTTP, what it is asked with, and what is answered. */
export type Asked = Routed & { readonly returns: z.ZodType };
export type AnswerTo<C extends Asked> = z.output<C['returns']>;

const outOfReach = (language: Language): ApiProblem =>
  new ApiProblem({
    type: 'about:blank',
    status: 503,
    code: 'unreachable',
    correlationId: '',
    ...wordsOf(language).console.unreachable,
  });

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'detail' in body && 'code' in body;

/**
 * What came back, where it is what was asked for.
 * @throws ApiProblem for whatever else was answered or was not; what `send` throws where `signal` is aborted
 */
export const answered = async (
  language: Language,
  send: () => Promise<Response>,
  signal?: AbortSignal,
): Promise<Response> => {
  const answer = await send().catch((cause: unknown) => {
    if (signal?.aborted === true) throw cause;
    throw outOfReach(language);
  });
  if (answer.ok) return answer;
  const told: unknown = await answer.json().catch(() => undefined);
  if (!isProblem(told)) throw outOfReach(language);
  if (told.code === 'not-signed-in') dispatchEvent(new Event(sessionEnded));
  throw new ApiProblem(told);
};

/** A request that is never answered would hold its page for ever. */
const patienceMs = 70_000;

/**
 * One request to Sala's API; its answer is trusted to be what the contracts say, as it comes from the same release.
 * @throws ApiProblem, and nothing else but an abort, for whatever else was answered or was not
 */
export const ask = async <C extends Asked>(
  language: Language,
  contract: C,
  request: HttpAsk<C>,
  signal?: AbortSignal,
): Promise<AnswerTo<C>> => {
  const { method, path, body } = httpRequestOf(contract, request);
  const patience = AbortSignal.timeout(patienceMs);
  const answer = await answered(
    language,
    () =>
      fetch(path, {
        method,
        credentials: 'same-origin',
        signal: signal === undefined ? patience : AbortSignal.any([signal, patience]),
        headers: { 'accept-language': language, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    signal,
  );
  if (answer.status === 204) return undefined as AnswerTo<C>;
  const told: unknown = await answer.json().catch(() => undefined);
  if (told === undefined) throw outOfReach(language);
  return told as AnswerTo<C>;
};

/** Any failure as something that can be shown: a defect of this page counts as Sala out of reach. */
export const problemFrom = (language: Language, error: unknown): ApiProblem =>
  error instanceof ApiProblem ? error : outOfReach(language);
