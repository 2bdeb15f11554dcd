import type { CommandRunner, Decided, Decider, DomainEvent } from '@jalons/event-log';
import type { Instant } from '@jalons/kernel';

/**
 * A runner of commands whose events were known from an instant on, as those of an import are: the files of the
 * demonstration cannot say who answers for whom, and a back-test looks at what was known at the time.
 */
export function knownThen(runner: CommandRunner, knownAt: Instant): CommandRunner {
  return {
    run: (request) => runner.run({ ...request, decider: knowing(request.decider, knownAt) }),
  };
}

function knowing<Command, Event extends DomainEvent, State>(
  decider: Decider<Command, Event, State>,
  knownAt: Instant,
): Decider<Command, Event, State> {
  return {
    ...{ category: decider.category, initial: () => decider.initial() },
    evolve: (state, event) => decider.evolve(state, event),
    decide: (command, state, context) =>
      decider.decide(command, state, context).map((event) => ({ ...event, knownAt }) as Decided<Event>),
  };
}
