/** The name of the function in the preload's world that waits for a path; unknown to the page. */
export function pathFunctionName(secret: string): string {
  return `pathOfFile_${secret.replaceAll('-', '_')}`;
}

/**
 * The script of a function that returns where a file is. Electron answers at once, so this must too: it stops in the debugger, in which the
 * host looks the file up and fills the path in (../file-paths.ts).
 */
export function filePathScript(secret: string): string {
  return `function ${pathFunctionName(secret)}(file) { let path = ''; debugger; return path; }`;
}
