import { type Calendar, calendarWith } from "./calendar.ts";
import { stateCouncilNotices } from "./state-council-notices.ts";

/** The years that come with the code. */
export const builtInCalendar: Calendar = calendarWith(new Map(), stateCouncilNotices);
