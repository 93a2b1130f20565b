/** So far a device's clock may be off before its keeper is told: as a code allows, and a second for the network's share. */
const toleratedOffMilliseconds = 31_000;

/** What a device has learnt of the time. Instants are in milliseconds since 1970. */
export interface KeptTime {
  /** How far the server is ahead of the device's own clock. */
  readonly offset: number;
  /** The latest instant, as set right, at which the device has ever worked. */
  readonly latest: number;
}

export interface DeviceTime {
  readonly now: Date;
  /**
   * `right`: off by no more than is tolerated; `corrected`: off by more, and set right by what the server said; `doubtful`: the
   * server never said anything, or the clock was set back since, so that an old code could pass for a fresh one.
   */
  readonly state: "right" | "corrected" | "doubtful";
  /** How far the device's own clock is ahead; less than 0 where it is behind. */
  readonly ahead: number;
}

/** How far the server is ahead: it answered half-way between the question and the answer. */
export function offsetOf(asked: number, answered: number, serverNow: number): number {
  return serverNow - (asked + answered) / 2;
}

/** The time by which a device works. */
export function deviceTime(ownClock: number, kept: KeptTime | undefined): DeviceTime {
  if (kept === undefined) return { now: new Date(ownClock), state: "doubtful", ahead: 0 };
  const now = ownClock + kept.offset;
  const ahead = -kept.offset;
  const isSetBack = now < kept.latest - toleratedOffMilliseconds;
  const isOff = Math.abs(ahead) > toleratedOffMilliseconds;
  return {
    now: new Date(now),
    state: isSetBack ? "doubtful" : isOff ? "corrected" : "right",
    ahead,
  };
}

/** "快5分钟": by how much the device's own clock is off, for its keeper. */
export function offInWords(ahead: number): string {
  const seconds = Math.round(Math.abs(ahead) / 1000);
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60);
  const amount =
    days > 1
      ? `${days}天`
      : hours > 1
        ? `${hours}小时`
        : minutes > 1
          ? `${minutes}分钟`
          : `${seconds}秒`;
  return `${ahead > 0 ? "快" : "慢"}${amount}`;
}
