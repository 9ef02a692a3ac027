import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type HttpAsk, httpRequestOf, type Routed } from '#contracts';
import { type AnswerTo, ask, type Asked } from '../data/ask.js';
import { type Answer, keyOf, useAnswer } from '../data/use-answer.js';
import { useReader } from '../reader.js';
import { sessionBegun } from '../session-events.js';
import { shareStream } from './shared-stream.js';

type Streamed = { readonly stream: Routed; readonly event: string; readonly whose: string };
type Live<Value> = Answer<Value> & { readonly live: boolean };

/**
 * What the API answers to a request, kept up to date by the stream of the same, whose events have the given name. `whose` keeps
 * apart what different people may see.
 */
export const useLive = <C extends Asked>(
  contract: C,
  request: HttpAsk<C>,
  { stream, event, whose }: Streamed,
): Live<AnswerTo<C>> => {
  const { language } = useReader();
  const client = useQueryClient();
  const answer = useAnswer(contract, request);
  const [live, setLive] = useState(false);
  const key = keyOf(contract, request);
  const { path } = httpRequestOf(stream, request);
  useEffect(() => {
    const keep = (value: unknown) => void client.setQueryData(key, value);
    const connection = shareStream({
      topic: `sala ${whose} ${path}`,
      address: path,
      event,
      look: () => ask(language, contract, request),
      onValue: keep,
      onState: setLive,
    });
    addEventListener('online', connection.again);
    addEventListener(sessionBegun, connection.again);
    return () => {
      removeEventListener('online', connection.again);
      removeEventListener(sessionBegun, connection.again);
      connection.close();
    };
    // The key and the request say what the path says.
  }, [client, event, language, path, whose]);
  return { ...answer, live };
};
