// Which port each process of `npm start` gets.
import { freePort } from './child.mjs';
import { defaultPorts, portVariable } from './parts.mjs';
import { StepFailure } from './progress.mjs';

/** What the variables set; throws StepFailure for one that is no port, and for two that are the same. */
const givenPorts = (env) => {
  const given = new Map();
  for (const name of Object.keys(defaultPorts)) {
    const text = env[portVariable(name)];
    if (text === undefined || text === '') continue;
    const port = Number(text);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new StepFailure(`${portVariable(name)} is not a port`, 'Set it to a number from 0 to 65535; 0 takes a free port.');
    const other = port === 0 ? undefined : [...given].find(([, each]) => each === port)?.[0];
    if (other !== undefined) throw new StepFailure(`${portVariable(other)} and ${portVariable(name)} are both set to ${port}`, 'Set them to two numbers; 0 takes a free port.');
    given.set(name, port);
  }
  return given;
};

const firstFree = async (name, wanted, free) => {
  try {
    return await free(wanted);
  } catch (error) {
    const remedy = error.code === 'EACCES' ? `this user may not use it: set ${portVariable(name)} to one from 1024 on` : `set ${portVariable(name)} to another`;
    throw new StepFailure(`port ${wanted} for ${name} cannot be used: ${error.message}`, `${remedy[0].toUpperCase()}${remedy.slice(1)}, or to 0 for a free one.`);
  }
};

/** The usual port of each process, the one that its variable names, or a free one where another program has that; no two are the same. */
export const choosePorts = async (env, say, free = freePort) => {
  const given = givenPorts(env);
  const wanted = Object.entries(defaultPorts).map(([name, usual]) => [name, given.get(name) ?? usual]);
  const ports = {};
  for (const [name, port] of wanted) {
    const chosen = Object.values(ports);
    const isAnothers = (each) => chosen.includes(each) || wanted.some(([other, theirs]) => other !== name && theirs === each);
    const isLost = port !== 0 && !given.has(name) && [...given.values()].includes(port);
    ports[name] = isLost ? 0 : await firstFree(name, port, free);
    while (ports[name] === 0 || (ports[name] !== port && isAnothers(ports[name]))) ports[name] = await free(0);
    if (port !== 0 && ports[name] !== port) say(`  port ${port} is taken: ${name} uses ${ports[name]} (${portVariable(name)} sets it)`);
  }
  return ports;
};
