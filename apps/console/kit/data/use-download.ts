import { useMutation } from '@tanstack/react-query';
import { type HttpAsk, httpRequestOf, type Routed } from '#contracts';
import { useReader } from '../reader.js';
import { type ApiProblem, answered, problemFrom } from './ask.js';

type Download<C extends Routed> = {
  readonly save: (request: HttpAsk<C>) => void;
  readonly busy: boolean;
  readonly problem: ApiProblem | undefined;
  /** What the last one was saved as. */
  readonly saved: string | undefined;
};

/** The name that the answer gives it; its whole one stands percent-encoded (RFC 6266). */
export const nameIn = (disposition: string | null): string => {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition ?? '')?.[1];
  try {
    return encoded === undefined ? 'sala' : decodeURIComponent(encoded);
  } catch {
    return 'sala';
  }
};

/** A large one takes its time to be made. */
const patienceMs = 180_000;

/** Fetches the file that a request answers with and hands it to the browser to be saved; a problem stays on the page. */
export const useDownload = <C extends Routed>(contract: C): Download<C> => {
  const { language } = useReader();
  const { mutate, isPending, error, data } = useMutation({
    mutationFn: async (request: HttpAsk<C>) => {
      const { method, path } = httpRequestOf(contract, request);
      const answer = await answered(language, () =>
        fetch(path, {
          method,
          credentials: 'same-origin',
          headers: { 'accept-language': language },
          signal: AbortSignal.timeout(patienceMs),
        }),
      );
      const name = nameIn(answer.headers.get('content-disposition'));
      const address = URL.createObjectURL(await answer.blob());
      const link = document.createElement('a');
      link.href = address;
      link.download = name;
      link.click();
      // The browser has taken it up by then.
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
      return name;
    },
  });
  return {
    save: (request) => mutate(request),
    busy: isPending,
    problem: error === null ? undefined : problemFrom(language, error),
    saved: data,
  };
};
