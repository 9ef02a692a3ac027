// Sets up and builds, then hands over to a program that needs the pinned Node and the build.
import { spawn } from 'node:child_process';
import { build } from './build.mjs';
import { createProgress, describeFailure } from './progress.mjs';
import { pinnedNode, projectFolder } from './project.mjs';
import { setUp } from './setup.mjs';

/** Runs `program` (a path in the project) with these arguments; its exit code becomes this process's. */
export const runOnPinnedNode = async (program, args) => {
  const progress = createProgress({ quiet: true });
  try {
    await setUp(progress);
    await progress.step('build', build);
    const child = spawn(pinnedNode, ['--enable-source-maps', program, ...args], { cwd: projectFolder, stdio: 'inherit' });
    // Ctrl-C reaches the program by itself; it ends what it started and this waits for it.
    process.on('SIGINT', () => {});
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    process.exitCode = await new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
  } catch (error) {
    progress.say(describeFailure(error));
    process.exitCode = 1;
  }
};
