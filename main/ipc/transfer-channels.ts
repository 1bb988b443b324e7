import type { Handlers } from './register.ts';

type TransferChannel =
  | 'transfer:export'
  | 'transfer:show-exported'
  | 'transfer:choose'
  | 'transfer:preview'
  | 'transfer:check'
  | 'transfer:import'
  | 'mappings:list'
  | 'mappings:save'
  | 'mappings:remove';

export function transferChannels(): Handlers<TransferChannel> {
  const unwritten = (): never => {
    throw new Error('Not written yet.');
  };
  return {
    'transfer:export': unwritten,
    'transfer:show-exported': unwritten,
    'transfer:choose': unwritten,
    'transfer:preview': unwritten,
    'transfer:check': unwritten,
    'transfer:import': unwritten,
    'mappings:list': unwritten,
    'mappings:save': unwritten,
    'mappings:remove': unwritten,
  };
}
