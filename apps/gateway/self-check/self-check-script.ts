import { existsSync, readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { digestHex } from '#platform';
import { type GatewayConfig, InjectConfig } from '../config.js';

/** The one program that a page by link runs, as it was built; its address changes with what it says. */
@Injectable()
export class SelfCheckScript {
  readonly #content: string | undefined;
  /** Nothing where it was not built. */
  readonly path: string | undefined;

  constructor(@InjectConfig() config: GatewayConfig) {
    const file = config.SALA_SELF_CHECK_SCRIPT;
    this.#content = file !== undefined && existsSync(file) ? readFileSync(file, 'utf8') : undefined;
    this.path = this.#content === undefined ? undefined : `/self-check/${digestHex(this.#content).slice(0, 16)}.js`;
  }

  serve(app: NestFastifyApplication): void {
    if (this.path === undefined) return;
    app
      .getHttpAdapter()
      .getInstance()
      .get(this.path, (_request, reply) =>
        reply
          .header('cache-control', 'public, max-age=31536000, immutable')
          .type('text/javascript; charset=utf-8')
          .send(this.#content),
      );
  }
}
