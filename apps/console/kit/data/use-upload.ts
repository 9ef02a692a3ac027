import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type HttpAsk, httpRequestOf } from '#contracts';
import { useReader } from '../reader.js';
import { answered, type AnswerTo, type ApiProblem, type Asked, problemFrom } from './ask.js';
import { keyOf } from './use-answer.js';

type Upload<C extends Asked> = {
  /** Resolves to the answer, or to the problem, which is also shown as `problem` until the next try. */
  readonly send: (request: HttpAsk<C>, file: Blob) => Promise<AnswerTo<C> | ApiProblem>;
  readonly busy: boolean;
  readonly problem: ApiProblem | undefined;
};

/** What the server compares with what came: only pages that come by https, or from this machine, can say it. */
const digestOf = async (file: Blob): Promise<Record<string, string>> => {
  if (globalThis.isSecureContext !== true) return {};
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return { 'content-digest': `sha-256=:${btoa(String.fromCharCode(...new Uint8Array(digest)))}:` };
};

/** A request whose body is a file. A large one over a slow line takes its time: it is given up by the server alone. */
export const useUpload = <C extends Asked>(
  contract: C,
  { makesStale = [] }: { readonly makesStale?: readonly Pick<Asked, 'http'>[] } = {},
): Upload<C> => {
  const { language } = useReader();
  const client = useQueryClient();
  const { mutateAsync, isPending, error } = useMutation({
    mutationFn: async ({ request, file }: { readonly request: HttpAsk<C>; readonly file: Blob }) => {
      const { method, path } = httpRequestOf(contract, request);
      const headers = {
        'accept-language': language,
        'content-type': 'application/octet-stream',
        ...(await digestOf(file)),
      };
      const answer = await answered(language, () =>
        fetch(path, { method, credentials: 'same-origin', headers, body: file }),
      );
      return (await answer.json()) as AnswerTo<C>;
    },
    onSettled: () => void Promise.all(makesStale.map((each) => client.invalidateQueries({ queryKey: keyOf(each) }))),
  });
  return {
    send: (request, file) => mutateAsync({ request, file }).catch((failure: unknown) => problemFrom(language, failure)),
    busy: isPending,
    problem: error === null ? undefined : problemFrom(language, error),
  };
};
