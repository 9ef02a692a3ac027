import { useEffect, useState } from 'react';
import type { ResponseBoard } from '#contracts';

/** The response board, kept up to date by the server. `live` is false while the connection is being made again. */
export const useBoard = (meetingId: string): { board: ResponseBoard | undefined; live: boolean } => {
  const [board, setBoard] = useState<ResponseBoard>();
  const [live, setLive] = useState(false);
  useEffect(() => {
    const stream = new EventSource(`/api/v1/meetings/${encodeURIComponent(meetingId)}/board/stream`);
    const take = (event: MessageEvent<string>) => {
      setBoard(JSON.parse(event.data) as ResponseBoard);
      setLive(true);
    };
    stream.addEventListener('message', take);
    stream.addEventListener('board', take);
    stream.addEventListener('error', () => setLive(false));
    return () => stream.close();
  }, [meetingId]);
  return { board, live };
};
