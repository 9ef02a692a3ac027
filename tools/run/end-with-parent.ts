/** Ends this program as SIGTERM would when what handed over to it has gone, however that ended. */
export const endWithParent = (): void => {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  // Nobody says anything over it; it must not keep a program that is done.
  process.channel?.unref();
};
