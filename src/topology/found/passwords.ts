import type { Login } from '../../model/secrets';

/** Where a password that the user typed is kept: the editor's secret storage. */
export interface Secrets {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
}

/** For those who keep nothing. */
export const NO_SECRETS: Secrets = { get: async () => undefined, store: async () => {} };

/** The logins that were asked for, by engine and server; what was typed last counts before it is kept. */
export class AskedLogins {
  readonly #secrets: Secrets;
  readonly #typed = new Map<string, Login>();

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  async of(engineId: string, server: string): Promise<Login | undefined> {
    const typed = this.#typed.get(`${engineId} ${server}`);
    if (typed) return typed;
    const [password, user] = await Promise.all([
      this.#secrets.get(passwordKey(engineId, server)),
      this.#secrets.get(userKey(engineId, server)),
    ]);
    if (password === undefined) return undefined;
    return user ? { user, password } : { password };
  }

  /** Uses a login until the window closes, to see whether the server takes it. */
  attempt(engineId: string, server: string, login: Login): void {
    this.#typed.set(`${engineId} ${server}`, login);
  }

  /** The server took it. */
  async keep(engineId: string, server: string): Promise<void> {
    const login = this.#typed.get(`${engineId} ${server}`);
    if (!login) return;
    const user = userKey(engineId, server);
    // Nothing is written of a user where none ever was named.
    if (login.user !== undefined || (await this.#secrets.get(user)))
      await this.#secrets.store(user, login.user ?? '');
    await this.#secrets.store(passwordKey(engineId, server), login.password);
  }

  /** The server did not take it. */
  discard(engineId: string, server: string): void {
    this.#typed.delete(`${engineId} ${server}`);
  }
}

const passwordKey = (engineId: string, server: string) => `password ${engineId} ${server}`;
const userKey = (engineId: string, server: string) => `user ${engineId} ${server}`;
