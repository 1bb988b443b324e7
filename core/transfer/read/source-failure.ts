import { KnowledgeError, type FailureKind } from '../../failure.ts';

/** A source that cannot be read, or not to its end: `message` names it, `wayOut` says what to do. */
export function sourceFailure(
  kind: FailureKind,
  message: string,
  wayOut: string,
  options?: ErrorOptions,
): KnowledgeError {
  return new KnowledgeError({ kind, message, recovery: `Nothing was imported. ${wayOut}` }, options);
}

/** What the system says when a file cannot be opened or read, in words that name it. Anything else comes back as it was. */
export function readingFailure(caught: unknown, path: string): unknown {
  if (!(caught instanceof Error) || caught instanceof KnowledgeError || !('code' in caught)) return caught;
  switch (caught.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return sourceFailure('file-missing', `There is no file or folder at ${path}.`, 'Check the path.', {
        cause: caught,
      });
    case 'EACCES':
    case 'EPERM':
      return sourceFailure(
        'read-only-file',
        `You may not read ${path}.`,
        'Ask for the permission to read it, or copy it to a place of your own.',
        { cause: caught },
      );
    case 'EIO':
      return sourceFailure(
        'corrupt-file',
        `The disk could not read ${path} to its end.`,
        'Copy it from another place, and import the copy.',
        { cause: caught },
      );
    default:
      return caught;
  }
}
