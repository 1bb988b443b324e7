import { isSecondHalf, pairedForms } from './word-pairs.ts';

/**
 * Other forms under which people look for a mainframe word. Sources of the forms: z/OS MVS System Codes (abends), MVS System Messages (message ids with their type
 * letter), Language Environment Runtime Messages.
 */

const systemAbend = /^s([0-9a-f]{3})$/;
/** `0c7` without its S: told from a plain number by its letter. */
const bareSystemAbend = /^(?=.*[a-f])[0-9][0-9a-f]{2}$/;
const abendJoined = /^abend=?(s?[0-9a-f]{3}|u\d{3,4})$/;
const userAbend = /^u0*(\d{1,4})$/;
/** Component, number and an action or type letter: IEF450I, IGZ0035S, DFHAC2206E, $HASP395. */
const messageId = /^\$?([a-z]{2,6}\d{2,5})([a-z])$/;
const hexadecimal = /^[0-9a-f]{3}$/;

const announcesAbend = new Set(['abend', 'abends', 'system', 'completion', 'code', 'cc']);

/** The further terms of a folded word, given the word before it; none of them is the word itself. */
export function aliasesOf(term: string, previous: string): readonly string[] {
  if (/^[a-z]+$/.test(term)) {
    const singular = singularOf(term);
    return [...(singular === term ? [] : [singular]), ...pairedForms(singular, previous)];
  }
  const aliases = new Set<string>();
  const system = systemAbend.exec(term)?.[1];
  if (system !== undefined) aliases.add(system);
  if (bareSystemAbend.test(term)) aliases.add(`s${term}`);
  else if (hexadecimal.test(term) && (previous === 'abend' || previous === 'system')) aliases.add(`s${term}`);
  const joined = abendJoined.exec(term)?.[1];
  if (joined !== undefined) addAbend(aliases, joined);
  const user = userAbend.exec(term)?.[1];
  if (user !== undefined) {
    aliases.add(user);
    aliases.add(`u${user}`);
    aliases.add(`u${user.padStart(4, '0')}`);
  } else if (/^\d{4}$/.test(term) && announcesAbend.has(previous)) {
    aliases.add(`u${term}`);
  }
  const message = messageId.exec(term);
  if (message?.[1] !== undefined && !system && !joined) aliases.add(message[1]);
  if (/^\$./.test(term)) aliases.add(term.slice(1));
  const number = /^0+(\d+)$/.exec(term)?.[1];
  if (number !== undefined) aliases.add(number);
  aliases.delete(term);
  return [...aliases];
}

/** Whether a word's further terms may depend on the word before it. */
export function mattersWhatPrecedes(term: string): boolean {
  return hexadecimal.test(term) || /^\d{4}$/.test(term) || isSecondHalf(singularOf(term));
}

function addAbend(aliases: Set<string>, code: string): void {
  aliases.add('abend');
  aliases.add(code);
  if (code.length === 3) aliases.add(`s${code}`);
  else if (code.startsWith('s')) aliases.add(code.slice(1));
}

/** The singular of an English plural, by the S-stemmer (Harman, How effective is suffixing?, JASIS 42, 1991); other words as they are. */
function singularOf(term: string): string {
  if (term.length < 4 || !term.endsWith('s') || /(?:us|ss)$/.test(term)) return term;
  if (term.endsWith('ies') && !/[ae]ies$/.test(term)) return `${term.slice(0, -3)}y`;
  if (/[aeo]es$/.test(term)) return term;
  return term.slice(0, -1);
}
