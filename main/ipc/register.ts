import { fail, KnowledgeError, outcomeOf, type Failure, type Outcome } from '../../core/failure.ts';
import type { Channel, Requests } from '../../preload/api.ts';
import { requestSchemas } from './schemas.ts';
import type { Caller } from './sender.ts';

type Handler<C extends Channel> = (
  request: Requests[C]['request'],
) => Promise<Requests[C]['response']> | Requests[C]['response'];

/** What answers each channel. A handler throws a `KnowledgeError` for what the user should hear; anything else is a bug. */
export type Handlers<Channels extends Channel = Channel> = { readonly [C in Channels]: Handler<C> };

interface Registration {
  readonly ipc: { handle(channel: string, listener: (caller: Caller, ...sent: unknown[]) => unknown): void };
  readonly handlers: Handlers;
  readonly isTrusted: (caller: Caller) => boolean;
  /** Told of bugs: whatever a handler threw that is not a `KnowledgeError`. */
  readonly reportBug: (caught: unknown) => void;
}

/** Answers every channel with an `Outcome`, and never with a rejection: checks who asks, then what is asked, then acts. */
export function registerChannels({ ipc, handlers, isTrusted, reportBug }: Registration): void {
  for (const channel of Object.keys(requestSchemas) as Channel[]) {
    ipc.handle(channel, (caller, ...sent) => {
      if (!isTrusted(caller)) return fail(strangerFailure(channel));
      return answer(channel, handlers, sent, reportBug);
    });
  }
}

function answer<C extends Channel>(
  channel: C,
  handlers: Handlers<C>,
  sent: readonly unknown[],
  reportBug: (caught: unknown) => void,
): Promise<Outcome<Requests[C]['response']>> {
  return outcomeOf(async () => {
    try {
      const request = checkedRequest(channel, sent);
      return await handlers[channel](request);
    } catch (caught) {
      if (!(caught instanceof KnowledgeError)) reportBug(caught);
      throw caught;
    }
  });
}

function checkedRequest<C extends Channel>(channel: C, sent: readonly unknown[]): Requests[C]['request'] {
  if (sent.length > 1) throw new KnowledgeError(formFailure(channel, '', 'more than one value was sent'));
  const checked = requestSchemas[channel].safeParse(sent[0]);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw new KnowledgeError(
    formFailure(channel, issue?.path.join('.') ?? '', issue?.message ?? 'unknown form'),
  );
}

function formFailure(channel: Channel, field: string, complaint: string): Failure {
  return {
    kind: 'invalid-request',
    message: `The window asked for ${channel} in a form that is not accepted${field && `, at ${field}`}: ${complaint}.`,
    recovery: 'Nothing was changed. Reload the window, and report this if it happens again.',
    ...(field === '' ? {} : { field }),
  };
}

function strangerFailure(channel: Channel): Failure {
  return {
    kind: 'invalid-request',
    message: `Something other than the Abendbook window asked for ${channel}.`,
    recovery: 'Nothing was done. Restart Abendbook, and report this if it happens again.',
  };
}
