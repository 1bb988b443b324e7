/** An option of a script. npm takes options before a `--` for its own: `npm run db:rollback --steps=1` only sets `npm_config_steps`. */
interface ScriptOption {
  /** As the user writes it. */
  readonly name: string;
  /** What the command calls it; null where it is the command's argument. */
  readonly option: string | null;
  readonly isFlag: boolean;
  /** Under which name npm hands it on, where that is not its own. */
  readonly npmName?: string;
}

interface Script {
  readonly command: readonly string[];
  readonly options: readonly ScriptOption[];
  /** Which option a word without one stands for; null where the command takes such words. */
  readonly word: string | null;
}

const value = (name: string, option: string | null = `--${name}`): ScriptOption => ({
  name,
  option,
  isFlag: false,
});
const flag = (name: string): ScriptOption => ({ name, option: `--${name}`, isFlag: true });

// npm's own --yes answers npm's questions, so it is not taken for an answer to this program's.
const everywhere = [value('db'), value('profile'), flag('json'), flag('dry-run')];
const target = [
  value('version', '--to'),
  value('to'),
  // npm 11 takes --to for the beginning of its own --token-description.
  { ...value('to'), npmName: 'token_description' },
];

/** The npm scripts that are commands of `kb`, the migration guide's among them. */
const scripts = new Map<string, Script>([
  ['kb', { command: [], options: [], word: null }],
  [
    'backup:create',
    { command: ['backup', 'create'], options: [...everywhere, value('type'), value('tag')], word: '--tag' },
  ],
  [
    'db:migrate',
    { command: ['migrate'], options: [...everywhere, ...target, flag('rehearse')], word: '--to' },
  ],
  [
    'db:rollback',
    { command: ['rollback'], options: [...everywhere, ...target, value('steps')], word: '--to' },
  ],
  [
    'db:restore',
    { command: ['restore'], options: [...everywhere, value('backup', null), flag('undo')], word: null },
  ],
  ['db:status', { command: ['status'], options: everywhere, word: null }],
]);

/**
 * The arguments of `kb` that an npm script stands for. What the user gave after `--` comes in `given`, what npm has taken in its
 * environment; both count, and what came after `--` wins.
 */
export function scriptArguments(
  name: string,
  given: readonly string[],
  environment: Readonly<NodeJS.ProcessEnv>,
): readonly string[] {
  const script = scripts.get(name);
  if (script === undefined) throw new Error(`There is no npm script ${name} that is a command of kb.`);
  const { command, options, word } = script;
  const { args, words, names } = readGiven(given, options);
  for (const option of options) {
    const taken = environment[`npm_config_${option.npmName ?? option.name.replaceAll('-', '_')}`];
    if (names.has(option.name) || taken === undefined || taken === '') continue;
    if (option.isFlag) {
      if (taken === 'true') args.push(...written(option, ''));
      continue;
    }
    // npm believes `--steps 1` to be a flag and a word.
    const text = taken === 'true' ? words.shift() : taken;
    if (text !== undefined) args.push(...written(option, text));
  }
  return [...command, ...args, ...words.flatMap((text) => (word === null ? [text] : [word, text]))];
}

/** Splits what was given into options, in the command's words, and words without one. */
function readGiven(given: readonly string[], options: readonly ScriptOption[]) {
  const args: string[] = [];
  const words: string[] = [];
  const names = new Set<string>();
  for (let at = 0; at < given.length; at += 1) {
    const text = given[at] ?? '';
    const [, name, joined] = /^--([a-z-]+)(?:=(.*))?$/s.exec(text) ?? [];
    const option = options.find((known) => known.name === name);
    if (option === undefined) {
      (text.startsWith('-') || options.length === 0 ? args : words).push(text);
      continue;
    }
    names.add(option.name);
    if (!option.isFlag && joined === undefined) at += 1;
    args.push(...written(option, joined ?? given[at] ?? ''));
  }
  return { args, words, names };
}

function written({ option, isFlag }: ScriptOption, text: string): readonly string[] {
  if (option === null) return [text];
  return isFlag ? [option] : [option, text];
}
