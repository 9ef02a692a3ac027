// Reads a script's command line: what nobody knows is said in a line with the help, not as a stack.
import { parseArgs } from 'node:util';

/** The options that were given; `--help` prints the help and ends with 0, a wrong argument says so and ends with 2. */
export const readArguments = (help, options, args = process.argv.slice(2)) => {
  try {
    const { values } = parseArgs({ args, options: { ...options, help: { type: 'boolean' } } });
    if (values.help !== true) return values;
    console.log(help);
    process.exit(0);
  } catch (error) {
    console.error(`${error.message.split('. ')[0]}.\n\n${help}`);
    process.exit(2);
  }
};
