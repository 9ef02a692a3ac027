import { type FastifyRequest } from 'fastify';
import { filePartBytes, KeepFilePart } from '#contracts';
import { type RpcClient, withAsker } from '#messaging';
import { invalid } from '#platform';
import { fileBody } from '../http/file-body.js';
import { inParts } from './in-parts.js';

/** Hands a file on while it comes: no more than a part of it is held here. How many bytes it has; throws invalid 'file-too-large'. */
export const takeFile = async (
  rpc: RpcClient,
  request: FastifyRequest,
  fileId: string,
  most: number,
): Promise<number> => {
  let [number, bytes] = [0, 0];
  for await (const part of inParts(fileBody(request), filePartBytes)) {
    bytes += part.length;
    if (bytes > most) throw invalid('file-too-large', { values: { most: most / 1024 / 1024 } });
    const content = part.toString('base64');
    // The parts are no acts of their own: what staff do is what the file is for.
    await withAsker({ kind: 'system' }, () => rpc.call(KeepFilePart, { fileId, number, content }));
    number += 1;
  }
  return bytes;
};
