import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { filePartBytes, KeepFilePart } from '#contracts';
import { RpcClient, withAsker } from '#messaging';
import { AppError, invalid, unavailable } from '#platform';
import { staffOf } from '../access/admitted.js';
import { type BodyLimits } from '../http/body-limits.js';
import { bodyLimitsToken, BodyTimes } from '../http/body-times.js';
import { fileBody } from '../http/file-body.js';
import { statedDigest } from './content-digest.js';
import { inParts } from './in-parts.js';
import { whileWaitedFor } from './while-waited-for.js';

/** What was taken of a file. */
export type Taken = { readonly bytes: number; readonly sha256: string };

/** A service that is started anew is back within these: nobody sends nine minutes of a file again for it. */
const againAfterMs = [250, 500, 1_000, 2_000, 4_000];
const retryAfterSeconds = 10;

/** Files on their way in: handed on part by part while they come, no more than one of which is held here. */
@Injectable()
export class Uploads {
  readonly #ofPerson = new Map<string, number>();
  #all = 0;

  constructor(
    private readonly rpc: RpcClient,
    private readonly times: BodyTimes,
    @Inject(bodyLimitsToken) private readonly limits: BodyLimits,
  ) {}

  /**
   * Throws invalid 'wrong-media-type', 'file-too-large', 'file-damaged', 'upload-stalled', 'upload-too-slow',
   * 'upload-interrupted', unavailable 'too-many-uploads'.
   */
  async take(request: FastifyRequest, fileId: string, most: number): Promise<Taken> {
    const body = fileBody(request);
    const tooLarge = () => invalid('file-too-large', { values: { most: most / 1024 / 1024 } });
    // What says itself that it is too large is not waited for.
    if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge();
    return this.#inTurn(staffOf(request).id, async () => {
      const signal = this.times.asFile(request.raw);
      const hash = createHash('sha256');
      let [number, bytes] = [0, 0];
      for await (const part of inParts(whileWaitedFor(body, signal), filePartBytes)) {
        bytes += part.length;
        if (bytes > most) throw tooLarge();
        hash.update(part);
        await this.#keep(fileId, number, part, signal);
        number += 1;
      }
      const sha256 = hash.digest('hex');
      const stated = statedDigest(request.headers['content-digest']);
      if (stated !== undefined && stated !== sha256) throw invalid('file-damaged');
      return { bytes, sha256 };
    });
  }

  /** Throws unavailable 'too-many-uploads' where so many are on their way that others would wait for them. */
  async #inTurn<Result>(staffId: string, work: () => Promise<Result>): Promise<Result> {
    const own = this.#ofPerson.get(staffId) ?? 0;
    if (this.#all >= this.limits.filesAtOnce || own >= this.limits.filesOfOnePerson)
      throw unavailable('too-many-uploads', { details: { retryAfterSeconds } });
    this.#all += 1;
    this.#ofPerson.set(staffId, own + 1);
    try {
      return await work();
    } finally {
      this.#all -= 1;
      const left = (this.#ofPerson.get(staffId) ?? 1) - 1;
      if (left > 0) this.#ofPerson.set(staffId, left);
      else this.#ofPerson.delete(staffId);
    }
  }

  /** The same part again changes nothing, so that it may be handed on again where nobody answered. */
  async #keep(fileId: string, number: number, part: Buffer, signal: AbortSignal): Promise<void> {
    const content = part.toString('base64');
    for (const againMs of [...againAfterMs, undefined]) {
      try {
        // The parts are no acts of their own: what staff do is what the file is for.
        await withAsker({ kind: 'system' }, () => this.rpc.call(KeepFilePart, { fileId, number, content }));
        return;
      } catch (error) {
        const isAway = error instanceof AppError && error.kind === 'unavailable';
        if (!isAway || againMs === undefined || signal.aborted) throw error;
        await pause(againMs);
      }
    }
  }
}
