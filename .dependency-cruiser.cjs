/**
 * Who may import whom: renderer → preload's types → (IPC) → main → core → migrations, and cli → core.
 * Tests and what only tests use are free to reach further.
 */
const tests = '[.]test[.]tsx?$|/testing/';
/** An import that is erased when the types are stripped, so that nothing is loaded. */
const types = 'type-only';

/** A folder of the project that may import, of the project's own files, only those that `mayImport` matches. */
function layer(name, { from, mayImport, comment }) {
  return {
    name,
    comment,
    severity: 'error',
    from: { path: from, pathNot: tests },
    to: { path: '^(core|migrations|main|preload|renderer|cli|e2e|bench|scripts)/', pathNot: mayImport },
  };
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    layer('core-stands-alone', {
      from: '^core/',
      mayImport: '^(core|migrations)/',
      comment: 'core is the engine: it runs without a window and knows none of its users.',
    }),
    layer('migrations-stand-alone', {
      from: '^migrations/',
      mayImport: '^migrations/|^core/store/',
      comment: 'A migration must do the same in ten years, so it does not depend on code that will change.',
    }),
    {
      name: 'migrations-import-only-types-of-core',
      comment: 'A migration must do the same in ten years, so it does not depend on code that will change.',
      severity: 'error',
      from: { path: '^migrations/', pathNot: tests },
      to: { path: '^core/', dependencyTypesNot: [types] },
    },
    layer('main-knows-no-screen', {
      from: '^main/',
      mayImport: '^(main|core|migrations|preload)/',
      comment: 'main serves the window through IPC, whatever the window shows.',
    }),
    layer('preload-is-the-bridge', {
      from: '^preload/',
      mayImport: '^(preload|core)/',
      comment: 'preload is the narrow bridge between window and main, nothing else.',
    }),
    {
      name: 'preload-imports-only-types-of-core',
      comment: 'preload is sandboxed: code of core cannot run there.',
      severity: 'error',
      from: { path: '^preload/', pathNot: tests },
      to: { path: '^core/', dependencyTypesNot: [types] },
    },
    {
      name: 'preload-requires-only-electron',
      comment: 'A sandboxed preload can require electron and next to nothing else.',
      severity: 'error',
      from: { path: '^preload/', pathNot: tests },
      to: {
        dependencyTypes: ['core', 'npm', 'npm-dev'],
        dependencyTypesNot: [types],
        pathNot: '(^|/)electron(/|$)',
      },
    },
    layer('renderer-asks-the-bridge', {
      from: '^renderer/',
      mayImport: '^renderer/|^preload/api[.]ts$',
      comment: 'The window is untrusted: all it knows of the program are the types of preload/api.ts.',
    }),
    {
      name: 'renderer-imports-only-types-of-the-bridge',
      comment: 'preload runs beside the window, not in it: use window.abendbook.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: tests },
      to: { path: '^preload/', dependencyTypesNot: [types] },
    },
    {
      name: 'renderer-runs-in-a-browser',
      comment: 'The window has no Node.js and no Electron, and the packages of the engine do not run there.',
      severity: 'error',
      from: { path: '^renderer/', pathNot: tests },
      to: {
        dependencyTypes: ['core', 'npm'],
        dependencyTypesNot: [types],
      },
    },
    layer('cli-needs-no-window', {
      from: '^cli/',
      mayImport: '^(cli|core|migrations)/',
      comment: 'The command line drives the engine headless.',
    }),
    {
      name: 'electron-stays-outside-the-engine',
      comment: 'core, migrations and cli run under plain Node.js; the window speaks through preload.',
      severity: 'error',
      from: { path: '^(core|migrations|cli|renderer)/' },
      to: { path: '(^|/)electron(/|$)' },
    },
    {
      name: 'nothing-ships-with-a-development-package',
      comment: 'What core, main and cli import at run time must be under "dependencies" in package.json.',
      severity: 'error',
      from: { path: '^(core|migrations|main|cli)/', pathNot: tests },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: [types],
        pathNot: '(^|/)electron(/|$)',
      },
    },
    {
      name: 'nothing-ships-with-a-test',
      comment: 'Only tests import what is there for tests.',
      severity: 'error',
      from: { path: '^(core|migrations|main|preload|renderer|cli)/', pathNot: tests },
      to: { path: tests },
    },
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one file, or three.',
      severity: 'error',
      from: {},
      // A circle of types alone is erased before anything runs.
      to: { circular: true, viaOnly: { dependencyTypesNot: [types] } },
    },
    {
      name: 'no-orphans',
      comment: 'A file that imports nothing and is imported by nothing is forgotten.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: ['[.]test[.]tsx?$', '[.]d[.]ts$', '[.](css|html|json)$', '^renderer/tsconfig'],
      },
      to: {},
    },
    {
      name: 'no-broken-imports',
      comment: 'The import leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // TypeScript 7 has no parser that tools can use; swc reads the sources, type-only imports included.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|artifacts)/|[?](raw|url)$' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.d.ts', '.css', '.json'],
    },
  },
};
