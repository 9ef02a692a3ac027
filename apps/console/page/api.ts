import type { Problem } from '#contracts';
import { type Tongue } from './words.js';

/** What the API answered when it did not do as asked, in the reader's language. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

const unreachable = (tongue: Tongue): Problem => ({
  type: 'about:blank',
  status: 503,
  code: 'unreachable',
  correlationId: '',
  title: tongue === 'th' ? 'ติดต่อระบบไม่ได้' : 'Sala cannot be reached',
  detail: tongue === 'th' ? 'ตรวจสอบการเชื่อมต่อ แล้วลองใหม่อีกครั้ง' : 'Check the connection and try again.',
});

/** One request to Sala's API; its answer is trusted to be what the contracts say, as it comes from the same release. */
export const ask = async <Answer>(tongue: Tongue, path: string, { method = 'GET', json }: { method?: string; json?: unknown } = {}): Promise<Answer> => {
  const answer = await fetch(`/api/v1${path}`, {
    method,
    credentials: 'same-origin',
    headers: { 'accept-language': tongue, ...(json === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  }).catch(() => {
    throw new ApiProblem(unreachable(tongue));
  });
  if (answer.status === 204) return undefined as Answer;
  const body: unknown = await answer.json().catch(() => unreachable(tongue));
  if (!answer.ok) throw new ApiProblem(body as Problem);
  return body as Answer;
};
