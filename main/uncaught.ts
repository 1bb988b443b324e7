import type { ErrorLog } from './error-log.ts';

interface UncaughtOptions {
  readonly log: ErrorLog;
  readonly showError: (title: string, text: string) => void;
}

/**
 * Keeps the program alive through its own bugs: each is written to the log, and the first is shown. Returns the
 * function that reports a bug caught elsewhere in the same way, but without a box, for its message is shown in the window.
 */
export function surviveUncaught(
  { log, showError }: UncaughtOptions,
  from: Pick<NodeJS.Process, 'on'> = process,
): (caught: unknown) => void {
  let shown = false;
  const survive = (what: string) => (caught: unknown) => {
    const logged = log.write(what, caught);
    if (shown) return;
    shown = true;
    showError(
      'Abendbook met an error that it did not expect',
      [
        caught instanceof Error ? caught.message : String(caught),
        '',
        'Everything that you saved is safe in your knowledge base. You can go on working; if something does not ' +
          'answer any more, restart Abendbook.',
        ...(logged ? ['', `The details are in ${log.path}`] : []),
      ].join('\n'),
    );
  };
  from.on('uncaughtException', survive('Uncaught exception'));
  from.on('unhandledRejection', survive('Unhandled rejection'));
  return (caught) => log.write('Error while answering the window', caught);
}
