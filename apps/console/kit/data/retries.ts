import { ApiProblem } from './ask.js';

/** The pause before the next try, after so many that failed: half a second, doubled each time, at most half a minute. */
export const pauseMs = (failures: number): number => Math.min(500 * 2 ** failures, 30_000);

const mostRetries = 3;
/** Reading is tried again where Sala was out of reach or busy; what it refused it refuses again. */
export const readAgain = (failures: number, error: unknown): boolean =>
  failures < mostRetries && error instanceof ApiProblem && error.problem.status >= 500;

/** Who is signed in may not read it, or it is not there: asking again does not help. */
export const isFinal = (error: unknown): boolean =>
  error instanceof ApiProblem && [401, 403, 404].includes(error.problem.status);
