// Exit code 0 when the service in this container is ready to take work.
const url = `http://127.0.0.1:${process.env.SALA_MANAGEMENT_PORT ?? process.env.SALA_HTTP_PORT}/health/ready`;
try {
  const answer = await fetch(url, { signal: AbortSignal.timeout(4_000) });
  if (!answer.ok) {
    console.error(await answer.text());
    process.exitCode = 1;
  }
} catch (error) {
  console.error(`${url}: ${error.message}`);
  process.exitCode = 1;
}
