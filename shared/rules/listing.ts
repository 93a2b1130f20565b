import type { DepartmentId } from "#shared/facts/stewards.ts";

/** 政策类别 */
export const categories = ["行政给付", "资金补贴扶持", "税收优惠", "费用减免", "服务优待"] as const;

/** 减免 less to pay, 奖补 money, 权益 a right, 资质 a status. */
export const benefitClasses = ["减免", "奖补", "权益", "资质"] as const;

/** 人生、经营中的事 for which people look. */
export const lifeEvents = {
  ageing: { zh: "养老", en: "Growing old" },
  disability: { zh: "残疾", en: "Disability" },
  hardship: { zh: "生活困难", en: "Hardship" },
  family: { zh: "生育和家庭", en: "Children and family" },
  bereavement: { zh: "失去亲人", en: "Bereavement" },
  study: { zh: "上学和毕业", en: "Study and graduation" },
  work: { zh: "就业", en: "Work" },
  service: { zh: "退役军人和优抚", en: "Veterans" },
  outing: { zh: "出行和游览", en: "Going out" },
  hiring: { zh: "招人用工", en: "Hiring" },
  costs: { zh: "减轻负担", en: "Lower costs" },
  growth: { zh: "创新和发展", en: "Growth and innovation" },
} as const;
export type LifeEvent = keyof typeof lifeEvents;
export const lifeEventIds: readonly LifeEvent[] = Object.keys(lifeEvents).filter(isLifeEvent);

function isLifeEvent(text: string): text is LifeEvent {
  return Object.hasOwn(lifeEvents, text);
}

/** 专区: collections that people know by name. */
export const collections = {
  automatic: { zh: "免申即享", en: "Arrives without an application" },
  relief: { zh: "助企纾困", en: "Relief for enterprises" },
} as const;
export type CollectionId = keyof typeof collections;
export const collectionIds: readonly CollectionId[] = Object.keys(collections).filter(isCollection);

/** Whether the text names a collection. */
export function isCollection(text: string): text is CollectionId {
  return Object.hasOwn(collections, text);
}

/** What the catalogue tells of a policy and nothing decides by; apart from the rule, so that only the catalogue carries it. */
export interface Listing {
  readonly titleEn: string;
  /** 配合部门 */
  readonly supportingDepartments: readonly DepartmentId[];
  readonly category: (typeof categories)[number];
  readonly benefitClass: (typeof benefitClasses)[number];
  /** 责任处室 */
  readonly responsibleUnit: string;
  /** 负责人: the post, for names belong to no sample. */
  readonly personInCharge: string;
  /** 事项基本编码, twelve digits, where it was found. */
  readonly itemCode?: string;
  /** 办理时限, in words. */
  readonly handlingTime: string;
  readonly lifeEvents: readonly [LifeEvent, ...LifeEvent[]];
  /** "automatic" follows from the stage; here stand the others. */
  readonly collections?: readonly Exclude<CollectionId, "automatic">[];
  /** The same in plain English: who, what, how it arrives, and what to do otherwise. */
  readonly english: {
    readonly who: string;
    readonly what: string;
    readonly how: string;
    readonly otherwise: string;
  };
}
