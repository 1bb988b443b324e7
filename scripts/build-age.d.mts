/** Whether there is no complete build, or one that is older than the sources. */
export function buildIsStale(projectFolder: string): boolean;
