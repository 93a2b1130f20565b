import type { Adapter, AdapterPayload } from "oidc-provider";

/** What the local identity provider remembers of one kind of thing, as long as it runs. */
export class MemoryStore implements Adapter {
  readonly #stored = new Map<string, AdapterPayload>();

  async upsert(id: string, payload: AdapterPayload): Promise<undefined> {
    this.#stored.set(id, payload);
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return this.#stored.get(id);
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return [...this.#stored.values()].find((one) => one.uid === uid);
  }

  /** Of the device flow, which nobody uses here. */
  async findByUserCode(): Promise<undefined> {
    return undefined;
  }

  async consume(id: string): Promise<undefined> {
    const payload = this.#stored.get(id);
    if (payload !== undefined)
      this.#stored.set(id, { ...payload, consumed: Math.floor(Date.now() / 1000) });
  }

  async destroy(id: string): Promise<undefined> {
    this.#stored.delete(id);
  }

  async revokeByGrantId(grantId: string): Promise<undefined> {
    for (const [id, { grantId: of }] of this.#stored) if (of === grantId) this.#stored.delete(id);
  }
}
