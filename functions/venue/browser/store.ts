/*
 * What a device keeps: its key, its shift, what it was given for working offline, what it has granted. IndexedDB, because it
 * keeps a key that no script can read, and because one transaction is all or nothing, in two windows too.
 */

const stores = ["kept", "ledger", "scans"] as const;
type StoreName = (typeof stores)[number];

export function promised<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error ?? new Error("IndexedDB failed")));
  });
}

export async function openStore(): Promise<IDBDatabase> {
  const request = indexedDB.open("jixiang-venue", 1);
  request.addEventListener("upgradeneeded", () => {
    for (const name of stores) request.result.createObjectStore(name);
  });
  return promised(request);
}

/** One value by its key. Guarantee: only `keep` writes there, with the type that the caller names. */
export async function read<Value>(
  db: IDBDatabase,
  store: StoreName,
  key: string,
): Promise<Value | undefined> {
  return (await promised(db.transaction(store).objectStore(store).get(key))) as Value | undefined;
}

/** Every value of a store; the same guarantee. */
export async function readAll<Value>(db: IDBDatabase, store: StoreName): Promise<Value[]> {
  return (await promised(db.transaction(store).objectStore(store).getAll())) as Value[];
}

/** Does several things in one transaction: all of it stands on the disk afterwards, or nothing. */
export async function change<Value>(
  db: IDBDatabase,
  names: readonly StoreName[],
  act: (at: (name: StoreName) => IDBObjectStore) => Promise<Value>,
): Promise<Value> {
  const transaction = db.transaction(names, "readwrite", { durability: "strict" });
  const done = new Promise<void>((resolve, reject) => {
    transaction.addEventListener("complete", () => resolve());
    transaction.addEventListener("abort", () =>
      reject(transaction.error ?? new Error("nothing was kept")),
    );
  });
  const value = await act((name) => transaction.objectStore(name));
  await done;
  return value;
}

export async function keep(db: IDBDatabase, store: StoreName, key: string, value: unknown) {
  await change(db, [store], async (at) => promised(at(store).put(value, key)));
}

export async function forget(db: IDBDatabase, store: StoreName, key: string) {
  await change(db, [store], async (at) => promised(at(store).delete(key)));
}
