/** Work that goes on beside other work. That nobody waits for it yet makes its failure no failure of the process. */
export const awaitedLater = <Result>(work: Promise<Result>): { readonly done: Promise<Result> } => {
  work.catch(() => undefined);
  return { done: work };
};
