// `npm run rehearse`: set-up and build, then the rehearsal itself on the pinned Node.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from './build.mjs';
import { createProgress, describeFailure } from './progress.mjs';
import { pinnedNode, projectFolder } from './project.mjs';
import { setUp } from './setup.mjs';

const progress = createProgress();
try {
  if (!process.argv.includes('--help')) await setUp(progress);
  await progress.step('build', build);
  const child = spawn(pinnedNode, ['--enable-source-maps', join(projectFolder, 'dist/test/rehearsal/command.js'), ...process.argv.slice(2)], { stdio: 'inherit' });
  // Ctrl-C reaches the rehearsal by itself; it ends what it started and this waits for it.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.exitCode = await new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
} catch (error) {
  progress.say(describeFailure(error));
  process.exitCode = 1;
}
