import { Readable } from 'node:stream';
import { type FastifyRequest } from 'fastify';
import { invalid } from '#platform';

/** How a file is sent: as it stands on a disk. */
export const fileType = 'application/octet-stream';

/** The body of a request that carries a file, as it comes. Throws invalid 'wrong-media-type' for any other. */
export const fileBody = ({ body }: FastifyRequest): Readable => {
  if (!(body instanceof Readable)) throw invalid('wrong-media-type', { values: { wanted: fileType } });
  return body;
};
