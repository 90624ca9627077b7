import { afterAll, beforeAll } from 'vitest';
import { Bed } from '../topology/bed';
import { ensureStockClients, Scratch } from './client-programs';

/** What stock clients are tested on, for one test file: servers, the clients, and a folder for the code that they run. */
export interface ClientBed {
  readonly bed: Bed;
  readonly scratch: Scratch;
}

/** Made before the file's tests, and cleared away after them. */
export function clientBed(): ClientBed {
  const bed = new Bed();
  const scratch = new Scratch();
  beforeAll(ensureStockClients, 300_000);
  afterAll(async () => {
    scratch.dispose();
    await bed.dispose();
  });
  return { bed, scratch };
}
