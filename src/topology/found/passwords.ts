/** Where a password that the user typed is kept: the editor's secret storage. */
export interface Secrets {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
}

/** For those who keep nothing. */
export const NO_SECRETS: Secrets = { get: async () => undefined, store: async () => {} };

/** The passwords that were asked for, by engine and container name; what was typed last counts before it is kept. */
export class AskedPasswords {
  readonly #secrets: Secrets;
  readonly #typed = new Map<string, string>();

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  async of(engineId: string, container: string): Promise<string | undefined> {
    const key = keyFor(engineId, container);
    return this.#typed.get(key) ?? (await this.#secrets.get(key));
  }

  /** Uses a password until the window closes, to see whether the server takes it. */
  attempt(engineId: string, container: string, password: string): void {
    this.#typed.set(keyFor(engineId, container), password);
  }

  /** The server took it. */
  async keep(engineId: string, container: string): Promise<void> {
    const key = keyFor(engineId, container);
    const password = this.#typed.get(key);
    if (password !== undefined) await this.#secrets.store(key, password);
  }

  /** The server did not take it. */
  discard(engineId: string, container: string): void {
    this.#typed.delete(keyFor(engineId, container));
  }
}

const keyFor = (engineId: string, container: string) => `password ${engineId} ${container}`;
