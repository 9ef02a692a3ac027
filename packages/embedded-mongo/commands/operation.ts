import { Double } from 'bson';
import {
  MongoError,
  newWork,
  PAUSE,
  serialize,
  within,
  type BsonDocument,
  type Pause,
  type Work,
} from '../language/index.js';
import { type Job } from '../turns.js';
import { type Connection } from '../wire/connection.js';
import { type Request } from '../wire/message.js';
import { type CommandReply, type Engine, type OperationsUnderWay, type OperationUnderWay } from './command.js';
import { errorReply, mongoErrorOf } from './error-reply.js';
import { prepare, type Prepared } from './prepare.js';

const OK = new Double(1);

export type Client = Pick<Connection, 'id' | 'remote'>;

/** One command under way, done step by step. */
export class Operation implements Job, OperationUnderWay {
  readonly startedAt: Date;
  readonly startedMs = performance.now();
  readonly work: Work = newWork();
  private prepared?: Prepared;
  private steps?: Generator<Pause, CommandReply, undefined>;

  constructor(
    readonly id: number,
    private readonly engine: Engine,
    readonly request: Request,
    readonly connection: Client,
  ) {
    this.startedAt = engine.now();
  }

  /** The command that it does, once it was read. */
  get command(): Prepared | undefined {
    return this.prepared;
  }

  get writes(): boolean {
    return this.prepared?.writes ?? false;
  }

  /** Ends it at its next step with this error. */
  end(why: MongoError): void {
    this.work.ended ??= why;
  }

  step(sliceEndMs: number): Uint8Array | null | undefined {
    this.work.sliceEndMs = sliceEndMs;
    let reply: Uint8Array | undefined;
    try {
      reply = within(this.work, () => this.go());
    } catch (error) {
      reply = this.refuse(error);
    } finally {
      this.engine.database.closeScans();
    }
    if (reply === undefined) return undefined;
    this.work.account.close();
    this.engine.operations.done(this);
    return reply;
  }

  abandon(): void {
    try {
      within(this.work, () => this.steps?.return({}));
    } catch (error) {
      this.engine.log(`a command that was given up did not end well: ${String(error)}`);
    } finally {
      this.engine.database.closeScans();
    }
    this.work.account.close();
    this.engine.operations.done(this);
  }

  private go(): Uint8Array | undefined {
    const { engine } = this;
    const prepared = (this.prepared ??= prepare(engine, this.request, {
      connection: this.connection,
      operation: this,
    }));
    if (prepared.maxTimeMs > 0) this.work.deadlineMs = this.startedMs + prepared.maxTimeMs;
    const next = () => this.advance(prepared);
    const result = prepared.writes ? engine.database.write(next, () => engine.catalogue.reload()) : next();
    if (result === PAUSE) return undefined;
    return result instanceof Uint8Array ? result : serialize('ok' in result ? result : { ...result, ok: OK });
  }

  private advance({ command, call }: Prepared): CommandReply | Pause {
    if (!this.steps) {
      const started = command.run(call);
      if (!isSteps(started)) return started;
      this.steps = started;
    }
    const step = this.steps.next();
    return step.done ? step.value : PAUSE;
  }

  private refuse(error: unknown): Uint8Array {
    if (error instanceof MongoError) return errorReply(error);
    this.engine.log(`a command failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return errorReply(mongoErrorOf(error));
  }
}

function isSteps(
  result: BsonDocument | Uint8Array | Generator<Pause, CommandReply, undefined>,
): result is Generator<Pause, CommandReply, undefined> {
  return (
    typeof (result as { next?: unknown }).next === 'function'
    && Symbol.iterator in result
    && !(result instanceof Uint8Array)
  );
}

/** All commands under way. */
export class Operations implements OperationsUnderWay {
  private readonly running = new Map<number, Operation>();
  private last = 0;

  begin(engine: Engine, request: Request, connection: Client): Operation {
    const operation = new Operation(++this.last, engine, request, connection);
    this.running.set(operation.id, operation);
    return operation;
  }

  done(operation: OperationUnderWay): void {
    this.running.delete(operation.id);
  }

  all(): Iterable<Operation> {
    return this.running.values();
  }

  find(id: number): Operation | undefined {
    return this.running.get(id);
  }

  /** The client has gone: nobody waits for what it asked. Writes that it wanted no answer for are still done. */
  clientGone(connection: Client): void {
    for (const operation of this.running.values()) {
      if (operation.connection.id === connection.id && !operation.request.moreToCome)
        operation.end(new MongoError(279, 'ClientDisconnect', 'the client has gone'));
    }
  }
}
