/** What this function can reach; wrangler.toml grants exactly this. */
export const bindings = {
  databases: ["DB_0", "DB_1", "DB_CITY"],
  queues: [],
  vars: ["PUBLIC_ORIGIN", "SMS_ACCOUNT"],
  secrets: [
    "LINK_KEYS",
    "VAULT_PHONE_KEY",
    "VAULT_LETTER_KEY",
    "VAULT_OBJECTOR_KEY",
    "KEYRING_KEY",
    "SMS_SECRET_KEY",
    "PHONE_INDEX_KEY",
  ],
} as const;

export interface Env {
  readonly DB_0: D1Database;
  readonly DB_1: D1Database;
  readonly DB_CITY: D1Database;
  readonly PHONE_INDEX_KEY: string;
  readonly PUBLIC_ORIGIN: string;
  /** The account with a provider of text messages, as JSON; "" where the gateway sends them. */
  readonly SMS_ACCOUNT: string;
  readonly SMS_SECRET_KEY: string;
  readonly LINK_KEYS: string;
  readonly VAULT_PHONE_KEY: string;
  /** Seals the words of letters until they are printed. */
  readonly VAULT_LETTER_KEY: string;
  readonly VAULT_OBJECTOR_KEY: string;
  readonly KEYRING_KEY: string;
}
