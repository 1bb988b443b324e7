/**
 * Runs work that can be stopped with Ctrl+C: the first one sets the signal and prints what `stopping` says, the second ends the program at once, as it does
 * with any other.
 */
export async function interruptible<T>(
  stopping: () => string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const onSignal = (): void => {
    stop.abort();
    process.stderr.write(`${process.stderr.isTTY ? '\r\u001B[K' : ''}${stopping()}\n`);
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  try {
    return await work(stop.signal);
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}
