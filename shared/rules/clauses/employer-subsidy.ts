/** What the subsidies of the human-resources department to employers 用人单位 have in common. */
export const employerSubsidy = {
  subject: "organisation",
  leadDepartment: "human-resources",
  isGuaranteedByLaw: false,
  sensitive: false,
  assurance: "signed-in",
  standing: false,
} as const;

/** 人社部发〔2022〕23号：返还资金进单位账户；没有对公账户的，进缴纳社会保险费的账户，由税务部门提供。 */
export const ownAccountFirst = { payees: ["account", "premium-account"] } as const;

/** 同上：招用补贴进缴纳社会保险费的账户。 */
export const premiumAccountOnly = { payees: ["premium-account"] } as const;
