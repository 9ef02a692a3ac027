export { type Child, freePort, type Part, type Ready, startChild, type WhenStarted } from './child.js';
export { pinnedNode, projectFolder, runtimeFolder } from './project.js';
export {
  debianPackages,
  findChromium,
  findProgram,
  findPrograms,
  natsServer,
  type Program,
  redisServer,
} from './servers.js';
