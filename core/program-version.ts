/** This program's version, as in package.json. Kept here since the bundled program has no package.json beside it. */
export const programVersion = '0.1.0';
