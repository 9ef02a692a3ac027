// Which port each process of `npm start` gets.
import { freePort } from '#processes';
import { defaultPorts, type PartName, type Ports, portVariable } from './parts.js';
import { StepFailure } from '../bootstrap/progress.mjs';

const names = Object.keys(defaultPorts) as PartName[];

/** What the variables set; throws StepFailure for one that is no port, and for two that are the same. */
const givenPorts = (env: NodeJS.ProcessEnv): Map<PartName, number> => {
  const given = new Map<PartName, number>();
  for (const name of names) {
    const text = env[portVariable(name)];
    if (text === undefined || text === '') continue;
    const port = Number(text);
    if (!Number.isInteger(port) || port < 0 || port > 65_535)
      throw new StepFailure(
        `${portVariable(name)} is not a port`,
        'Set it to a number from 0 to 65535; 0 takes a free port.',
      );
    const other = port === 0 ? undefined : [...given].find(([, each]) => each === port)?.[0];
    if (other !== undefined)
      throw new StepFailure(
        `${portVariable(other)} and ${portVariable(name)} are both set to ${port}`,
        'Set them to two numbers; 0 takes a free port.',
      );
    given.set(name, port);
  }
  return given;
};

type Free = (wanted: number) => Promise<number>;

const firstFree = async (name: PartName, wanted: number, free: Free): Promise<number> => {
  try {
    return await free(wanted);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const remedy =
      code === 'EACCES'
        ? `this user may not use it: set ${portVariable(name)} to one from 1024 on`
        : `set ${portVariable(name)} to another`;
    throw new StepFailure(
      `port ${wanted} for ${name} cannot be used: ${message}`,
      `${remedy.slice(0, 1).toUpperCase()}${remedy.slice(1)}, or to 0 for a free one.`,
    );
  }
};

/** The usual port of each process, the one that its variable names, or a free one where another program has that; no two are the same. */
export const choosePorts = async (
  env: NodeJS.ProcessEnv,
  say: (line: string) => void,
  free: Free = freePort,
): Promise<Ports> => {
  const given = givenPorts(env);
  const wanted = names.map((name) => [name, given.get(name) ?? defaultPorts[name]] as const);
  const ports = {} as Ports;
  for (const [name, port] of wanted) {
    const chosen = Object.values(ports);
    const isAnothers = (each: number): boolean =>
      chosen.includes(each) || wanted.some(([other, theirs]) => other !== name && theirs === each);
    const isLost = port !== 0 && !given.has(name) && [...given.values()].includes(port);
    ports[name] = isLost ? 0 : await firstFree(name, port, free);
    while (ports[name] === 0 || (ports[name] !== port && isAnothers(ports[name]))) ports[name] = await free(0);
    if (port !== 0 && ports[name] !== port)
      say(`  port ${port} is taken: ${name} uses ${ports[name]} (${portVariable(name)} sets it)`);
  }
  return ports;
};
