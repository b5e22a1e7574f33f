const LONGEST_STOP_IN_MS = 8000;

/**
 * Stop as a good container does: on SIGTERM (docker stop, ECS) or Ctrl-C take no new
 * connections, finish what is under way, exit 0. Docker kills after 10 seconds and
 * ECS after 30, so whatever still runs is cut off before that.
 * @param {import('node:http').Server} server
 */
export function stopOnSignal(server) {
  let stopping = false;

  /** @param {NodeJS.Signals} signal */
  function stop(signal) {
    if (stopping) return;
    stopping = true;
    console.log(`${signal} received, stopping`);

    // A connection that was busy until now would be kept alive, and us with it.
    const sweep = setInterval(() => server.closeIdleConnections(), 100);
    const cutOff = setTimeout(() => server.closeAllConnections(), LONGEST_STOP_IN_MS);

    server.close(() => {
      clearInterval(sweep);
      clearTimeout(cutOff);
      console.log('stopped');
      process.exit(0);
    });
  }

  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
