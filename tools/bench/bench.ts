/** What a bench measured: ratios to a baseline of the same run first, then what explains them. */
export type Figures = Record<string, unknown>;

/** What may be asked of a bench beside its name. */
export type BenchOptions = { readonly mails?: number };

/** One bench, in `NAME.bench.ts`. `help` says in a line or two what is measured against what; `report` shows progress. */
export type Bench = {
  readonly name: string;
  readonly help: string;
  readonly run: (report: (line: string) => void, options: BenchOptions) => Promise<Figures>;
};

export const isBench = (value: unknown): value is Bench =>
  typeof value === 'object'
  && value !== null
  && 'name' in value
  && 'help' in value
  && 'run' in value
  && typeof value.run === 'function';
