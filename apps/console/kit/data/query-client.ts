import { QueryClient } from '@tanstack/react-query';
import { pauseMs, readAgain } from './retries.js';

/** What was read counts as fresh for a moment, so that moving between pages asks once; whoever comes back sees it renewed. */
const freshMs = 5_000;

export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      // The browser's own word on being online says nothing of a server next door: asking does.
      queries: {
        networkMode: 'always',
        staleTime: freshMs,
        retry: readAgain,
        retryDelay: pauseMs,
        refetchOnReconnect: true,
        refetchOnWindowFocus: true,
      },
      // Whether something was done that was not answered is for a person to find out.
      mutations: { networkMode: 'always', retry: false },
    },
  });
