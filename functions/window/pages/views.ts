import type { decideInVisit, toldVisit } from "../serve.ts";

export type ToldVisit = Awaited<ReturnType<typeof toldVisit>>;
export type Offer = ToldVisit["offers"][number];
export type Receipt = Awaited<ReturnType<typeof decideInVisit>>;
