import type { Problem } from '#contracts';
import { type Tongue } from './words.js';

/** What the API answered when it did not do as asked, in the reader's language. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

/** Told on the window when the API no longer knows who is signed in, and when somebody has signed in. */
export const sessionEnded = 'sala:session-ended';
export const sessionBegun = 'sala:session-begun';

const unreachable = (tongue: Tongue): Problem => ({
  type: 'about:blank',
  status: 503,
  code: 'unreachable',
  correlationId: '',
  title: tongue === 'th' ? 'ติดต่อระบบไม่ได้' : 'Sala cannot be reached',
  detail: tongue === 'th' ? 'ตรวจสอบการเชื่อมต่อ แล้วลองใหม่อีกครั้ง' : 'Check the connection and try again.',
});

const isProblem = (body: unknown): body is Problem => typeof body === 'object' && body !== null && 'detail' in body && 'code' in body;

/**
 * One request to Sala's API; its answer is trusted to be what the contracts say, as it comes from the same release.
 * @throws ApiProblem, and nothing else, for whatever else was answered or was not
 */
export const ask = async <Answer>(tongue: Tongue, path: string, { method = 'GET', json }: { method?: string; json?: unknown } = {}): Promise<Answer> => {
  const trouble = () => new ApiProblem(unreachable(tongue));
  const answer = await fetch(`/api/v1${path}`, {
    method,
    credentials: 'same-origin',
    headers: { 'accept-language': tongue, ...(json === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  }).catch(() => {
    throw trouble();
  });
  if (answer.status === 204) return undefined as Answer;
  const body: unknown = await answer.json().catch(() => undefined);
  if (answer.ok && body !== undefined) return body as Answer;
  if (!isProblem(body)) throw trouble();
  if (body.code === 'not-signed-in') dispatchEvent(new Event(sessionEnded));
  throw new ApiProblem(body);
};

/** Any failure as something that can be shown: a defect of this page counts as Sala out of reach. */
export const problemFrom = (tongue: Tongue, error: unknown): ApiProblem => (error instanceof ApiProblem ? error : new ApiProblem(unreachable(tongue)));
