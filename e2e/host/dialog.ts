import type {
  Dialog,
  MessageBoxOptions,
  MessageBoxReturnValue,
  OpenDialogOptions,
  OpenDialogReturnValue,
  SaveDialogOptions,
  SaveDialogReturnValue,
} from 'electron';
import { AnswerQueue } from './answer-queue.ts';
import { hostEnvironment } from './environment.ts';
import { refuseMissing } from './missing.ts';

type Supported = Pick<Dialog, 'showMessageBox' | 'showOpenDialog' | 'showSaveDialog' | 'showErrorBox'>;

/** A native dialog that the program showed. */
export type ShownDialog =
  | { readonly kind: 'message'; readonly options: MessageBoxOptions }
  | { readonly kind: 'open'; readonly options: OpenDialogOptions }
  | { readonly kind: 'save'; readonly options: SaveDialogOptions }
  | { readonly kind: 'error'; readonly title: string; readonly content: string };

/** What a user does with a dialog: presses a button by its words, chooses files, or gives up. */
export type DialogAnswer =
  | { readonly button: string; readonly checkboxChecked?: boolean }
  | { readonly paths: readonly string[] }
  | 'cancel';

const shown: ShownDialog[] = [];
const answers = new AnswerQueue<DialogAnswer>();

class HostDialog implements Supported {
  showErrorBox(title: string, content: string): void {
    shown.push({ kind: 'error', title, content });
    if (!hostEnvironment.driven) console.error(`${title}\n${content}`);
  }

  async showMessageBox(
    ...given: [options: MessageBoxOptions] | [window: object, options: MessageBoxOptions]
  ): Promise<MessageBoxReturnValue> {
    const options = given[given.length - 1] as MessageBoxOptions;
    shown.push({ kind: 'message', options });
    const answer = await answerTo();
    const checkboxChecked = options.checkboxChecked ?? false;
    if (answer === null) {
      const response = options.cancelId ?? options.defaultId ?? 0;
      console.error(
        `${options.message}\nThis host cannot ask, and takes it for '${options.buttons?.[response] ?? 'OK'}'.`,
      );
      return { response, checkboxChecked };
    }
    if (answer === 'cancel') return { response: options.cancelId ?? 0, checkboxChecked };
    if (!('button' in answer)) throw new Error(`The dialog '${options.message}' has no files to choose.`);
    const response = (options.buttons ?? ['OK']).indexOf(answer.button);
    if (response < 0) {
      throw new Error(
        `The dialog '${options.message}' has no button '${answer.button}', but ${options.buttons?.join(', ') ?? 'OK'}.`,
      );
    }
    return { response, checkboxChecked: answer.checkboxChecked ?? checkboxChecked };
  }

  async showOpenDialog(
    ...given: [options: OpenDialogOptions] | [window: object, options: OpenDialogOptions]
  ): Promise<OpenDialogReturnValue> {
    const options = given[given.length - 1] as OpenDialogOptions;
    shown.push({ kind: 'open', options });
    const filePaths = await chosenPaths(options.title ?? 'Open');
    return { canceled: filePaths.length === 0, filePaths };
  }

  async showSaveDialog(
    ...given: [options: SaveDialogOptions] | [window: object, options: SaveDialogOptions]
  ): Promise<SaveDialogReturnValue> {
    const options = given[given.length - 1] as SaveDialogOptions;
    shown.push({ kind: 'save', options });
    const [filePath] = await chosenPaths(options.title ?? 'Save');
    return { canceled: filePath === undefined, filePath: filePath ?? '' };
  }
}

export const dialog = new HostDialog();
refuseMissing(HostDialog.prototype, 'dialog');

/** The dialogs that were shown, oldest first. */
export function shownDialogs(): readonly ShownDialog[] {
  return shown;
}

/** Answers the dialog that waits, or else the next one. */
export function answerDialog(answer: DialogAnswer): void {
  answers.give(answer);
}

async function chosenPaths(title: string): Promise<string[]> {
  const answer = await answerTo();
  if (answer === null) {
    console.error(`${title}: this host cannot ask for a file, and takes it for 'Cancel'.`);
    return [];
  }
  if (answer === 'cancel') return [];
  if (!('paths' in answer)) throw new Error(`The dialog '${title}' asks for files, not for a button.`);
  return [...answer.paths];
}

/** Where a test drives the host a dialog stays until it is answered, as on a desktop; elsewhere nobody answers. */
async function answerTo(): Promise<DialogAnswer | null> {
  return hostEnvironment.driven ? answers.next() : null;
}
