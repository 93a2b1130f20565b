/** Where a rule or a figure comes from. */
export interface Source {
  /** 文号 and name of the document. */
  readonly document: string;
  readonly clause: string;
  readonly url?: string;
  /** The document's last day in force; "not-stated" where the document names none or it could not be found. */
  readonly inForceUntil: string;
  readonly note?: string;
}

/** "sample" 示例 continues the last sourced figures and is never passed off as official. */
export type Status = "sourced" | "sample";
