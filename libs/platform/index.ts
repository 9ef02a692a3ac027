export { AppError, conflict, forbidden, invalid, notFound, unavailable, type ErrorDetails } from './app-error.js';
export { Clock, StoppedClock, SystemClock } from './clock.js';
export { correlationId, withCorrelation } from './correlation.js';
