import { is, isOneOf, holds } from "#shared/rules/language/compare.ts";
import { worded } from "#shared/rules/language/logic.ts";

/** What policies for small firms share: small by the tax office's register, by size class, or an individual business. */

/** 增值税小规模纳税人 */
export const isSmallScaleTaxpayer = worded(
  {
    clause: "增值税小规模纳税人",
    met: "是增值税小规模纳税人",
    unmet: "不是增值税小规模纳税人",
  },
  is("vatTaxpayerKind", "small-scale"),
);

/** 小型微利企业, by the annual settlement of income tax. */
export const isSmallLowProfitEnterprise = worded(
  { clause: "小型微利企业", met: "是小型微利企业", unmet: "不是小型微利企业" },
  holds("smallLowProfit"),
);

/** 个体工商户, by the credit code. */
export const isIndividualBusiness = worded(
  { clause: "个体工商户", met: "是个体工商户", unmet: "不是个体工商户" },
  is("organisationKind", "individual-business"),
);

/** 小微企业, by the size class. */
export const isSmallOrMicroEnterprise = worded(
  {
    clause: "小型、微型企业",
    met: "企业划型为{sizeClass}",
    unmet: "企业划型为{sizeClass}，不是小型、微型企业",
  },
  isOneOf("sizeClass", ["micro", "small"]),
);
