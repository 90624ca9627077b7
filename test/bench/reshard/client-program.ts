import { type Met, type Seeds, SteadyClient } from './steady-client';

/** What the client is told first. */
export interface Errand {
  readonly seeds: Seeds;
  readonly slots: readonly number[];
}

/** What it says at the end. */
export interface Told {
  readonly met: Met;
  readonly written: readonly (readonly [string, string])[];
}

let client: SteadyClient | undefined;

process.on('message', (message: Errand | 'stop') => {
  void answer(message);
});

async function answer(message: Errand | 'stop'): Promise<void> {
  if (message !== 'stop') {
    client = new SteadyClient(message.seeds, message.slots);
    await client.start();
    process.send?.('started');
  } else if (client) {
    const met = await client.stop();
    const told: Told = { met, written: [...client.written] };
    process.send?.(told);
  }
}
