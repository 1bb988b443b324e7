/** The version of a database to which nothing has been applied yet. */
export const emptyVersion = '000';

/** The number that a version begins with: 3 of `003-mvp3-code-analysis`. */
export function versionNumber(version: string): number {
  return Number(version.slice(0, 3));
}

/** Released steps are 001 to 009; what users add themselves begins at 010. */
export function isReleased(version: string): boolean {
  return versionNumber(version) < 10;
}
