// Reads a command's line: what nobody knows is said in a line with the help, not as a stack.
import { parseArgs } from 'node:util';

type Kind = { readonly type: 'string' | 'boolean'; readonly multiple?: true };
type One<Option extends Kind> = Option['type'] extends 'string' ? string : boolean;
export type Given<Options extends Readonly<Record<string, Kind>>> = {
  [Name in keyof Options]?: Options[Name] extends { multiple: true } ? One<Options[Name]>[] : One<Options[Name]>;
};

/** Says what is wrong with the arguments, with the help, and ends with 2. */
export const refuseArguments = (why: string, help: string): never => {
  console.error(`${why}\n\n${help}`);
  process.exit(2);
};

/** The options that were given; `--help` prints the help and ends with 0, a wrong argument says so and ends with 2. */
export const readArguments = <Options extends Readonly<Record<string, Kind>>>(
  help: string,
  options: Options,
  args: string[] = process.argv.slice(2),
): Given<Options> => {
  try {
    const { values } = parseArgs({ args, options: { ...options, help: { type: 'boolean' } } });
    if (!('help' in values)) return values as Given<Options>;
  } catch (error) {
    return refuseArguments(`${error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error)}.`, help);
  }
  console.log(help);
  process.exit(0);
};
