import { describe, expect, it, vi } from "vitest";
import { aSubjectKey, aTask } from "#shared/testing/builders.ts";
import { aFullQueue, aQueue } from "#shared/testing/fake-queue.ts";
import { sendHints } from "./send-hints.ts";

describe("hints", () => {
  it("go to the queue of their topic and name the shard of their subject", async () => {
    const [notify, fulfil] = [aQueue(), aQueue()];
    const [one, two] = [
      aTask({ topic: "notify", subjectKey: aSubjectKey(0) }),
      aTask({ topic: "fulfil", subjectKey: aSubjectKey(1) }),
    ];
    await sendHints({ NOTIFY: notify.queue, FULFIL: fulfil.queue }, [one, two]);
    expect(notify.sent).toEqual([[{ shard: 0, dueAt: one.dueAt, id: one.id }]]);
    expect(fulfil.sent).toEqual([[{ shard: 1, dueAt: two.dueAt, id: two.id }]]);
  });

  it("go a hundred at a time, for a queue takes no more", async () => {
    const { queue, sent } = aQueue();
    await sendHints(
      { NOTIFY: queue },
      Array.from({ length: 250 }, () => aTask()),
    );
    expect(sent.map(({ length }) => length)).toEqual([100, 100, 50]);
  });

  it("of a topic without a queue are left to the sweep", async () => {
    const { queue, sent } = aQueue();
    await sendHints({ FULFIL: queue }, [aTask({ topic: "notify" })]);
    expect(sent).toEqual([]);
  });

  it("that a queue refuses undo nothing and hold up no other topic", async () => {
    const warn = vi.spyOn(console, "warn").mockReturnValue();
    const { queue, sent } = aQueue();
    await sendHints({ NOTIFY: aFullQueue(), FULFIL: queue }, [aTask(), aTask({ topic: "fulfil" })]);
    expect(sent).toHaveLength(1);
    expect(warn).toHaveBeenCalledOnce();
  });
});
