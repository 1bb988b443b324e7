import { userInfo } from 'node:os';

/** Who is at the terminal: the login name, under which changes are recorded. */
export function currentActor(): string {
  try {
    return userInfo().username;
  } catch {
    // A user id without a name, as in some containers.
    return 'unknown';
  }
}
