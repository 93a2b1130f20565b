import { Webhook } from "standardwebhooks";
import {
  incomingSchema,
  type Instruction,
  type Notice as RequestedNotice,
} from "../../../functions/sandbox/inbox.schema.ts";
import type { BindingCall } from "./calls.ts";
import type { Faults } from "./faults.ts";
import { createOneStop, type OneStop } from "./one-stop.ts";

/** A message that the gateway has taken in. */
export interface Notice {
  readonly noticeId: string;
  readonly to: string;
  readonly template: string;
  readonly title: string;
  readonly link: string | undefined;
}

/** A payment that the payer has booked. */
export interface Booking {
  readonly endToEndId: string;
  readonly department: string;
  readonly policy: string;
  readonly periods: readonly string[];
  readonly amountFen: number;
  readonly account: string;
}

/** The message gateway, the payers and the one-stop platform: each takes in an id once, however often it comes, and remembers what it was. */
export interface Outside {
  readonly network: typeof fetch;
  readonly notices: ReadonlyMap<string, Notice>;
  readonly bookings: ReadonlyMap<string, Booking>;
  readonly oneStop: OneStop;
  /** What must never come, and came. */
  readonly complaints: string[];
}

export const outsideOrigin = "https://outside.test";

export function createOutside(
  { call, faults }: { call: BindingCall; faults: Faults },
  secretOf: (department: string) => string,
  hear: {
    readonly notice: (notice: Notice) => void;
    readonly booking: (booking: Booking) => void;
  },
  publicKeys: readonly object[],
): Outside {
  const notices = new Map<string, Notice>();
  const bookings = new Map<string, Booking>();
  const complaints: string[] = [];
  const oneStop = createOneStop();

  function takeIn(department: string, body: string): object {
    const said: unknown = JSON.parse(body);
    const all = [said].flat().map((one) => incomingSchema.parse(one));
    const cases = all.flatMap((one) => (one.type === "case.recorded.v1" ? [one.data] : []));
    if (cases.length > 0) return oneStop.take(cases);
    const answers = all.map((incoming): object => {
      switch (incoming.type) {
        case "notice.requested.v1":
          return takeNotice(incoming.data);
        case "fulfilment.requested.v1":
          return book(department, incoming.data);
        case "case.counted.v1":
          return oneStop.count(incoming.data.day);
        case "alarm.raised.v1":
        case "case.recorded.v1":
          return {};
      }
      return incoming satisfies never;
    });
    return answers[0] ?? {};
  }

  function takeNotice({ noticeId, to, template, title, link }: RequestedNotice): object {
    if (notices.has(noticeId)) return {};
    const told: Notice = { noticeId, to, template, title, link };
    notices.set(noticeId, told);
    hear.notice(told);
    return {};
  }

  function book(department: string, order: Instruction): object {
    const { endToEndId, policy, periods, amountFen = 0, payee } = order;
    const account = payee?.account ?? "";
    const booked: Booking = { endToEndId, department, policy, periods, amountFen, account };
    const known = bookings.get(endToEndId);
    if (known === undefined) {
      bookings.set(endToEndId, booked);
      hear.booking(booked);
    } else if (JSON.stringify(known) !== JSON.stringify(booked)) {
      complaints.push(`${endToEndId} came again, and said something else`);
    }
    return {};
  }

  async function deliver(department: string, request: Request): Promise<Response> {
    const body = await request.text();
    const id = request.headers.get("webhook-id") ?? "";
    const at = new Date(Number(request.headers.get("webhook-timestamp")) * 1000);
    const expected = new Webhook(secretOf(department)).sign(id, at, body);
    if (!(request.headers.get("webhook-signature") ?? "").split(" ").includes(expected)) {
      complaints.push(`${department} was sent what nobody signed`);
      return new Response(null, { status: 401 });
    }
    const fault = faults.strike(
      "receiver unreachable",
      "receiver answers 500",
      "receiver books and answers 500",
      "receiver's reply lost",
      "delivery doubled",
    );
    if (fault === "receiver unreachable") throw new TypeError("fetch failed");
    if (fault === "receiver answers 500") return new Response(null, { status: 500 });
    const answer = takeIn(department, body);
    if (fault === "delivery doubled") takeIn(department, body);
    if (fault === "receiver books and answers 500") return new Response(null, { status: 500 });
    if (fault === "receiver's reply lost")
      throw new DOMException("The operation was aborted due to timeout", "TimeoutError");
    return Response.json(answer, { status: 202 });
  }

  return {
    oneStop,
    notices,
    bookings,
    complaints,
    async network(input, init) {
      const request = new Request(input, init);
      const [, place, department = ""] = new URL(request.url).pathname.split("/");
      if (place === "jwks")
        return call("asks for keys", async () => Response.json({ keys: publicKeys }));
      return call(`to ${department}`, async () => deliver(department, request));
    },
  };
}
