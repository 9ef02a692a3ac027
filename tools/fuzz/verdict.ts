import { Problem } from '#contracts';

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
};
export type Verdict = 'fine' | 'server error' | 'hang' | 'malformed problem';

const guarded = ['x-content-type-options', 'x-frame-options', 'content-security-policy', 'permissions-policy'];

/** Why an answer is not what it should be; undefined for one that is. `answer` is 'hang' or the reason why there is none. */
export const judge = (
  method: string,
  path: string,
  answer: Answer | 'hang' | Error,
): { readonly verdict: Verdict; readonly why?: string } => {
  if (answer === 'hang') return { verdict: 'hang', why: 'no answer in time' };
  if (answer instanceof Error)
    return { verdict: 'malformed problem', why: `the connection ended without an answer: ${answer.message}` };
  const { status, headers, body } = answer;
  if (status >= 500) return { verdict: 'server error', why: `${status} ${body.slice(0, 300)}` };
  const wrong = (why: string) => ({
    verdict: 'malformed problem' as const,
    why: `${status}: ${why} ${body.slice(0, 200)}`,
  });
  if (status < 400) return { verdict: 'fine' };
  const missing = guarded.filter((name) => headers[name] === undefined);
  if (missing.length > 0) return wrong(`without ${missing.join(', ')}`);
  if (status === 405 && headers['allow'] === undefined) return wrong('without allow');
  if (status === 429 && headers['retry-after'] === undefined) return wrong('without retry-after');
  const type = String(headers['content-type'] ?? '');
  if (path.startsWith('/r/') && type.startsWith('text/html'))
    return method === 'HEAD' || /<html/i.test(body) ? { verdict: 'fine' } : wrong('no page');
  if (!type.startsWith('application/problem+json')) return wrong(`answers ${type}`);
  if (method === 'HEAD') return { verdict: 'fine' };
  try {
    const problem = Problem.parse(JSON.parse(body));
    return problem.status === status ? { verdict: 'fine' } : wrong('says another status');
  } catch {
    return wrong('is not what a problem must be');
  }
};
