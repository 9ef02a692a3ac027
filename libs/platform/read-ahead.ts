/** Hands on what a source has, in order; the next is asked for while the one before is worked on. */
export async function* readAhead<Each>(source: AsyncIterable<Each>): AsyncGenerator<Each> {
  const each = source[Symbol.asyncIterator]();
  const ask = (): Promise<IteratorResult<Each>> => {
    const asked = each.next();
    // Nobody waits for it yet: that it fails is no failure of the process.
    asked.catch(() => undefined);
    return asked;
  };
  let next = ask();
  try {
    for (let { done, value } = await next; done !== true; { done, value } = await next) {
      next = ask();
      yield value as Each;
    }
  } finally {
    await each.return?.();
  }
}
