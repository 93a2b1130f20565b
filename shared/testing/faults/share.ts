/** How much of what is shown in full runs now: all of it by `npm run faults -- --full`, otherwise this much. */
export const fullShare = process.env["FAULT_FULL"] === undefined ? 0.04 : 1;
