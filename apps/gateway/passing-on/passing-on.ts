import { Body, Controller, Param, Query, Req, type Type } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { bodySchemaOf, FileMade, type PassedOn, pathSchemaOf, querySchemaOf, takesBody, takesQuery } from '#contracts';
import { RpcClient } from '#messaging';
import { staffOf } from '../access/admitted.js';
import { Downloads } from '../download/downloads.js';
import { ReplyLinks } from '../reply/reply-links.js';
import { Serves } from '../http/serves.js';

type Fields = Readonly<Record<string, unknown>>;

/** Passes a request on as its contract says: what stands in its address and its query or body, and who did it. */
export const passingOn = (contract: PassedOn): Type => {
  const { opens, staffIn, answer, timeoutMs } = contract.http;

  @Controller()
  class PassesOn {
    constructor(
      private readonly rpc: RpcClient,
      private readonly links: ReplyLinks,
      private readonly downloads: Downloads,
    ) {}

    @Serves(contract)
    async ask(request: FastifyRequest, path: Fields, said: Fields | undefined): Promise<unknown> {
      const asked = { ...said, ...path, ...(staffIn !== undefined && { [staffIn]: staffOf(request).id }) };
      const returned = await (opens === 'reply-link'
        ? this.links.ask(contract, { ...asked, replyToken: String(path['replyToken']) }, request)
        : this.rpc.call(contract, asked, { timeoutMs }));
      if (answer === 'file') return this.downloads.answer(FileMade.parse(returned));
      return answer === 'nothing' ? undefined : returned;
    }
  }

  const parameters = [Req(), Param({ schema: pathSchemaOf(contract) })];
  if (takesQuery(contract)) parameters.push(Query({ schema: querySchemaOf(contract) }));
  else if (takesBody(contract)) parameters.push(Body({ schema: bodySchemaOf(contract) }));
  // From the last to the first, as decorators in a class are applied: the API's document names them in this order.
  for (const [index, decorate] of [...parameters.entries()].reverse()) decorate(PassesOn.prototype, 'ask', index);
  return PassesOn;
};
