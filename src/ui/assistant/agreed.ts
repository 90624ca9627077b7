/** Questions that a person has not answered yet, or declined: older ones are forgotten. */
const MOST = 16;

/**
 * Plans that a person was shown, until they are carried out: what is done is what was agreed to, not what would be
 * planned a minute later. A plan is known by the tool's input, which is the same at the question and at the act.
 */
export class AgreedPlans<Plan> {
  readonly #shown = new Map<string, Plan>();

  keep(input: object, plan: Plan): void {
    const key = JSON.stringify(input);
    this.#shown.delete(key);
    this.#shown.set(key, plan);
    const [oldest] = this.#shown.keys();
    if (this.#shown.size > MOST && oldest !== undefined) this.#shown.delete(oldest);
  }

  /** The plan, which is kept no longer; undefined when none was shown for this input. */
  take(input: object): Plan | undefined {
    const key = JSON.stringify(input);
    const plan = this.#shown.get(key);
    this.#shown.delete(key);
    return plan;
  }
}
