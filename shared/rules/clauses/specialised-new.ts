import { districtCodes } from "#shared/facts/districts.ts";
import { dateOnOrAfter, is, isOneOf } from "#shared/rules/language/compare.ts";
import { all, not, worded } from "#shared/rules/language/logic.ts";

/** What the rewards for 专精特新 enterprises share; each is for a first recognition, and paid by the district. */

/** 新认定: the measures are of 2022, for who was recognised that year or later. */
export const isNewlyRecognisedByTheCity = worded(
  {
    clause: "2022年1月1日以后首次认定为市级专精特新企业",
    met: "于{specialisedNewCityOn}首次认定为市级专精特新企业",
    unmet: "没有2022年1月1日以后首次认定为市级专精特新企业的登记",
  },
  dateOnOrAfter("specialisedNewCityOn", "2022-01-01"),
);

/** The same of the national “小巨人”. */
export const isNewlyRecognisedByTheState = worded(
  {
    clause: "2022年1月1日以后首次认定为国家级专精特新“小巨人”企业",
    met: "于{specialisedNewNationalOn}首次认定为国家级专精特新“小巨人”企业",
    unmet: "没有2022年1月1日以后首次认定为国家级专精特新“小巨人”企业的登记",
  },
  dateOnOrAfter("specialisedNewNationalOn", "2022-01-01"),
);

const ofMinhang = is("registeredDistrict", "310112");

/** 闵行区 has a standard of its own. */
export const isInMinhang = worded(
  {
    clause: "登记在闵行区",
    met: "登记在闵行区",
    unmet: "登记所在区为{registeredDistrict}，不是闵行区",
  },
  ofMinhang,
);

/** The other districts of the city, for which the city's least amount stands. */
export const isInAnotherDistrict = worded(
  {
    clause: "登记在本市，并且不在另有标准的闵行区",
    met: "登记在{registeredDistrict}",
    unmet: "登记在{registeredDistrict}，不适用这一标准",
  },
  all(isOneOf("registeredDistrict", districtCodes), not(ofMinhang)),
);
